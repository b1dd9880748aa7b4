import { HOUR } from "../engine/time.ts";

/**
 * A price, exactly: `micro / per` micro-dollars for one of something (a tick, a job). A decimal price for an hour, a day or
 * 1,000 jobs is such a fraction, and seldom a double.
 */
export interface Price {
  readonly micro: bigint;
  /** Above zero. */
  readonly per: bigint;
}

/** Prices an hour that come as doubles are decimals of this many places of a micro-dollar, or such a decimal a day. */
const PLACES = 1e6;

/**
 * Amounts are whole micro-dollars (of whatever currency) in BigInt: never binary fractions, never too large, and their sums
 * are exact. A line of a bill is rounded once, when its quantity meets its price: to the nearest micro-dollar, half a one upwards.
 */
export function amountOf(quantity: bigint, { micro, per }: Price): bigint {
  return (2n * quantity * micro + per) / (2n * per);
}

/** An hour's price, in micro-dollars, as the fraction that the user wrote: 1 USD/d is no double. */
export function hourlyPrice(pricePerHour: number): Price {
  if (Number.isInteger(pricePerHour)) return { micro: BigInt(pricePerHour), per: BigInt(HOUR) };
  return { micro: BigInt(Math.round(pricePerHour * 24 * PLACES)), per: BigInt(24 * PLACES) * BigInt(HOUR) };
}

/** The price of so many ticks at so many micro-dollars an hour. */
export function priceOf(ticks: bigint, pricePerHour: number): bigint {
  return amountOf(ticks, hourlyPrice(pricePerHour));
}

/** Cuts an amount into parts in proportion to weights, which are not all zero: the parts add up to it. */
export function apportion(amount: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  let passed = 0n;
  let given = 0n;
  return weights.map((weight) => {
    passed += weight;
    const part = (amount * passed) / whole - given;
    given += part;
    return part;
  });
}

/** For results in the file's currency: the nearest double. */
export function fromMicro(amount: bigint): number {
  return Number(amount) / 1e6;
}
