import { Readable } from "node:stream";
import { parse } from "fast-csv";
import { nearestName } from "./nearestName.ts";
import { openTrace } from "./traceBytes.ts";
import { quoted, TraceError } from "./traceError.ts";
import { parseDecimal } from "./traceTime.ts";

/**
 * The numbers of one column of a CSV file (packed by gzip or not), whose first row holds the headers; empty cells are left out.
 *
 * Rejects with a `TraceError` for a file that cannot be read, a column that is not there, a cell that is no number of 0 or more, and a
 * column without numbers.
 */
export async function readColumn(file: string, column: string): Promise<readonly number[]> {
  const bytes = await openTrace(file);
  const source = Readable.from(bytes.chunks);
  const parser = parse<string[], string[]>({ headers: false });
  source.on("error", (error) => parser.destroy(error));
  const values: number[] = [];
  let index = -1;
  let row = 0;
  try {
    for await (const cells of source.pipe(parser) as AsyncIterable<string[]>) {
      row++;
      if (index < 0) index = indexOf(file, column, cells);
      else append(file, row, cells[index] ?? "", values);
    }
  } catch (error) {
    if (error instanceof TraceError) throw error;
    throw new TraceError(file, null, `not CSV (${error instanceof Error ? error.message.slice(0, 100) : ""})`);
  } finally {
    source.destroy();
  }
  if (values.length === 0)
    throw new TraceError(file, null, `no numbers in column ${quoted(column)}, expected at least one`);
  return values;
}

function indexOf(file: string, column: string, headers: readonly string[]): number {
  const names = headers.map((header) => header.replace(/^\uFEFF/, "").trim());
  const index = names.indexOf(column);
  if (index >= 0) return index;
  const near = nearestName(column, names);
  const mend = near === null ? `the columns are ${names.slice(0, 12).join(", ")}` : `did you mean "${near}"?`;
  throw new TraceError(file, 1, `no column ${quoted(column)}; ${mend}`);
}

function append(file: string, row: number, cell: string, values: number[]): void {
  if (cell.trim() === "") return;
  const value = parseDecimal(cell);
  if (value === null || value < 0) throw new TraceError(file, row, `${quoted(cell)}, expected a number of 0 or more`);
  values.push(value);
}
