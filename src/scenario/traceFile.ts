import { MILLISECOND, type Ticks } from "../engine/time.ts";
import type { TraceJobs } from "../model/workload/traceJobs.ts";
import type { CsvColumns } from "./csvTrace.ts";
import { SwfReader } from "./swf.ts";
import { openTrace } from "./traceBytes.ts";
import { TraceColumns } from "./traceColumns.ts";
import { TraceError } from "./traceError.ts";

/** How a trace is written. */
export type TraceFormat =
  | { readonly format: "swf" }
  /** `timeUnit` is that of durations, and of submissions that are numbers: seconds unless told. */
  | { readonly format: "csv"; readonly columns: CsvColumns; readonly timeUnit?: "s" | "ms" };

/**
 * Where a trace lies in the scenario's time, which starts at `startEpochMs` (milliseconds since 1970 UTC). `keep`: numbers count from
 * that start, dates are those of the calendar. `first`: the first job is submitted at the start.
 */
export interface TracePlacing {
  readonly startEpochMs: number;
  readonly origin: "keep" | "first";
}

/**
 * The jobs of a trace file, packed by gzip or not, in order of submission with ties in file order. The file is read as a stream: only
 * the columns are held.
 *
 * Lines in the format that are no job (no run time, no slots) are counted in `dropped`. Everything else that is amiss throws a
 * `TraceError`: a file that cannot be read, a broken gzip, a line not in the format, a missing column, times beyond 2^53 µs, over
 * 100,000,000 slots, no job at all, a dated job before the start.
 */
export async function readTrace(file: string, format: TraceFormat, placing: TracePlacing): Promise<TraceJobs> {
  const bytes = await openTrace(file);
  const columns = new TraceColumns(file);
  let dated = false;
  try {
    if (format.format === "swf") await readSwf(file, bytes.chunks, columns);
    else {
      const { readCsv } = await import("./csvTrace.ts");
      dated = await readCsv(file, bytes.chunks, format.columns, format.timeUnit ?? "s", columns);
    }
  } catch (error) {
    await bytes.checkWhole();
    throw error;
  }
  return columns.finish(shiftOf(file, columns, dated, placing));
}

async function readSwf(file: string, chunks: AsyncIterable<Buffer>, columns: TraceColumns): Promise<void> {
  const reader = new SwfReader(file, columns);
  for await (const chunk of chunks) reader.push(chunk);
  reader.end();
}

function shiftOf(file: string, columns: TraceColumns, dated: boolean, placing: TracePlacing): Ticks {
  if (columns.count === 0) return 0;
  if (placing.origin === "first") return -columns.first;
  if (!dated) return 0;
  const start = placing.startEpochMs * MILLISECOND;
  if (columns.first < start) {
    const found = `the first job is submitted ${calendar(columns.first)}, expected none before time.start ${calendar(start)}`;
    throw new TraceError(file, columns.firstLine, `${found}; set time.start to that or earlier, or origin: first`);
  }
  return -start;
}

function calendar(ticks: Ticks): string {
  return new Date(Math.floor(ticks / MILLISECOND)).toISOString().replace(/\.000Z$/, "Z");
}
