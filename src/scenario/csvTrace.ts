import { Readable } from "node:stream";
import { parse } from "fast-csv";
import { MILLISECOND, SECOND, type Ticks } from "../engine/time.ts";
import { nearestName } from "./nearestName.ts";
import type { TraceColumns } from "./traceColumns.ts";
import { quoted, TraceError } from "./traceError.ts";
import { looksLikeDate, parseDate, parseDecimal } from "./traceTime.ts";

const LONGEST_COMPLAINT = 100;
const MOST_HEADERS = 12;

/** Which header names which column of a job; slots default to 1, the tenant to the workload's own. */
export interface CsvColumns {
  readonly submit: string;
  readonly duration: string;
  readonly slots?: string;
  readonly tenant?: string;
  /** How long the job was expected to run; a cell may be empty. */
  readonly estimate?: string;
}

/**
 * Reads CSV from chunks of bytes into columns; true if submissions are dates (ticks since 1970) rather than numbers.
 *
 * The first row holds the headers. Whether `submit` is a date or a number in `unit` is told by the first job and holds for all. A row
 * without a duration (a job that never ran) is dropped and counted; any other row that is short, long or without numbers is an error.
 */
export async function readCsv(
  file: string,
  chunks: AsyncIterable<Buffer>,
  wanted: CsvColumns,
  unit: "s" | "ms",
  columns: TraceColumns,
): Promise<boolean> {
  const source = Readable.from(chunks);
  const parser = parse<string[], string[]>({ headers: false });
  // A pipe passes data on, errors it does not.
  source.on("error", (error) => parser.destroy(error));
  let rows: CsvRows | null = null;
  let line = 1;
  try {
    for await (const cells of source.pipe(parser) as AsyncIterable<string[]>) {
      if (cells.length > 0) {
        if (rows === null) rows = new CsvRows(file, line, cells, wanted, unit, columns);
        else rows.append(line, cells);
      }
      line += linesOf(cells);
    }
  } catch (error) {
    if (error instanceof TraceError) throw error;
    const found = (error as Error).message.replace(/^Parse Error: /, "").slice(0, LONGEST_COMPLAINT);
    throw new TraceError(file, null, `not CSV (${found}), expected each quoted cell to end in a quote and a comma`);
  } finally {
    source.destroy();
  }
  return rows?.dated === true;
}

function missing(name: string, headers: readonly string[]): string {
  const near = nearestName(name, headers);
  const hint =
    near === null
      ? `expected one of ${headers.slice(0, MOST_HEADERS).map(quoted).join(", ")}`
      : `did you mean ${quoted(near)}?`;
  return `no column ${quoted(name)}; ${hint}`;
}

/** Quoted cells may hold line breaks. */
function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) if (cell.includes("\n")) lines += cell.split("\n").length - 1;
  return lines;
}

class CsvRows {
  /** Null until the first job. */
  dated: boolean | null = null;
  readonly #file: string;
  readonly #width: number;
  readonly #submit: number;
  readonly #duration: number;
  readonly #slots: number | null;
  readonly #tenant: number | null;
  readonly #estimate: number | null;
  readonly #tick: Ticks;
  readonly #wanted: CsvColumns;
  readonly #columns: TraceColumns;

  constructor(
    file: string,
    line: number,
    header: readonly string[],
    wanted: CsvColumns,
    unit: "s" | "ms",
    columns: TraceColumns,
  ) {
    const headers = header.map((name) => name.trim());
    const index = (name: string): number => {
      const at = headers.indexOf(name);
      if (at === -1) throw new TraceError(file, line, missing(name, headers));
      return at;
    };
    this.#file = file;
    this.#width = headers.length;
    this.#submit = index(wanted.submit);
    this.#duration = index(wanted.duration);
    this.#slots = wanted.slots === undefined ? null : index(wanted.slots);
    this.#tenant = wanted.tenant === undefined ? null : index(wanted.tenant);
    this.#estimate = wanted.estimate === undefined ? null : index(wanted.estimate);
    this.#tick = unit === "s" ? SECOND : MILLISECOND;
    this.#wanted = wanted;
    this.#columns = columns;
  }

  append(line: number, cells: readonly string[]): void {
    if (cells.length !== this.#width) {
      throw new TraceError(this.#file, line, `${cells.length} columns, expected the header's ${this.#width}`);
    }
    const submit = this.#submitted(line, cells[this.#submit]!);
    const duration = cells[this.#duration]!;
    if (duration.trim() === "") {
      this.#columns.drop("no duration");
      return;
    }
    const service = Math.round(this.#number(line, this.#wanted.duration, duration) * this.#tick);
    const slots = this.#slots === null ? 1 : this.#number(line, this.#wanted.slots!, cells[this.#slots]!);
    const tenant = this.#tenant === null ? null : cells[this.#tenant]!.trim();
    this.#columns.append(line, submit, service, slots, tenant === "" ? null : tenant, this.#estimated(line, cells));
  }

  #estimated(line: number, cells: readonly string[]): Ticks {
    const cell = this.#estimate === null ? "" : cells[this.#estimate]!;
    return cell.trim() === "" ? 0 : Math.round(this.#number(line, this.#wanted.estimate!, cell) * this.#tick);
  }

  #submitted(line: number, cell: string): Ticks {
    this.dated ??= looksLikeDate(cell);
    const ticks = this.dated ? parseDate(cell) : parseDecimal(cell);
    const date = "a date YYYY-MM-DD HH:MM:SS";
    if (ticks === null)
      throw this.#unexpected(line, this.#wanted.submit, cell, this.dated ? date : `a number or ${date}`);
    return this.dated ? ticks : Math.round(ticks * this.#tick);
  }

  #number(line: number, column: string, cell: string): number {
    const value = parseDecimal(cell);
    if (value === null) throw this.#unexpected(line, column, cell, "a number");
    return value;
  }

  #unexpected(line: number, column: string, cell: string, expected: string): TraceError {
    return new TraceError(this.#file, line, `${column} is ${quoted(cell)}, expected ${expected}`);
  }
}
