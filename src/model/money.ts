import { HOUR } from "../engine/time.ts";

/** Prices are doubles (1 USD/d is no whole number of micro-dollars an hour): so many binary places of them count. */
const BINARY_PLACES = 52n;

/**
 * Amounts are whole micro-dollars (of whatever currency) in BigInt: never binary fractions, and never too large.
 *
 * The price of so many ticks at so many micro-dollars an hour, to the nearest micro-dollar, half a one upwards.
 */
export function priceOf(ticks: bigint, pricePerHour: number): bigint {
  const price = BigInt(Math.round(pricePerHour * Number(1n << BINARY_PLACES)));
  const hour = BigInt(HOUR) << BINARY_PLACES;
  return (ticks * price * 2n + hour) / (2n * hour);
}

/** For results in the file's currency: the nearest double. */
export function fromMicro(amount: bigint): number {
  return Number(amount) / 1e6;
}
