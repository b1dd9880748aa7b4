import { withoutExponent } from "./ticksText.ts";

const COMMA = 0x2c;
const DOT = 0x2e;
const LINE_FEED = 0x0a;
const ZERO = 0x30;

/** A number that is written digit by digit is less, and has at most so many decimals. */
const FEW = 1e9;
const DECIMALS = 6;
const MILLION = 10 ** DECIMALS;
/** Bytes that such a number takes at most, with a comma. */
const LONGEST_NUMBER = 18;

/** By character code: 1 for letters and digits, 2 for what is harmless after one of them. */
const HARMLESS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z0-9]/u.test(character) ? 1 : /[._ -]/u.test(character) ? 2 : 0;
});

/**
 * Lines of a CSV file (RFC 4180, but lines end in LF) as bytes. Most fields are names and plain numbers, whose characters are put
 * down one by one: a text made of each, and of each line, is most of the work where there are millions.
 */
export class CsvBytes {
  #bytes: Buffer;
  #end = 0;
  readonly #safe: (text: string) => string;

  /**
   * @param room for so many bytes, at first.
   * @param safe what a text is written as that is not harmless at a glance.
   */
  constructor(room: number, safe: (text: string) => string) {
    this.#bytes = Buffer.allocUnsafe(room);
    this.#safe = safe;
  }

  get length(): number {
    return this.#end;
  }

  add(row: readonly (string | number | null)[]): void {
    for (let place = 0; place < row.length; place++) {
      const value = row[place]!;
      if (place > 0) this.#put(COMMA);
      if (typeof value === "number") this.#number(value);
      else if (value !== null) this.#text(value);
    }
    this.#put(LINE_FEED);
  }

  /** The bytes of the lines so far; there are none from then on. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#end);
    this.#bytes = Buffer.allocUnsafe(this.#bytes.length);
    this.#end = 0;
    return taken;
  }

  #text(value: string): void {
    this.#need(value.length);
    const bytes = this.#bytes;
    let end = this.#end;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      const kind = code < HARMLESS.length ? HARMLESS[code]! : 0;
      if (kind === 0 || (kind === 2 && i === 0)) {
        this.#odd(this.#safe(value));
        return;
      }
      bytes[end++] = code;
    }
    this.#end = end;
  }

  #odd(text: string): void {
    // Some who read such files take a bar for a comma.
    this.#write(/[",|\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  }

  #write(field: string): void {
    this.#need(3 * field.length);
    this.#end += this.#bytes.write(field, this.#end);
  }

  /** The shortest digits that tell it from all others: those of its millionths, if it is the double nearest to some. */
  #number(value: number): void {
    const millionths = Math.round(value * MILLION);
    if (!(value >= 0 && value < FEW && millionths / MILLION === value)) {
      this.#write(withoutExponent(value));
      return;
    }
    this.#need(LONGEST_NUMBER);
    const whole = Math.floor(millionths / MILLION);
    this.#digits(whole, digitsOf(whole));
    let decimals = millionths - whole * MILLION;
    if (decimals === 0) return;
    let count = DECIMALS;
    for (; decimals % 10 === 0; count--) decimals /= 10;
    this.#bytes[this.#end++] = DOT;
    this.#digits(decimals, count);
  }

  /** The last so many digits of a whole number. */
  #digits(value: number, count: number): void {
    const bytes = this.#bytes;
    let rest = value | 0;
    for (let place = this.#end + count - 1; place >= this.#end; place--) {
      const tenth = (rest / 10) | 0;
      bytes[place] = ZERO + rest - 10 * tenth;
      rest = tenth;
    }
    this.#end += count;
  }

  #put(byte: number): void {
    this.#need(1);
    this.#bytes[this.#end++] = byte;
  }

  #need(room: number): void {
    if (this.#end + room <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#end + room));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}

function digitsOf(whole: number): number {
  let count = 1;
  for (let bound = 10; whole >= bound; bound *= 10) count++;
  return count;
}
