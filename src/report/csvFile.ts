import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvBytes } from "./csvBytes.ts";
import { plainText } from "./plainText.ts";
import { withoutExponent } from "./ticksText.ts";

export type CsvValue = string | number | null;

/** Bytes that are written at once, more or less. */
const CHUNK = 1 << 16;

/**
 * Writes a CSV file row by row, so that a file may be larger than memory. Null is an empty field; numbers keep all digits. An
 * empty table still has its header. Lines go out many at a time: a stream does more for each piece than it takes to make a line.
 *
 * @throws the stream's system error; what was written until then stays.
 */
export async function writeCsvFile(
  path: string,
  columns: readonly string[],
  rows: Iterable<readonly CsvValue[]>,
): Promise<void> {
  await pipeline(Readable.from(chunks(columns, rows)), createWriteStream(path));
}

function* chunks(columns: readonly string[], rows: Iterable<readonly CsvValue[]>): Generator<Buffer> {
  const lines = new CsvBytes(CHUNK + CHUNK / 8, csvText);
  lines.add(columns);
  for (const row of rows) {
    lines.add(row);
    if (lines.length >= CHUNK) yield lines.take();
  }
  if (lines.length > 0) yield lines.take();
}

/** The rows' fields as texts, one row at a time. */
export function* textRows(rows: Iterable<readonly CsvValue[]>): Generator<string[]> {
  for (const row of rows) yield row.map(csvText);
}

/** What a spreadsheet would take for a formula. Plain numbers are no danger: SWF names unknown users `-1`. */
const FORMULA = /^[=+\-@\t\r]/u;
/** Most fields, told at a glance: nothing to escape. */
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9._ -]*$/u;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/u;

/**
 * A value as the text of a field. Text that a spreadsheet would run as a formula gets an apostrophe in front; terminal
 * escapes and control characters are dropped.
 */
export function csvText(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return withoutExponent(value);
  if (HARMLESS.test(value)) return value;
  const text = plainText(value);
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}
