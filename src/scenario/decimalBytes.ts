const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
/** So many digits, with a point anywhere, are exact in a double, and so is their power of ten: one rounding, as `Number` would. */
const EXACT_DIGITS = 15;
/** So many are below 2^31. */
const PLAIN_DIGITS = 9;

/** Reads numbers from bytes without a string for each. */
export class DecimalBytes {
  /** Where the number read last ends. */
  end = 0;

  /**
   * The plain decimal number that begins at `from`: digits, perhaps a sign before them and a point among them, up to the first other
   * byte or `limit`. It is the one that `parseDecimal` gives; NaN where there is none, or none so plain.
   */
  read(bytes: Uint8Array, from: number, limit: number): number {
    const sign = from < limit ? bytes[from]! : ZERO;
    const first = sign === MINUS || sign === PLUS ? from + 1 : from;
    let at = first;
    // As long as they fit 32 bits, digits are put together as whole numbers: an overflow need not be looked for.
    const plain = Math.min(limit, first + PLAIN_DIGITS);
    let whole = 0;
    let digit = 0;
    for (; at < plain; at++) {
      digit = bytes[at]! - ZERO;
      if (digit >>> 0 > 9) break;
      whole = (Math.imul(whole, 10) + digit) | 0;
    }
    let mantissa = whole;
    if (at === plain) {
      for (; at < limit; at++) {
        digit = bytes[at]! - ZERO;
        if (digit >>> 0 > 9) break;
        mantissa = mantissa * 10 + digit;
      }
    }
    let digits = at - first;
    let value = mantissa;
    if (at < limit && bytes[at] === POINT) {
      const point = at++;
      let divisor = 1;
      for (; at < limit; at++) {
        digit = bytes[at]! - ZERO;
        if (digit >>> 0 > 9) break;
        mantissa = mantissa * 10 + digit;
        divisor *= 10;
      }
      digits += at - point - 1;
      value = mantissa / divisor;
    }
    this.end = at;
    if (digits === 0 || digits > EXACT_DIGITS) return Number.NaN;
    return sign === MINUS ? -value : value;
  }
}
