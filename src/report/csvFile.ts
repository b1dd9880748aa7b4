import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { format } from "fast-csv";
import { plainText } from "./plainText.ts";
import { withoutExponent } from "./ticksText.ts";

export type CsvValue = string | number | null;

/**
 * Writes a CSV file row by row, so that a file may be larger than memory. Null is an empty field; numbers keep all digits.
 * An empty table still has its header.
 *
 * @throws the stream's system error; what was written until then stays.
 */
export async function writeCsvFile(
  path: string,
  columns: readonly string[],
  rows: Iterable<readonly CsvValue[]>,
): Promise<void> {
  const csv = format({ headers: [...columns], alwaysWriteHeaders: true, includeEndRowDelimiter: true });
  await pipeline(Readable.from(textRows(rows)), csv, createWriteStream(path));
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
