import { SECOND } from "../engine/time.ts";
import type { WorldResult } from "../model/worldResult.ts";
import type { EvaluationSummary } from "./results.ts";

/** So many pools' first failures are told one by one. */
const MOST_TOLD = 3;

/** What became of the evaluations of an alternative's autoscale formulas, over all of its replications; undefined where there were none. */
export function evaluationCounts(
  worlds: readonly Pick<WorldResult, "evaluationCounts">[],
): EvaluationSummary | undefined {
  const all = worlds.flatMap((world) => world.evaluationCounts);
  if (all.length === 0) return undefined;
  const sum = (key: "evaluations" | "failed" | "short"): number => all.reduce((total, each) => total + each[key], 0);
  const firstFailures = worlds[0]!.evaluationCounts.flatMap(({ pool, firstFailure }) =>
    firstFailure === null ? [] : [{ timeSeconds: firstFailure.time / SECOND, pool, message: firstFailure.message }],
  );
  const told = firstFailures.slice(0, MOST_TOLD);
  return { evaluations: sum("evaluations"), failed: sum("failed"), short: sum("short"), firstFailures: told };
}
