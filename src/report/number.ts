/** What stands where there is no figure. */
export const NO_FIGURE = "–";

const SIGNIFICANT = 3;
/** Digits beyond these are noise to a reader, however narrow the interval. */
const MOST_SIGNIFICANT = 4;

/** Thousands separated by commas, in every locale: `24137` is `24,137`. */
export function groupThousands(digits: string): string {
  const [, whole = "", rest = ""] = /^(-?\d+)(.*)$/u.exec(digits) ?? [];
  return whole.replace(/\B(?=(?:\d{3})+$)/gu, ",") + rest;
}

/** A number for people: integers whole, others to three significant digits but never less than their integer part. */
export function formatNumber(value: number): string {
  const digits = value.toPrecision(SIGNIFICANT);
  if (Number.isInteger(value) || Math.abs(Number(digits)) >= 10 ** SIGNIFICANT) return fixed(value, 0);
  return digits.includes("e") ? digits : stripZeros(digits);
}

/**
 * `18.6 ± 0.1`: the half-width to one significant digit, the mean to the same place. Without a half-width, or with one
 * that no printed digit shows, the mean alone.
 */
export function formatWithHalfWidth(value: number, halfWidth: number | null): string {
  if (halfWidth === null || !(halfWidth > 0)) return formatNumber(value);
  const places = Math.min(decimalsShowing(halfWidth), decimalsWithin(value, halfWidth));
  const spread = fixed(halfWidth, places);
  if (Number(spread.replaceAll(",", "")) === 0) {
    return stripZeros(fixed(value, places));
  }
  return `${fixed(value, places)} ± ${spread}`;
}

/** A share of 1 as a percentage. Never `0%` or `100%` unless it is exactly that. */
export function formatShare(share: number, halfWidth: number | null = null): string {
  const percent = share * 100;
  if (halfWidth !== null && halfWidth > 0) {
    return `${formatWithHalfWidth(percent, halfWidth * 100)}%`;
  }
  return `${stripZeros(fixed(percent, sharePlaces(percent)))}%`;
}

/** As many decimals as keep a percentage apart from 0 and 100; one at least, six at most. */
function sharePlaces(percent: number): number {
  for (let places = 1; places < 6; places++) {
    const rounded = Number(percent.toFixed(places));
    if ((rounded !== 0 || percent === 0) && (rounded !== 100 || percent === 100)) return places;
  }
  return 6;
}

/** A rounded number with grouped thousands; never `-0`. */
export function fixed(value: number, places: number): string {
  const digits = groupThousands(value.toFixed(places));
  return /^-[0.,]*$/u.test(digits) ? digits.slice(1) : digits;
}

/** Drops the zeros that end a decimal fraction. */
export function stripZeros(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/u, "") : digits;
}

/** Decimals at which the half-width's first digit stands (as rounded: 0.096 is 0.1). */
function decimalsShowing(halfWidth: number): number {
  return Math.max(0, -Math.floor(Math.log10(Number(halfWidth.toPrecision(1)))));
}

function decimalsWithin(value: number, halfWidth: number): number {
  const largest = Math.max(Math.abs(value), halfWidth);
  return Math.max(0, MOST_SIGNIFICANT - 1 - Math.floor(Math.log10(largest)));
}
