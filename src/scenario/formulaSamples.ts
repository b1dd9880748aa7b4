import { Readable } from "node:stream";
import { parse } from "fast-csv";
import { SECOND, type Ticks } from "../engine/time.ts";
import { nearestName } from "../model/nearestName.ts";
import { METRIC_ALIASES, METRICS } from "../model/scaling/formula/serviceVariables.ts";
import { openTrace } from "./traceBytes.ts";
import { quoted, TraceError } from "./traceError.ts";
import { looksLikeDate, parseDate, parseDecimal } from "./traceTime.ts";

const COLUMNS = ["time", "variable", "value"] as const;

/** One sample of a variable. */
export interface FormulaSample {
  /** Microseconds since 1970. */
  readonly time: Ticks;
  readonly value: number;
}

/** A time of a samples file or of the command line, in microseconds since 1970: a date (UTC unless it has a zone) or seconds; null: neither. */
export function parseSampleTime(text: string): Ticks | null {
  if (looksLikeDate(text)) return parseDate(text);
  const seconds = parseDecimal(text);
  return seconds === null ? null : Math.round(seconds * SECOND);
}

/**
 * Reads a file of samples, packed by gzip or not: CSV with the columns `time,variable,value` in any order, a row for each sample, in
 * any order. The dollar sign of a variable may be missing.
 *
 * Rejects with a `TraceError` that names the line.
 */
export async function readFormulaSamples(file: string): Promise<ReadonlyMap<string, readonly FormulaSample[]>> {
  const bytes = await openTrace(file);
  const source = Readable.from(bytes.chunks);
  const parser = parse<string[], string[]>({ headers: false });
  source.on("error", (error) => parser.destroy(error));
  const samples = new Map<string, FormulaSample[]>();
  let places: readonly number[] | null = null;
  let row = 0;
  try {
    for await (const cells of source.pipe(parser) as AsyncIterable<string[]>) {
      row++;
      if (places === null) places = placesOf(file, cells);
      else if (cells.some((cell) => cell.trim() !== ""))
        append(
          file,
          row,
          places.map((at) => cells[at] ?? ""),
          samples,
        );
    }
  } catch (error) {
    if (error instanceof TraceError) throw error;
    throw new TraceError(file, null, `not CSV (${error instanceof Error ? error.message.slice(0, 100) : ""})`);
  } finally {
    source.destroy();
  }
  if (samples.size === 0) throw new TraceError(file, null, "no samples, expected a row for each below the headers");
  for (const own of samples.values()) own.sort((a, b) => a.time - b.time);
  return samples;
}

function placesOf(file: string, headers: readonly string[]): readonly number[] {
  const names = headers.map((header) => header.replace(/^\uFEFF/, "").trim());
  return COLUMNS.map((column) => {
    const at = names.indexOf(column);
    if (at < 0) throw new TraceError(file, 1, `no column ${quoted(column)}, expected the headers ${COLUMNS.join(",")}`);
    return at;
  });
}

function append(file: string, row: number, cells: readonly string[], samples: Map<string, FormulaSample[]>): void {
  const [at = "", written = "", number = ""] = cells;
  const time = parseSampleTime(at.trim());
  if (time === null) {
    throw new TraceError(file, row, `time is ${quoted(at)}, expected such as 2026-03-02T08:00:00Z, or seconds`);
  }
  const value = parseDecimal(number);
  if (value === null) throw new TraceError(file, row, `value is ${quoted(number)}, expected a number`);
  const name = variableOf(file, row, written.trim());
  const own = samples.get(name);
  if (own === undefined) samples.set(name, [{ time, value }]);
  else own.push({ time, value });
}

function variableOf(file: string, row: number, written: string): string {
  const name = written.startsWith("$") ? written : `$${written}`;
  if (Object.hasOwn(METRIC_ALIASES, name)) return METRIC_ALIASES[name]!;
  if (Object.hasOwn(METRICS, name)) return name;
  const near = nearestName(name, Object.keys(METRICS));
  const mend = near === null ? "expected a sampled variable such as $PendingTasks" : `did you mean "${near}"?`;
  throw new TraceError(file, row, `no variable is called ${quoted(written)}; ${mend}`);
}
