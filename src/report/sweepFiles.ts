import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SweepCell, SweepResult } from "../experiment/sweep/sweepResult.ts";
import { type CsvValue, writeCsvFile } from "./csvFile.ts";
import { inCurrency } from "./moneyUnits.ts";
import { writeResultFolder } from "./resultFolder.ts";
import { writeSweepReport } from "./studyReport.ts";
import { jsonText } from "./summaryJson.ts";

/**
 * Writes the files of a sweep into its folder, whole or not at all. The same result gives the same bytes.
 *
 * @returns the names of the files, `report.html` first.
 * @throws OutputError as `writeResultFolder`.
 */
export async function writeSweepFiles(result: SweepResult, folder: string): Promise<string[]> {
  const columns = [...result.paths.map(({ path }) => path), "alternative", "metric", "mean", "low", "high"];
  const summary = sweepJson(result);
  let drawn: readonly string[] = [];
  await writeResultFolder(folder, async (temporary) => {
    await writeCsvFile(join(temporary, "sweep.csv"), columns, sweepRows(result));
    await writeFile(join(temporary, "summary.json"), summary);
    drawn = await writeSweepReport(result, temporary);
  });
  return [...drawn.slice(0, 1), "summary.json", "sweep.csv", ...drawn.slice(1)];
}

/** `summary.json` of a sweep: of each cell the figures that the frontier and the objectives are about; `sweep.csv` has all. */
export function sweepJson(result: SweepResult): string {
  const { cost, against } = result.frontier;
  const summary = {
    ...result,
    frontier: { cost, against, cells: result.cells.filter(({ pareto }) => pareto).map(named) },
    cells: result.cells.map((cell) => {
      const asked = [cost, against, ...cell.objectives.map(({ metric }) => metric)];
      const metrics = Object.fromEntries(Object.entries(cell.metrics).filter(([metric]) => asked.includes(metric)));
      return { ...cell, metrics };
    }),
  };
  return jsonText(inCurrency(summary, result.scenario.currency));
}

function named({ settings, alternative }: SweepCell): Pick<SweepCell, "settings" | "alternative"> {
  return { settings, alternative };
}

/** A row for each cell and metric: the value of each path, alternative, metric, mean and interval; empty where there is none. */
function* sweepRows({ paths, cells }: SweepResult): Generator<CsvValue[]> {
  for (const { settings, alternative, metrics } of cells) {
    const at = paths.map(({ path }) => settingText(settings[path] ?? null));
    for (const [metric, { mean, low, high }] of Object.entries(metrics))
      yield [...at, alternative, metric, mean, low, high];
  }
}

/** `null` removes something: no empty field, which would say nothing. */
function settingText(value: SweepCell["settings"][string]): string | number {
  return typeof value === "number" ? value : String(value);
}
