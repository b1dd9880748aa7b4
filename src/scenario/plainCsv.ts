import { DateBytes } from "./dateBytes.ts";
import { DecimalBytes } from "./decimalBytes.ts";
import { parseDate, parseDecimal } from "./traceTime.ts";

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const BEYOND_ASCII = 128;
const BYTE_ORDER_MARK = Buffer.from("\ufeff");
/** Beyond this a line is odd. */
const LONGEST_LINE = 1 << 20;
const FIRST_CELLS = 64;
const ODD = -1;

/** The cells of a row of CSV. */
export interface CsvCells {
  readonly count: number;
  text(index: number): string;
  /** Null where the cell is no decimal number. */
  number(index: number): number | null;
  /** Microseconds since 1970; null where the cell is no date. */
  date(index: number): number | null;
}

/**
 * Reads plain CSV from chunks of bytes without a string for each cell, up to the first odd line. Plain is a line whose cells hold no
 * quote, or are within quotes from end to end and hold no further one and no line break; that ends in a newline, with or without a
 * carriage return; and that does not begin with a cell of nothing but white space. What an odd line means is for others to tell.
 *
 * `take` is given each row that is not empty, with its line, counted from 1; the cells are good until it returns.
 */
export class PlainCsv {
  /** Lines read. */
  lines = 0;
  readonly #take: (line: number, cells: CsvCells) => void;
  readonly #cells = new ByteCells();
  #rest: Buffer = Buffer.alloc(0);
  #begun = false;

  constructor(take: (line: number, cells: CsvCells) => void) {
    this.#take = take;
  }

  /** Reads on. Returns the bytes from the first odd line on, at which this reader stops for good; null where there is none. */
  push(chunk: Buffer): Buffer | null {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const start = this.#read(bytes, bytes.lastIndexOf(NEWLINE) + 1);
    if (start < 0) return bytes.subarray(-start - 1);
    this.#rest = Buffer.from(bytes.subarray(start));
    return this.#rest.length > LONGEST_LINE ? this.#rest : null;
  }

  /** The last line, where it does not end in a newline. Returns it if it is odd. */
  end(): Buffer | null {
    const bytes = this.#rest;
    return bytes.length > 0 && this.#read(bytes, bytes.length) < 0 ? bytes : null;
  }

  /** Reads the lines up to `limit`. Returns where the next one starts, less than 0 for an odd one: -1 minus its place. */
  #read(bytes: Buffer, limit: number): number {
    let start = 0;
    if (!this.#begun && limit > 0) {
      this.#begun = true;
      if (bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) start = BYTE_ORDER_MARK.length;
    }
    while (start < limit) {
      const next = this.#cells.read(bytes, start, limit);
      if (next === ODD) return -1 - start;
      this.lines++;
      if (this.#cells.count > 0) this.#take(this.lines, this.#cells);
      start = next;
    }
    return start;
  }
}

/** The cells of one line, where they stand. */
class ByteCells implements CsvCells {
  count = 0;
  readonly #decimal = new DecimalBytes();
  readonly #date = new DateBytes();
  #bytes: Buffer = Buffer.alloc(0);
  /** By cell: where it starts and ends. */
  #places = new Int32Array(2 * FIRST_CELLS);

  /** Finds the cells of the line at `start`. Returns where the next line starts, or ODD. */
  read(bytes: Buffer, start: number, limit: number): number {
    this.#bytes = bytes;
    this.count = 0;
    for (let at = start; ; at++) {
      at = bytes[at] === QUOTE ? this.#quoted(bytes, at + 1, limit) : this.#bare(bytes, at, limit);
      if (at === ODD) return ODD;
      const byte = at < limit ? bytes[at]! : NEWLINE;
      if (byte === COMMA) continue;
      if (byte === RETURN && bytes[at + 1] !== NEWLINE) return ODD;
      if (byte !== RETURN && byte !== NEWLINE) return ODD;
      if (this.count === 1 && at === start) this.count = 0;
      else if (this.#beginsBlank(start)) return ODD;
      return byte === RETURN ? at + 2 : at + 1;
    }
  }

  text(index: number): string {
    return this.#bytes.toString("utf8", this.#places[2 * index]!, this.#places[2 * index + 1]!);
  }

  number(index: number): number | null {
    const end = this.#places[2 * index + 1]!;
    const value = this.#decimal.read(this.#bytes, this.#places[2 * index]!, end);
    return this.#decimal.end === end && !Number.isNaN(value) ? value : parseDecimal(this.text(index));
  }

  date(index: number): number | null {
    const ticks = this.#date.read(this.#bytes, this.#places[2 * index]!, this.#places[2 * index + 1]!);
    return Number.isNaN(ticks) ? parseDate(this.text(index)) : ticks;
  }

  /** Returns where the cell ends, or ODD for a quote in it. */
  #bare(bytes: Buffer, start: number, limit: number): number {
    let at = start;
    for (; at < limit; at++) {
      const byte = bytes[at]!;
      if (byte > COMMA) continue;
      if (byte === COMMA || byte === NEWLINE || byte === RETURN) break;
      if (byte === QUOTE) return ODD;
    }
    this.#add(start, at);
    return at;
  }

  /** Returns what follows the closing quote, or ODD where the line ends before it. */
  #quoted(bytes: Buffer, start: number, limit: number): number {
    for (let at = start; at < limit; at++) {
      const byte = bytes[at]!;
      if (byte > COMMA) continue;
      if (byte === NEWLINE || byte === RETURN) return ODD;
      if (byte !== QUOTE) continue;
      this.#add(start, at);
      return at + 1;
    }
    return ODD;
  }

  #add(start: number, end: number): void {
    const place = 2 * this.count++;
    if (place === this.#places.length) {
      const longer = new Int32Array(2 * place);
      longer.set(this.#places);
      this.#places = longer;
    }
    this.#places[place] = start;
    this.#places[place + 1] = end;
  }

  /** Whether nothing but white space, of whatever kind, stands where the line starts, up to the first comma or its end. */
  #beginsBlank(start: number): boolean {
    const first = this.#bytes[start]!;
    if ((first > SPACE && first < BEYOND_ASCII) || first === COMMA) return false;
    return this.text(0).trim() === "";
  }
}
