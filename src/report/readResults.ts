import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "fast-csv";
import type { Summary } from "../experiment/results.ts";
import { fromCurrency } from "./moneyUnits.ts";
import { type CsvTable, ofDrawnVms, ofFirstReplication, type ReportData, reportData } from "./reportData.ts";
import { ResultError } from "./resultError.ts";

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
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ResultError(`${path}: is not JSON; expected what poolsim run wrote`);
    throw new ResultError(`${folder}: has no summary.json that can be read; expected a folder that poolsim run wrote`);
  }
  const problem = problemOf(value);
  if (problem !== null) throw new ResultError(`${path}: ${problem}; expected what poolsim run wrote`);
  const summary = value as Summary;
  return fromCurrency(summary, summary.scenario.currency);
}

/** What keeps a value from being a summary; as much as a report stands on. */
function problemOf(value: unknown): string | null {
  if (!isRecord(value) || !isRecord(value.tool) || value.tool.name !== "poolsim") return "is not a result of poolsim";
  if (value.schemaVersion !== 1) return `schemaVersion is ${JSON.stringify(value.schemaVersion)}, this version reads 1`;
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
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
