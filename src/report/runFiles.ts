import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunResult } from "../experiment/results.ts";
import { BILL_COLUMNS, billRows } from "./billCsv.ts";
import { type CsvValue, writeCsvFile } from "./csvFile.ts";
import { JOBS_COLUMNS, jobsRows } from "./jobsCsv.ts";
import { OPERATIONS_COLUMNS, operationsRows } from "./operationsCsv.ts";
import { REPLICATIONS_COLUMNS, replicationsRows } from "./replicationsCsv.ts";
import { writeResultFolder } from "./resultFolder.ts";
import { summaryJson } from "./summaryJson.ts";
import { TIMELINE_COLUMNS, timelineRows } from "./timelineCsv.ts";
import { VMS_COLUMNS, vmsRows } from "./vmsCsv.ts";

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: (result: RunResult) => Iterable<CsvValue[]>;
}

const TABLES: readonly Table[] = [
  { name: "replications.csv", columns: REPLICATIONS_COLUMNS, rows: replicationsRows },
  { name: "timeline.csv", columns: TIMELINE_COLUMNS, rows: timelineRows },
  { name: "vms.csv", columns: VMS_COLUMNS, rows: vmsRows },
  { name: "bill.csv", columns: BILL_COLUMNS, rows: billRows },
];

const OPERATIONS_TABLE: Table = { name: "operations.csv", columns: OPERATIONS_COLUMNS, rows: operationsRows };
const JOBS_TABLE: Table = { name: "jobs.csv", columns: JOBS_COLUMNS, rows: jobsRows };

/**
 * Writes all files of a run into its folder, whole or not at all: `summary.json`, the CSV files, and `operations.csv`
 * where anything was asked of the pool service, `jobs.csv` where the worlds kept their jobs. The same result gives the same bytes.
 *
 * @returns the names of the files, `summary.json` first.
 * @throws OutputError as `writeResultFolder`.
 */
export async function writeRunFiles(result: RunResult, folder: string): Promise<string[]> {
  const withJobs = result.worlds.some(({ world }) => world.jobs !== null);
  const withOperations = result.worlds.some(({ world }) => world.operations.length > 0);
  const tables = [...TABLES, ...(withOperations ? [OPERATIONS_TABLE] : []), ...(withJobs ? [JOBS_TABLE] : [])];
  const summary = summaryJson(result.summary);
  await writeResultFolder(folder, async (temporary) => {
    for (const { name, columns, rows } of tables) await writeCsvFile(join(temporary, name), columns, rows(result));
    await writeFile(join(temporary, "summary.json"), summary);
  });
  return ["summary.json", ...tables.map(({ name }) => name)];
}
