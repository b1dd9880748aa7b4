import { fixed, formatWithHalfWidth } from "./number.ts";
import { plainText } from "./plainText.ts";

const SYMBOLS: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£", JPY: "¥" };

/**
 * An amount with its currency in front: `$4,207 ± 4`, `$12.34`, `CHF 4,207`. Cents are shown below 1,000, and fractions
 * of a cent only where the amount is less than one.
 *
 * @param currency ISO code.
 */
export function formatMoney(amount: number, halfWidth: number | null, currency: string): string {
  const size = Math.abs(amount);
  const symbol = SYMBOLS[currency] ?? `${plainText(currency)} `;
  const digits = halfWidth !== null && halfWidth > 0 ? formatWithHalfWidth(size, halfWidth) : digitsOf(size);
  // What rounds to nothing has no sign.
  const sign = amount < 0 && /^[0.]*[1-9]/u.test(digits) ? "-" : "";
  return `${sign}${symbol}${digits}`;
}

function digitsOf(size: number): string {
  if (Number.isInteger(size) || size >= 1000) return fixed(size, 0);
  if (size >= 0.01) return fixed(size, 2);
  return String(Number(size.toPrecision(2)));
}
