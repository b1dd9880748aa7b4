import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TornadoResult } from "../experiment/sweep/tornadoResult.ts";
import { type CsvValue, writeCsvFile } from "./csvFile.ts";
import { inCurrency } from "./moneyUnits.ts";
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

/** `summary.json` of a sensitivity: the ranking, the changes, and of each cell cost and latency; `sweep.csv` has all metrics. */
export function tornadoJson(result: TornadoResult): string {
  const cells = result.cells.map((cell) => ({
    ...cell,
    metrics: Object.fromEntries(Object.entries(cell.metrics).filter(([metric]) => result.metrics.includes(metric))),
  }));
  return jsonText(inCurrency({ ...result, cells }, result.scenario.currency));
}

function* rows({ cells }: TornadoResult): Generator<CsvValue[]> {
  for (const { path, value, alternative, metrics } of cells)
    for (const [metric, { mean, low, high }] of Object.entries(metrics))
      yield [path, typeof value === "number" ? value : String(value), alternative, metric, mean, low, high];
}
