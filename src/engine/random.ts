import alea, { type AleaState } from "seedrandom/lib/alea.js";

/** A stream of uniform variates: each call gives the next one, (k + 0.5) / 2^32 with integer k, so never 0 and never 1. */
export interface Uniform {
  (): number;
  /** The next `count` of them at once, into the first places of an array. A stream of another make may do without. */
  readonly fill?: (values: Float64Array, count: number) => void;
}

/** What a stream of random numbers belongs to. Two keys that differ anywhere have streams that differ. */
export interface StreamKey {
  /** The study's seed: a safe integer. */
  readonly seed: number;
  /** The replication's number: a safe integer. */
  readonly replication: number;
  /** What draws: a workload's or pool's name, any text. */
  readonly owner: string;
  /** What it draws for: `service`, `provisioning`, any text. */
  readonly purpose: string;
}

/** Alea's numbers are multiples of it. */
const STEP = 2 ** -32;
const MULTIPLIER = 2091639;

/** The middle of the cell of width 2^-32 that Alea's number is the lower end of. */
const HALF_A_STEP = 2 ** -33;

/**
 * Alea mixes its key character by character into 32 bits, the last ones least: the prefix warms the mixing up, and the
 * terminator stirs what differs between neighbouring keys through all of the bits.
 */
const PREFIX = "poolsim: one stream of uniforms for ";
const TERMINATOR = "; end of the key.";

/**
 * Opens the stream of a key, at its first number. The same key has the same stream wherever it is opened, and streams
 * opened in any number or order leave each other alone.
 *
 * @throws RangeError if the seed or the replication is not a safe integer.
 */
export function openStream({ seed, replication, owner, purpose }: StreamKey): Uniform {
  requireSafeInteger("seed", seed);
  requireSafeInteger("replication", replication);
  // JSON quotes whatever separator the texts hold, so that no two keys are written alike.
  const key = PREFIX + JSON.stringify([seed, replication, owner, purpose]) + TERMINATOR;
  return aleaFrom(alea(key, { state: true }).state());
}

/**
 * Alea's numbers from a state of it on: a multiply-with-carry generator with a lag of three. seedrandom seeds it; its steps
 * are taken here, since a call for each costs more than the number itself (a test holds the two equal).
 */
function aleaFrom({ s0, s1, s2, c }: AleaState): Uniform {
  const state = Float64Array.of(s0, s1, s2, c);
  const fill = (values: Float64Array, count: number): void => {
    let oldest = state[0]!;
    let older = state[1]!;
    let last = state[2]!;
    let carry = state[3]!;
    for (let i = 0; i < count; i++) {
      // The same step in parts: the whole part of the product seldom needs the carry to be known, which would have each number wait
      // for the one before. All of it is exact: multiples of 2^-32 below 2^21.
      const product = MULTIPLIER * oldest;
      let whole = Math.floor(product);
      oldest = older;
      older = last;
      last = product - whole + carry * STEP;
      if (last >= 1) {
        last -= 1;
        whole += 1;
      }
      carry = whole;
      values[i] = last + HALF_A_STEP;
    }
    state[0] = oldest;
    state[1] = older;
    state[2] = last;
    state[3] = carry;
  };
  const next = (): number => {
    const product = MULTIPLIER * state[0]! + state[3]! * STEP;
    const carry = Math.floor(product);
    state[0] = state[1]!;
    state[1] = state[2]!;
    state[2] = product - carry;
    state[3] = carry;
    return product - carry + HALF_A_STEP;
  };
  return Object.assign(next, { fill });
}

function requireSafeInteger(name: string, value: number): void {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`The ${name} of a random stream must be a whole number, not ${value}.`);
  }
}
