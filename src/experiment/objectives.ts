import type { WorldResult } from "../model/worldResult.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import type { Objective } from "../scenario/objective.ts";
import { wilsonInterval } from "../statistics/wilson.ts";
import { type IndependentUnits, independentUnits } from "./independentUnits.ts";
import { moreReplications, moreUnanimous } from "./moreReplications.ts";
import type { Estimate, ObjectiveResult } from "./results.ts";

/** What stands behind an estimate. */
export interface Evidence {
  /** Nothing is drawn in this world: one replication says all. */
  readonly exact: boolean;
  readonly units: IndependentUnits;
  /** Values that a share was counted from, all replications together: jobs, or rounds. */
  readonly counted: number;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Shares of things that are counted; `utilisation` and `atLimit` are shares of time. */
const COUNTED_SHARE = /(^|\.)(rounds\.late|deadlines\.missed|wait\.probability)$/;
const ROUNDS_LATE = /(^|\.)rounds\.late$/;

/** What stands behind a metric of a world that was simulated. @param random whether anything is drawn in it. */
export function evidenceFor(
  metric: string,
  random: boolean,
  spec: WorldSpec,
  worlds: readonly Pick<WorldResult, "metrics">[],
): Evidence {
  const units = independentUnits(metric, spec, worlds);
  return { exact: !random, units, counted: ROUNDS_LATE.test(metric) ? units.count : units.jobs };
}

/**
 * Judges an objective with 95% confidence, or another that the estimate has too: met or missed where the whole interval says so, else undecided. The interval is
 *
 * - the value itself where nothing is random;
 * - Student's over the replications;
 * - Wilson's where Student's says nothing of a share that was counted: over all replications if each had none of the counted
 *   things, or only such; over the one replication if its units are independent of each other, as rounds are.
 *
 * A single replication of a random world has no other interval, so that nothing else is decided by it.
 */
export function judge(
  objective: Objective,
  estimate: Estimate | undefined,
  evidence?: Evidence,
  confidence = 0.95,
): ObjectiveResult {
  const { text, metric, bound } = objective;
  const value = estimate?.mean ?? null;
  const result = { objective: text, metric, value, unit: estimate?.unit ?? "1", bound } as const;
  const undecided = { low: null, high: null, outcome: "undecided", moreReplications: null } as const;
  if (estimate === undefined || value === null) return { ...result, ...undecided };
  const interval = evidence?.exact
    ? { low: value, high: value }
    : intervalOf(metric, value, estimate, confidence, evidence);
  if (interval === null) return { ...result, ...undecided };
  const { low, high } = interval;
  const lowHolds = holds(objective, low);
  const highHolds = holds(objective, high);
  if (lowHolds === highHolds) {
    return { ...result, low, high, outcome: lowHolds ? "met" : "missed", moreReplications: null };
  }
  return {
    ...result,
    low,
    high,
    outcome: "undecided",
    moreReplications: more(value, bound, estimate, confidence, evidence),
  };
}

function more(
  value: number,
  bound: number,
  estimate: Estimate,
  confidence: number,
  evidence: Evidence | undefined,
): number | null {
  const { halfWidth, n, unit } = estimate;
  if (halfWidth !== null && halfWidth > 0) return moreReplications({ mean: value, halfWidth, n }, bound, confidence);
  const unanimous = unit === "share" && (value === 0 || value === 1) && value !== bound && evidence !== undefined;
  return unanimous ? moreUnanimous(Math.abs(value - bound), evidence.counted, n, confidence) : null;
}

function intervalOf(
  metric: string,
  value: number,
  estimate: Estimate,
  confidence: number,
  evidence: Evidence | undefined,
): Bounds | null {
  const { low, high, halfWidth } = estimate;
  const student = low === null || high === null ? null : { low, high };
  if (evidence === undefined || !COUNTED_SHARE.test(metric)) return student;
  if (student !== null) {
    const blind = halfWidth === 0 && (value === 0 || value === 1) && evidence.counted > 0;
    return blind ? wilsonInterval(value * evidence.counted, evidence.counted, confidence) : student;
  }
  const { noun, count } = evidence.units;
  if (noun !== "rounds" || count === 0) return null;
  // Of the jobs of a round some may be late and some not, unless none or all are.
  if (!ROUNDS_LATE.test(metric) && value !== 0 && value !== 1) return null;
  return wilsonInterval(Math.round(value * count), count, confidence);
}

/** Whether a value is on the right side of an objective's bound. */
export function holds({ relation, bound }: Objective, value: number): boolean {
  switch (relation) {
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case ">":
      return value > bound;
    case ">=":
      return value >= bound;
  }
}
