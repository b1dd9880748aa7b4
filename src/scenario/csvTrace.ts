import { Readable } from "node:stream";
import { parse } from "fast-csv";
import { MILLISECOND, SECOND, type Ticks } from "../engine/time.ts";
import { nearestName } from "./nearestName.ts";
import { type CsvCells, PlainCsv } from "./plainCsv.ts";
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
 *
 * Plain lines are read from their bytes; from the first odd one on (`PlainCsv`), fast-csv tells what is meant.
 */
export async function readCsv(
  file: string,
  chunks: AsyncIterable<Buffer>,
  wanted: CsvColumns,
  unit: "s" | "ms",
  columns: TraceColumns,
): Promise<boolean> {
  const rows = new CsvRows(file, wanted, unit, columns);
  const plain = new PlainCsv((line, cells) => rows.take(line, cells));
  const source = Readable.from(leftBy(plain, chunks));
  const parser = parse<string[], string[]>({ headers: false });
  // A pipe passes data on, errors it does not.
  source.on("error", (error) => parser.destroy(error));
  let line: number | null = null;
  try {
    for await (const cells of source.pipe(parser) as AsyncIterable<string[]>) {
      line ??= plain.lines + 1;
      if (cells.length > 0) rows.take(line, new TextCells(cells));
      line += linesOf(cells);
    }
  } catch (error) {
    if (error instanceof TraceError) throw error;
    const found = (error as Error).message.replace(/^Parse Error: /, "").slice(0, LONGEST_COMPLAINT);
    throw new TraceError(file, null, `not CSV (${found}), expected each quoted cell to end in a quote and a comma`);
  } finally {
    source.destroy();
  }
  return rows.dated === true;
}

/** The bytes from the first odd line on. */
async function* leftBy(plain: PlainCsv, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let odd: Buffer | null = null;
  for await (const chunk of chunks) {
    if (odd !== null) {
      yield chunk;
      continue;
    }
    odd = plain.push(chunk);
    if (odd !== null) yield odd;
  }
  const last = odd === null ? plain.end() : null;
  if (last !== null) yield last;
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

class TextCells implements CsvCells {
  readonly count: number;
  readonly #cells: readonly string[];

  constructor(cells: readonly string[]) {
    this.count = cells.length;
    this.#cells = cells;
  }

  text(index: number): string {
    return this.#cells[index]!;
  }

  number(index: number): number | null {
    return parseDecimal(this.text(index));
  }

  date(index: number): number | null {
    return parseDate(this.text(index));
  }
}

/** Where the wanted columns are in a row of `width` cells. */
interface Places {
  readonly width: number;
  readonly submit: number;
  readonly duration: number;
  readonly slots: number | null;
  readonly tenant: number | null;
  readonly estimate: number | null;
}

class CsvRows {
  /** Null until the first job. */
  dated: boolean | null = null;
  readonly #file: string;
  readonly #tick: Ticks;
  readonly #wanted: CsvColumns;
  readonly #columns: TraceColumns;
  /** Null until the headers. */
  #places: Places | null = null;

  constructor(file: string, wanted: CsvColumns, unit: "s" | "ms", columns: TraceColumns) {
    this.#file = file;
    this.#tick = unit === "s" ? SECOND : MILLISECOND;
    this.#wanted = wanted;
    this.#columns = columns;
  }

  /** The headers, or a job. */
  take(line: number, cells: CsvCells): void {
    if (this.#places === null) this.#places = this.#placesIn(line, cells);
    else this.#append(line, cells, this.#places);
  }

  #placesIn(line: number, cells: CsvCells): Places {
    const headers = Array.from({ length: cells.count }, (_, i) => cells.text(i).trim());
    const index = (name: string): number => {
      const at = headers.indexOf(name);
      if (at === -1) throw new TraceError(this.#file, line, missing(name, headers));
      return at;
    };
    const { submit, duration, slots, tenant, estimate } = this.#wanted;
    return {
      width: headers.length,
      submit: index(submit),
      duration: index(duration),
      slots: slots === undefined ? null : index(slots),
      tenant: tenant === undefined ? null : index(tenant),
      estimate: estimate === undefined ? null : index(estimate),
    };
  }

  #append(line: number, cells: CsvCells, places: Places): void {
    if (cells.count !== places.width) {
      throw new TraceError(this.#file, line, `${cells.count} columns, expected the header's ${places.width}`);
    }
    const submit = this.#submitted(line, cells, places.submit);
    const duration = cells.number(places.duration);
    if (duration === null && isBlank(cells, places.duration)) {
      this.#columns.drop("no duration");
      return;
    }
    const service = Math.round(
      (duration ?? this.#refuse(line, this.#wanted.duration, cells, places.duration)) * this.#tick,
    );
    const slots = places.slots === null ? 1 : this.#number(line, this.#wanted.slots!, cells, places.slots);
    const tenant = places.tenant === null ? "" : cells.text(places.tenant).trim();
    const estimate = places.estimate === null ? 0 : this.#estimated(line, cells, places.estimate);
    this.#columns.append(line, submit, service, slots, tenant === "" ? null : tenant, estimate);
  }

  #estimated(line: number, cells: CsvCells, place: number): Ticks {
    const estimate = cells.number(place);
    if (estimate === null && isBlank(cells, place)) return 0;
    return Math.round((estimate ?? this.#refuse(line, this.#wanted.estimate!, cells, place)) * this.#tick);
  }

  #submitted(line: number, cells: CsvCells, place: number): Ticks {
    this.dated ??= looksLikeDate(cells.text(place));
    const date = "a date YYYY-MM-DD HH:MM:SS";
    if (this.dated) return cells.date(place) ?? this.#refuse(line, this.#wanted.submit, cells, place, date);
    const number = cells.number(place);
    if (number === null) return this.#refuse(line, this.#wanted.submit, cells, place, `a number or ${date}`);
    return Math.round(number * this.#tick);
  }

  #number(line: number, column: string, cells: CsvCells, place: number): number {
    return cells.number(place) ?? this.#refuse(line, column, cells, place);
  }

  #refuse(line: number, column: string, cells: CsvCells, place: number, expected = "a number"): never {
    throw new TraceError(this.#file, line, `${column} is ${quoted(cells.text(place))}, expected ${expected}`);
  }
}

function isBlank(cells: CsvCells, place: number): boolean {
  return cells.text(place).trim() === "";
}
