import type { Summary } from "../experiment/results.ts";
import { formatDuration } from "./duration.ts";
import { formatCount } from "./figure.ts";
import { plainText } from "./plainText.ts";
import { overReplications } from "./simulatedLength.ts";

/**
 * What became of the evaluations of an alternative's autoscale formulas, in a sentence, and one for each first failure that is told.
 * None where no formula decides.
 */
export function evaluationSentences(summary: Summary, alternative: string): readonly string[] {
  const counts = summary.alternatives[alternative]?.evaluations;
  if (counts === undefined) return [];
  const { evaluations, failed, short, firstFailures } = counts;
  const name = plainText(alternative);
  const told = [
    formatCount(evaluations, "evaluation"),
    ...(failed === 0 ? [] : [`${formatCount(failed, "failure")} (the pool is left alone)`]),
    ...(short === 0 ? [] : [`${formatCount(short, "target")} not granted`]),
  ];
  return [
    `Formula (${name}): ${told.join(", ")}${overReplications(summary)}.`,
    ...firstFailures.map(({ timeSeconds, pool, message }) => {
      const when = `${name} at ${formatDuration(timeSeconds)}`;
      return `${when}: the formula of ${plainText(pool)} failed for the first time (${plainText(message)}).`;
    }),
  ];
}
