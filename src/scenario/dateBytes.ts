import { parseDate } from "./traceTime.ts";

const DASH = 45;
const COLON = 58;
const SPACE = 32;
const LETTER_T = 84;
const ZERO = 48;
/** `YYYY-MM-DD`, and with `HH:MM:SS`. */
const DAY_LENGTH = 10;
const LENGTH = 19;

/** Reads dates from bytes without a string for each: neighbours are mostly of one day. */
export class DateBytes {
  /** The day read last, as digits, and when it began. */
  #day = -1;
  #midnight = Number.NaN;

  /** What `parseDate` gives for `YYYY-MM-DD HH:MM:SS`, also with a T between; NaN for anything written otherwise. */
  read(bytes: Uint8Array, start: number, end: number): number {
    if (end - start !== LENGTH) return Number.NaN;
    const between = bytes[start + DAY_LENGTH];
    if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return Number.NaN;
    if (bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return Number.NaN;
    if (between !== SPACE && between !== LETTER_T) return Number.NaN;
    const day =
      1e6 * twoDigits(bytes, start) +
      1e4 * twoDigits(bytes, start + 2) +
      100 * twoDigits(bytes, start + 5) +
      twoDigits(bytes, start + 8);
    const hours = twoDigits(bytes, start + 11);
    const minutes = twoDigits(bytes, start + 14);
    const seconds = twoDigits(bytes, start + 17);
    if (!(hours <= 23 && minutes <= 59 && seconds <= 59)) return Number.NaN;
    if (day !== this.#day) {
      this.#day = day;
      this.#midnight = midnightOf(day);
    }
    return this.#midnight + ((hours * 60 + minutes) * 60 + seconds) * 1e6;
  }
}

/** When a day such as 20260302 begins; NaN where there is none such. */
function midnightOf(day: number): number {
  const digits = String(day).padStart(8, "0");
  return parseDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`) ?? Number.NaN;
}

/** NaN where they are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - ZERO;
  const ones = bytes[at + 1]! - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}
