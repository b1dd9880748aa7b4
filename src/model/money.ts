import { HOUR } from "../engine/time.ts";

/**
 * Amounts are whole micro-dollars (of whatever currency) in BigInt: never binary fractions, and never too large.
 *
 * The price of so many ticks at so many micro-dollars an hour, to the nearest micro-dollar.
 */
export function priceOf(ticks: bigint, pricePerHour: number): bigint {
  const hour = BigInt(HOUR);
  return (ticks * BigInt(pricePerHour) * 2n + hour) / (2n * hour);
}

/** For results in the file's currency: the nearest double. */
export function fromMicro(amount: bigint): number {
  return Number(amount) / 1e6;
}
