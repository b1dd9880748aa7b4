import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "fast-csv";
import type { Summary } from "../experiment/results.ts";
import { isRecord } from "./isRecord.ts";
import { fromCurrency } from "./moneyUnits.ts";
import { type CsvTable, ofDrawnVms, ofFirstReplication, type ReportData, reportData } from "./reportData.ts";
import { ResultError } from "./resultError.ts";
import { type Study, studyOf } from "./study.ts";

/**
 * Reads a result folder for its report. CSV files that are not there give no picture.
 *
 * @throws ResultError if the folder holds no result of this tool, or of another version of its format.
 */
export async function readReportData(folder: string): Promise<ReportData> {
  const summary = readSummary(folder);
  return reportData(summary, {
    latency: await readCsv(join(folder, "latency.csv"), () => () => true),
    timeline: await readCsv(join(folder, "timeline.csv"), ofFirstReplication),
    vms: await readCsv(join(folder, "vms.csv"), ofDrawnVms),
  });
}

/**
 * The `summary.json` of a result folder.
 *
 * @throws ResultError as `readReportData`.
 */
export function readSummary(folder: string): Summary {
  const path = join(folder, "summary.json");
  const value = readJson(folder);
  const problem = problemOfResult(value) ?? problemOf(value as Readonly<Record<string, unknown>>);
  if (problem !== null) throw new ResultError(`${path}: ${problem}; expected what poolsim run wrote`);
  const summary = value as Summary;
  return fromCurrency(summary, summary.scenario.currency);
}

/**
 * The study that the `summary.json` of a folder tells of; null where it is something else.
 *
 * @throws ResultError if there is no such file.
 */
export function readStudy(folder: string): Study | null {
  const value = readJson(folder);
  if (problemOfResult(value) !== null) return null;
  const study = studyOf(value as Readonly<Record<string, unknown>>);
  return study === null ? null : fromCurrency(study, study.result.scenario.currency);
}

function readJson(folder: string): unknown {
  const path = join(folder, "summary.json");
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ResultError(`${path}: is not JSON; expected what poolsim run wrote`);
    throw new ResultError(`${folder}: has no summary.json that can be read; expected a folder that poolsim run wrote`);
  }
}

/** What keeps a value from being any result that this version reads. */
function problemOfResult(value: unknown): string | null {
  if (!isRecord(value) || !isRecord(value.tool) || value.tool.name !== "poolsim") return "is not a result of poolsim";
  if (value.schemaVersion !== 1) return `schemaVersion is ${JSON.stringify(value.schemaVersion)}, this version reads 1`;
  return null;
}

/** What keeps a result from being a summary; as much as a report stands on. */
function problemOf(value: Readonly<Record<string, unknown>>): string | null {
  const study = studyOf(value);
  if (study !== null) return `is what poolsim ${study.kind} wrote`;
  const { scenario, alternatives, comparisons } = value;
  if (!isRecord(scenario) || typeof scenario.name !== "string" || typeof scenario.hash !== "string") {
    return "scenario: its name or hash is missing";
  }
  if (typeof scenario.currency !== "string" || typeof scenario.horizonSeconds !== "number") {
    return "scenario: its currency or length is missing";
  }
  if (!isRecord(alternatives) || !isRecord(comparisons)) return "alternatives or comparisons are missing";
  for (const [name, alternative] of Object.entries(alternatives)) {
    if (!isRecord(alternative) || !isRecord(alternative.metrics)) return `alternatives.${name}: metrics are missing`;
    if (!Array.isArray(alternative.objectives) || !Array.isArray(alternative.warnings)) {
      return `alternatives.${name}: objectives or warnings are missing`;
    }
  }
  return null;
}

/**
 * A CSV file's rows as texts, as far as they are wanted; null where there is no such file.
 *
 * @param wanting tells from the columns which rows to keep.
 * @throws ResultError if the file cannot be read as CSV.
 */
export async function readCsv(
  path: string,
  wanting: (columns: readonly string[]) => (row: readonly string[]) => boolean,
): Promise<CsvTable | null> {
  if (!existsSync(path)) return null;
  let columns: readonly string[] | null = null;
  let wanted: (row: readonly string[]) => boolean = () => true;
  const rows: string[][] = [];
  try {
    for await (const row of createReadStream(path).pipe(parse({ headers: false })) as AsyncIterable<string[]>) {
      if (columns === null) {
        columns = row;
        wanted = wanting(row);
      } else if (wanted(row)) rows.push(row);
    }
  } catch (error) {
    throw new ResultError(`${path}: cannot be read as CSV (${error instanceof Error ? error.message : String(error)})`);
  }
  return { columns: columns ?? [], rows };
}
