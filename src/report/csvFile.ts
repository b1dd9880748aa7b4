import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { plainText } from "./plainText.ts";
import { withoutExponent } from "./ticksText.ts";

export type CsvValue = string | number | null;

/** Characters that are written at once, more or less. */
const CHUNK = 1 << 16;

/**
 * Writes a CSV file (RFC 4180, lines end in LF) row by row, so that a file may be larger than memory. Null is an empty field;
 * numbers keep all digits. An empty table still has its header. Lines go out many at a time: there may be millions, and a stream
 * does more for each piece than it takes to make a line.
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

function* chunks(columns: readonly string[], rows: Iterable<readonly CsvValue[]>): Generator<string> {
  let text = `${columns.map(quoted).join(",")}\n`;
  for (const row of rows) {
    text += lineOf(row);
    if (text.length < CHUNK) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

function lineOf(row: readonly CsvValue[]): string {
  let line = "";
  for (let place = 0; place < row.length; place++) {
    if (place > 0) line += ",";
    const value = row[place]!;
    line += typeof value === "string" && !HARMLESS.test(value) ? quoted(csvText(value)) : csvText(value);
  }
  return `${line}\n`;
}

/** What has a meaning in a CSV file, or (the bar) has one for some of those who read them. */
const SPECIAL = /[",|\r\n]/u;

/** A text as it stands in the file. */
function quoted(text: string): string {
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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
