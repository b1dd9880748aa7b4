const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
/** So many digits, with a point anywhere, are exact in a double, and so is their power of ten: one rounding, as `Number` would. */
const EXACT_DIGITS = 15;

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
    let at = sign === MINUS || sign === PLUS ? from + 1 : from;
    const first = at;
    let mantissa = 0;
    let digit = 0;
    for (; at < limit; at++) {
      digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
    }
    let digits = at - first;
    let value = mantissa;
    if (at < limit && bytes[at] === POINT) {
      const point = at++;
      let divisor = 1;
      for (; at < limit; at++) {
        digit = bytes[at]! - ZERO;
        if (digit < 0 || digit > 9) break;
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
