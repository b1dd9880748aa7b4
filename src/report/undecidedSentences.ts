import type { ObjectiveResult, Summary } from "../experiment/results.ts";
import { formatFigure } from "./figure.ts";
import { moreReplicationsText } from "./moreReplicationsText.ts";
import { plainText } from "./plainText.ts";
import { unbroken } from "./textWidth.ts";

/**
 * Why objectives are undecided, and what would decide them: a sentence each; one for all where nothing was repeated. Silent
 * about alternatives that miss another objective, for which nothing hangs on it.
 */
export function undecidedSentences(summary: Summary): string[] {
  const open = Object.entries(summary.alternatives)
    .filter(([, { objectives }]) => objectives.every(({ outcome }) => outcome !== "missed"))
    .flatMap(([name, { objectives }]) =>
      objectives
        .filter(({ outcome, value }) => outcome === "undecided" && value !== null)
        .map((each) => ({ name, each })),
    );
  const sentences = open
    .filter(({ each }) => each.low !== null)
    .map(({ name, each }) => withInterval(plainText(name), each, summary.scenario.currency));
  if (open.length === sentences.length) return sentences;
  return [...sentences, "Undecided, because one replication does not show what chance does: try --replications 10."];
}

function withInterval(name: string, result: ObjectiveResult, currency: string): string {
  const bound = (value: number | null): string => formatFigure(value, null, result.unit, currency);
  const interval = unbroken(`${bound(result.low)} to ${bound(result.high)}`);
  return (
    `Undecided (${name}): ${unbroken(plainText(result.objective))}, for the 95% interval is ${interval}` +
    `${more(result)}.`
  );
}

function more({ moreReplications }: ObjectiveResult): string {
  return moreReplications === null ? "" : `; ${moreReplicationsText(moreReplications)} would decide it`;
}
