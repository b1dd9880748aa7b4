import type { Summary } from "../experiment/results.ts";
import { csvText } from "./csvFile.ts";
import { STATES } from "./timelineCsv.ts";

/** All that a report is drawn from: what a result folder holds, whether it was read from there or not. */
export interface ReportData {
  readonly summary: Summary;
  /** By alternative, as the others; of every replication. */
  readonly latency: ReadonlyMap<string, readonly LatencyRow[]>;
  /** Of each alternative's first replication, as the next. */
  readonly timeline: ReadonlyMap<string, readonly StateRow[]>;
  /** At most `MOST_VMS + 1` of an alternative: more are not drawn, and there may be millions. */
  readonly vms: ReadonlyMap<string, readonly VmSpan[]>;
}

/** More VMs than these are not drawn one by one. */
export const MOST_VMS = 48;

/** So many percent of an alternative's jobs were done within so many seconds. */
export interface LatencyRow {
  readonly percent: number;
  readonly seconds: number;
}

/** Jobs and VMs of a system at a time, in seconds since `time.start`. */
export type StateRow = { readonly time: number; readonly system: string } & {
  readonly [state in (typeof STATES)[number]]: number;
};

/** A VM's life, in seconds since `time.start`; null: not before the run's end. */
export interface VmSpan {
  readonly pool: string;
  readonly vm: string;
  readonly requested: number;
  readonly ready: number | null;
  readonly left: number | null;
  readonly deleted: number | null;
}

/** A CSV file's rows as texts; absent where there is no such file. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly string[]>;
}

/** The tables that pictures are drawn from. */
export interface CsvTables {
  readonly latency: CsvTable | null;
  readonly timeline: CsvTable | null;
  readonly vms: CsvTable | null;
}

/** Puts a report's data together. Rows of alternatives that the summary does not know are left out. */
export function reportData(summary: Summary, { latency, timeline, vms }: CsvTables): ReportData {
  // A name stands in a CSV file as it is safe for spreadsheets.
  const names = new Map(Object.keys(summary.alternatives).map((name) => [csvText(name), name]));
  const read = <Row>(table: CsvTable | null, make: (field: Field) => Row): Map<string, Row[]> => {
    const made = new Map<string, Row[]>();
    if (table === null) return made;
    const places = new Map(table.columns.map((column, place) => [column, place]));
    for (const row of table.rows) {
      const field: Field = (column) => row[places.get(column) ?? -1] ?? "";
      const alternative = names.get(field("alternative"));
      if (alternative === undefined) continue;
      const rows = made.get(alternative);
      if (rows === undefined) made.set(alternative, [make(field)]);
      else rows.push(make(field));
    }
    return made;
  };
  return {
    summary,
    latency: read(latency, (field) => ({
      percent: Number(field("percent")),
      seconds: Number(field("latency")),
    })),
    timeline: read(timeline, (field) => {
      const counts = Object.fromEntries(STATES.map((state) => [state, Number(field(state))]));
      return { time: Number(field("time")), system: field("system"), ...counts } as StateRow;
    }),
    vms: read(vms, (field) => ({
      pool: field("pool"),
      vm: field("vm"),
      requested: Number(field("requested")),
      ready: numberOrNull(field("ready")),
      left: numberOrNull(field("left")),
      deleted: numberOrNull(field("deleted")),
    })),
  };
}

type Field = (column: string) => string;

function numberOrNull(text: string): number | null {
  return text === "" ? null : Number(text);
}

/** Tells, row by row, the VMs of each alternative's first replication that may be drawn. */
export function ofDrawnVms(columns: readonly string[]): (row: readonly string[]) => boolean {
  const isFirst = ofFirstReplication(columns);
  const alternative = columns.indexOf("alternative");
  const kept = new Map<string, number>();
  return (row) => {
    const name = row[alternative] ?? "";
    const before = kept.get(name) ?? 0;
    if (before > MOST_VMS || !isFirst(row)) return false;
    kept.set(name, before + 1);
    return true;
  };
}

/** Tells, row by row, those of each alternative's first replication in a table. */
export function ofFirstReplication(columns: readonly string[]): (row: readonly string[]) => boolean {
  const alternative = columns.indexOf("alternative");
  const replication = columns.indexOf("replication");
  const first = new Map<string, string>();
  return (row) => {
    const name = row[alternative] ?? "";
    const number = row[replication] ?? "";
    if (!first.has(name)) first.set(name, number);
    return first.get(name) === number;
  };
}
