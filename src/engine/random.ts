import alea from "seedrandom/lib/alea.js";

/** A stream of uniform variates: each call gives the next one, (k + 0.5) / 2^32 with integer k, so never 0 and never 1. */
export type Uniform = () => number;

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
  const next = alea(PREFIX + JSON.stringify([seed, replication, owner, purpose]) + TERMINATOR);
  return () => next() + HALF_A_STEP;
}

function requireSafeInteger(name: string, value: number): void {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`The ${name} of a random stream must be a whole number, not ${value}.`);
  }
}
