import { pairedDifference } from "../../statistics/interval.ts";
import { KimNelsonSelection } from "../../statistics/kimNelsonSelection.ts";
import type { Trials } from "./trials.ts";

/** A cost this part apart is alike. */
export const INDIFFERENCE = 0.01;
/** Further replications that are simulated at a time. */
const BLOCK = 10;

/** What candidates are compared by: a metric, of which less is better once it is multiplied by the sign. */
export interface Yardstick {
  readonly metric: string;
  readonly sign: 1 | -1;
}

/** A candidate's costs by replication, smaller is better; null if any is not defined. */
export function costsOf(trials: Trials, candidate: number, { metric, sign }: Yardstick): number[] | null {
  const values = trials.values(candidate, metric);
  return values.includes(null) ? null : values.map((value) => sign * value!);
}

/** Whether one costs more than another on the same jobs, at a one-sided error. One replication of what does not vary says all. */
export function isClearlyDearer(one: readonly number[], other: readonly number[], error: number): boolean {
  const n = Math.min(one.length, other.length);
  const { mean, low } = pairedDifference(one.slice(0, n), other.slice(0, n), 1 - 2 * error);
  return n === 1 ? mean > 0 : low! > 0;
}

/**
 * The cheapest of several by Kim and Nelson's procedure, within `INDIFFERENCE` of the first one's cost. Null if it is not found with `most`
 * replications of each.
 */
export async function selectCheapest(
  trials: Trials,
  candidates: readonly number[],
  yardstick: Yardstick,
  error: number,
  most: number,
): Promise<number | null> {
  const costs = (candidate: number): number[] => costsOf(trials, candidate, yardstick) ?? [];
  const stage = Math.min(...candidates.map((candidate) => trials.of(candidate).length));
  const [first = 0] = candidates;
  if (candidates.length < 2 || stage < 2) {
    const mean = (candidate: number): number => costs(candidate).reduce((sum, cost) => sum + cost, 0);
    return candidates.reduce((best, candidate) => (mean(candidate) < mean(best) ? candidate : best), first);
  }
  const level = Math.abs(costs(first).reduce((sum, cost) => sum + cost, 0) / costs(first).length);
  const selection = new KimNelsonSelection(
    candidates.map((candidate) => costs(candidate).slice(0, stage)),
    Math.max(INDIFFERENCE * level, Number.MIN_VALUE * 2 ** 60),
    error,
  );
  for (let row = stage; selection.best === null; row++) {
    if (row >= most) return null;
    const still = selection.survivors.map((place) => candidates[place]!);
    await trials.reach(still, Math.min(most, row + BLOCK - (row % BLOCK)));
    selection.add(still.map((candidate) => costs(candidate)[row]!));
  }
  return candidates[selection.best]!;
}
