import { SECOND } from "../../engine/time.ts";
import { RoundFigures } from "../rounds.ts";
import { type Metrics, share } from "./jobFigures.ts";

/** The metrics of the rounds of some workloads, taken together. */
export function roundFigures(
  metrics: Metrics,
  prefix: string,
  rounds: readonly RoundFigures[],
  percents: readonly number[],
): void {
  const merged = new RoundFigures();
  for (const each of rounds) merged.merge(each);
  const seconds = (ticks: number | null): number | null => (ticks === null ? null : ticks / SECOND);
  const { duration } = merged;
  metrics[`${prefix}rounds.duration.mean`] = { value: seconds(duration.mean), unit: "s" };
  for (const percent of new Set([95, ...percents])) {
    metrics[`${prefix}rounds.duration.p${percent}`] = { value: seconds(duration.quantile(percent / 100)), unit: "s" };
  }
  metrics[`${prefix}rounds.duration.max`] = { value: seconds(duration.max), unit: "s" };
  metrics[`${prefix}rounds.late`] = {
    value: merged.withDeadline ? share(merged.late, merged.judged) : null,
    unit: "share",
  };
}
