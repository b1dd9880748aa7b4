import { join } from "node:path";
import type { Side, Values } from "../experiment/diff.ts";
import { csvText } from "./csvFile.ts";
import { readCsv, readSummary } from "./readResults.ts";
import { ResultError } from "./resultError.ts";

/**
 * A result folder as one side of `diff`.
 *
 * @param withFigures false: only what was simulated, not what it gave.
 * @throws ResultError if the folder is no result, or its replications.csv is missing.
 */
export async function readSide(folder: string, withFigures: boolean): Promise<Side> {
  const { scenario, alternatives } = readSummary(folder);
  const side = { label: folder, resolved: scenario.resolved, seed: scenario.seed, currency: scenario.currency };
  if (!withFigures) return { ...side, figures: null };
  const path = join(folder, "replications.csv");
  const table = await readCsv(path, () => () => true);
  if (table === null) throw new ResultError(`${path}: does not exist; diff compares replication by replication`);
  const figures = new Map<string, Map<string, { unit: Values["unit"]; values: (number | null)[] }>>();
  const names = new Map(Object.keys(alternatives).map((name) => [csvText(name), name]));
  const metricNames = new Map(
    Object.values(alternatives).flatMap(({ metrics }) =>
      Object.keys(metrics).map((metric) => [csvText(metric), metric]),
    ),
  );
  const places = ["alternative", "replication", "metric", "value"].map((column) => table.columns.indexOf(column));
  if (places.includes(-1)) throw new ResultError(`${path}: its columns are not those that poolsim run writes`);
  for (const row of table.rows) {
    const [written = "", replication = "", csvMetric = "", value = ""] = places.map((place) => row[place] ?? "");
    const alternative = names.get(written);
    const metric = metricNames.get(csvMetric);
    const unit = alternatives[alternative ?? ""]?.metrics[metric ?? ""]?.unit;
    if (alternative === undefined || metric === undefined || unit === undefined) continue;
    const metrics = figures.get(alternative) ?? new Map();
    figures.set(alternative, metrics);
    const known = metrics.get(metric) ?? { unit, values: [] };
    metrics.set(metric, known);
    known.values[Number(replication)] = value === "" ? null : Number(value);
  }
  return { ...side, figures };
}
