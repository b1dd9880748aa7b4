import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunResult } from "../experiment/results.ts";
import { BILL_COLUMNS, billRows } from "./billCsv.ts";
import { type CsvValue, textRows, writeCsvFile } from "./csvFile.ts";
import { EVALUATIONS_COLUMNS, evaluationsRows } from "./evaluationsCsv.ts";
import { JOBS_COLUMNS, jobsRows } from "./jobsCsv.ts";
import { LATENCY_COLUMNS, latencyRows } from "./latencyCsv.ts";
import { OPERATIONS_COLUMNS, operationsRows } from "./operationsCsv.ts";
import { REPLICATIONS_COLUMNS, replicationsRows } from "./replicationsCsv.ts";
import { type CsvTable, MOST_VMS, type ReportData, reportData } from "./reportData.ts";
import { writeReportFiles } from "./reportFiles.ts";
import { writeResultFolder } from "./resultFolder.ts";
import { summaryJson } from "./summaryJson.ts";
import { TIMELINE_COLUMNS, timelineRows } from "./timelineCsv.ts";
import { VMS_COLUMNS, vmsRows } from "./vmsCsv.ts";

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: (result: RunResult) => Iterable<CsvValue[]>;
}

const LATENCY: Table = { name: "latency.csv", columns: LATENCY_COLUMNS, rows: latencyRows };
const TIMELINE: Table = { name: "timeline.csv", columns: TIMELINE_COLUMNS, rows: timelineRows };
const VMS: Table = { name: "vms.csv", columns: VMS_COLUMNS, rows: vmsRows };
const TABLES: readonly Table[] = [
  { name: "replications.csv", columns: REPLICATIONS_COLUMNS, rows: replicationsRows },
  LATENCY,
  TIMELINE,
  VMS,
  { name: "bill.csv", columns: BILL_COLUMNS, rows: billRows },
];

const OPERATIONS_TABLE: Table = { name: "operations.csv", columns: OPERATIONS_COLUMNS, rows: operationsRows };
const EVALUATIONS_TABLE: Table = { name: "evaluations.csv", columns: EVALUATIONS_COLUMNS, rows: evaluationsRows };
const JOBS_TABLE: Table = { name: "jobs.csv", columns: JOBS_COLUMNS, rows: jobsRows };

/**
 * Writes all files of a run into its folder, whole or not at all: `summary.json`, the CSV files (`operations.csv` where
 * anything was asked of the pool service, `evaluations.csv` where formulas decided, `jobs.csv` where the worlds kept their jobs), and the reports with their pictures.
 * The same result gives the same bytes.
 *
 * @returns the names of the files, what people open first in front.
 * @throws OutputError as `writeResultFolder`.
 */
export async function writeRunFiles(result: RunResult, folder: string): Promise<string[]> {
  const withJobs = result.worlds.some(({ world }) => world.jobs !== null);
  const withOperations = result.worlds.some(({ world }) => world.operations.length > 0);
  const withEvaluations = result.worlds.some(({ world }) => world.evaluations.length > 0);
  const tables = [
    ...TABLES,
    ...(withOperations ? [OPERATIONS_TABLE] : []),
    ...(withEvaluations ? [EVALUATIONS_TABLE] : []),
    ...(withJobs ? [JOBS_TABLE] : []),
  ];
  const summary = summaryJson(result.summary);
  let reports: readonly string[] = [];
  await writeResultFolder(folder, async (temporary) => {
    for (const { name, columns, rows } of tables) await writeCsvFile(join(temporary, name), columns, rows(result));
    await writeFile(join(temporary, "summary.json"), summary);
    reports = await writeReportFiles(dataOfRun(result), temporary);
  });
  return [...reports.slice(0, 1), "summary.json", ...tables.map(({ name }) => name), ...reports.slice(1)];
}

/** What a report is drawn from, as the files just written say it. */
export function dataOfRun(result: RunResult): ReportData {
  const seen = new Set<string>();
  const worlds = result.worlds.filter(({ alternative }) => !seen.has(alternative) && seen.add(alternative));
  const firsts = { ...result, worlds };
  const texts = ({ columns, rows }: Table, of: RunResult): CsvTable => ({ columns, rows: textRows(rows(of)) });
  return reportData(result.summary, {
    latency: texts(LATENCY, result),
    timeline: texts(TIMELINE, firsts),
    vms: { columns: VMS_COLUMNS, rows: drawnVms(firsts) },
  });
}

/** @param of of each alternative one world. */
function* drawnVms({ worlds }: RunResult): Generator<readonly string[]> {
  for (const world of worlds) {
    let drawn = 0;
    for (const row of textRows(vmsRows({ worlds: [world] }))) {
      yield row;
      if (++drawn > MOST_VMS) break;
    }
  }
}
