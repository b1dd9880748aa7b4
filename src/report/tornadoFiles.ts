import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TornadoResult } from "../experiment/sweep/tornadoResult.ts";
import { type CsvValue, writeCsvFile } from "./csvFile.ts";
import { writeResultFolder } from "./resultFolder.ts";
import { writeTornadoReport } from "./studyReport.ts";
import { jsonText } from "./summaryJson.ts";

const COLUMNS = ["path", "value", "alternative", "metric", "mean", "low", "high"] as const;

/**
 * Writes the files of a sensitivity into its folder, whole or not at all.
 *
 * @returns the names of the files, `report.html` first.
 * @throws OutputError as `writeResultFolder`.
 */
export async function writeTornadoFiles(result: TornadoResult, folder: string): Promise<string[]> {
  const summary = tornadoJson(result);
  let drawn: readonly string[] = [];
  await writeResultFolder(folder, async (temporary) => {
    await writeCsvFile(join(temporary, "sweep.csv"), COLUMNS, rows(result));
    await writeFile(join(temporary, "summary.json"), summary);
    drawn = await writeTornadoReport(result, temporary);
  });
  return [...drawn.slice(0, 1), "summary.json", "sweep.csv", ...drawn.slice(1)];
}

/** `summary.json` of a sensitivity: the ranking and the changes; `sweep.csv` has all metrics. */
export function tornadoJson(result: TornadoResult): string {
  return jsonText({ ...result, cells: result.cells.map(({ metrics: _metrics, ...cell }) => cell) });
}

function* rows({ cells }: TornadoResult): Generator<CsvValue[]> {
  for (const { path, value, alternative, metrics } of cells)
    for (const [metric, { mean, low, high }] of Object.entries(metrics))
      yield [path, typeof value === "number" ? value : String(value), alternative, metric, mean, low, high];
}
