import type { Summary } from "../experiment/results.ts";
import { formatDuration } from "./duration.ts";
import { plainText } from "./plainText.ts";
import { overReplications } from "./simulatedLength.ts";

/**
 * What became of the operations of an alternative, in a sentence, and one for each of the first that came to less than was
 * asked, with the reason. None where it has no operations.
 */
export function operationSentences(summary: Summary, alternative: string): readonly string[] {
  const operations = summary.alternatives[alternative]?.operations;
  if (operations === undefined) return [];
  const { done, partial, refused, stopped, underWay, firstShort } = operations;
  const counts = [
    [done, "done"],
    [partial, "done in part"],
    [refused, "refused"],
    [stopped, "overtaken by another"],
    [underWay, "under way at the end"],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const name = plainText(alternative);
  return [
    `Operations (${name}): ${told.join(", ")}${overReplications(summary)}.`,
    ...firstShort.map(({ timeSeconds, pool, operation, argument, outcome, reason }) => {
      const what = [operation, plainText(pool), argument === "" ? "" : `to ${argument}`].filter((word) => word !== "");
      const how = outcome === "partial" ? "done in part" : outcome;
      return `${name} at ${formatDuration(timeSeconds)}: ${what.join(" ")} ${how} (${plainText(reason)}).`;
    }),
  ];
}
