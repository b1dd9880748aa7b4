import type { SweepResult } from "../experiment/sweep/sweepResult.ts";
import { formatCount } from "./figure.ts";

/** What stands under a sweep's title: its seed, and how much was simulated. Where points have not as many alternatives, its cells are counted. */
export function sweepFacts({ scenario, paths, cells }: SweepResult): readonly string[] {
  const points = paths.reduce((size, { values }) => size * values.length, 1);
  const alternatives = cells.length / points;
  return [
    `seed ${scenario.seed}`,
    formatCount(points, "point"),
    Number.isInteger(alternatives) ? formatCount(alternatives, "alternative") : formatCount(cells.length, "cell"),
    formatCount(scenario.replications, "replication"),
  ];
}
