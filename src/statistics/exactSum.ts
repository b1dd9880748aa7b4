/** The limbs' base: two canonical low limbs add up to less than 2^53, so no addition here ever rounds. */
const BASE = 2 ** 52;

/** Products are formed from pieces of this many bits of the second factor: 31 + 18 bits stay well below 53. */
const PIECE = 2 ** 18;

/**
 * An exact sum of integers (ticks, or ticks times a count), past the 2^53 at which a plain double starts to lose units.
 *
 * The value is `high * 2^52 + low` with `0 <= low < 2^52`: one value has one state, so the order in which terms come
 * changes nothing, not even the state. Exact up to |sum| of about 2^104. Not promised: a check against going beyond.
 */
export class ExactSum {
  /** High and low limb, unboxed: plain double fields would cost ten times as much to write. */
  private readonly limbs = new Float64Array(2);

  /** Adds an integer, |x| <= 2^53. Throws RangeError for a fraction, NaN or anything larger. */
  add(x: number): void {
    // Written so that NaN takes the slow way and is refused there.
    if (x > -BASE && x < BASE && Math.floor(x) === x) {
      const limbs = this.limbs;
      const low = limbs[1]! + x;
      if (low < 0) {
        limbs[1] = low + BASE;
        limbs[0] = limbs[0]! - 1;
      } else if (low >= BASE) {
        limbs[1] = low - BASE;
        limbs[0] = limbs[0]! + 1;
      } else {
        limbs[1] = low;
      }
      return;
    }
    this.addLarge(x);
  }

  /** Adds a whole number, 0 <= x < 2^52: `add` without looking whether it is that. */
  addTicks(x: number): void {
    const { limbs } = this;
    const low = limbs[1]! + x;
    if (low < BASE) {
      limbs[1] = low;
    } else {
      limbs[1] = low - BASE;
      limbs[0] = limbs[0]! + 1;
    }
  }

  /**
   * Adds some whole numbers from 0 to 2^53, those in [from, to): unlike `add`, without looking whether they are that.
   *
   * @param plain their plain sum, where that is known.
   */
  addAll(values: Float64Array, from: number, to: number, plain = plainSum(values, from, to)): void {
    // What is never negative and ends below the base was exact on its way there.
    if (plain < BASE) this.addTicks(plain);
    else this.addAllCarefully(values, from, to);
  }

  private addAllCarefully(values: Float64Array, from: number, to: number): void {
    const { limbs } = this;
    let high = limbs[0]!;
    let low = limbs[1]!;
    for (let i = from; i < to; i += 1) {
      const x = values[i]!;
      const over = x >= BASE ? 1 : 0;
      low += x - over * BASE;
      high += over;
      if (low >= BASE) {
        low -= BASE;
        high += 1;
      }
    }
    limbs[0] = high;
    limbs[1] = low;
  }

  /**
   * Adds `n * dt` without losing a unit: a count (VMs, jobs) that stood for a time. Both integers, |n| <= 2^31 and
   * |dt| <= 2^53; RangeError where the product would be inexact. Not promised: a check for fractions whose product is whole.
   */
  addProduct(n: number, dt: number): void {
    const product = n * dt;
    if (product > -BASE && product < BASE) {
      this.add(product);
      return;
    }
    if (!Number.isInteger(n) || Math.abs(n) > 2 ** 31 || !Number.isInteger(dt) || Math.abs(dt) > 2 ** 53) {
      throw new RangeError(`an exact product takes integers up to 2^31 and 2^53, got ${n} and ${dt}`);
    }
    const upper = Math.floor(dt / (PIECE * PIECE));
    const rest = dt - upper * PIECE * PIECE;
    const middle = Math.floor(rest / PIECE);
    const lower = rest - middle * PIECE;
    this.addWhole(n * lower);
    this.addWhole(n * middle * PIECE);
    this.addWhole(n * upper * PIECE * PIECE);
  }

  /** Back to 0. */
  clear(): void {
    this.limbs[0] = 0;
    this.limbs[1] = 0;
  }

  /** Adds all that the other sum holds; the other is unchanged. */
  merge(other: ExactSum): void {
    this.carry(other.limbs[0]!, other.limbs[1]!);
  }

  /** The double nearest to the sum (ties to even): both limbs scaled are doubles, so their sum rounds once. */
  toNumber(): number {
    return this.limbs[0]! * BASE + this.limbs[1]!;
  }

  /** The sum itself. */
  toBigInt(): bigint {
    return BigInt(this.limbs[0]!) * BigInt(BASE) + BigInt(this.limbs[1]!);
  }

  /** Whether both sums are the same integer. */
  equals(other: ExactSum): boolean {
    return this.limbs[0] === other.limbs[0] && this.limbs[1] === other.limbs[1];
  }

  private addLarge(x: number): void {
    if (!Number.isInteger(x) || Math.abs(x) > 2 ** 53) {
      throw new RangeError(`an exact sum takes integers up to 2^53, got ${x}`);
    }
    this.addWhole(x);
  }

  /** Adds any integer that a double holds: the quotient, its multiple and the remainder are all exact. */
  private addWhole(x: number): void {
    const quotient = Math.floor(x / BASE);
    this.carry(quotient, x - quotient * BASE);
  }

  /** Adds a canonical pair of limbs. */
  private carry(high: number, low: number): void {
    const sum = this.limbs[1]! + low;
    const over = sum >= BASE;
    this.limbs[0] = this.limbs[0]! + high + (over ? 1 : 0);
    this.limbs[1] = over ? sum - BASE : sum;
  }
}

/** In two sums, for each addition waits for the one before. */
function plainSum(values: Float64Array, from: number, to: number): number {
  let even = 0;
  let odd = 0;
  let at = from;
  for (; at + 1 < to; at += 2) {
    even += values[at]!;
    odd += values[at + 1]!;
  }
  if (at < to) even += values[at]!;
  return even + odd;
}
