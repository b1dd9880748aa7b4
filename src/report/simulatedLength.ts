import type { AlternativeSummary, Summary } from "../experiment/results.ts";
import { formatLength } from "./duration.ts";
import { formatCount } from "./figure.ts";
import { plainText } from "./plainText.ts";
import { unbroken } from "./textWidth.ts";

/** How long each replication is, in words: `7 days each after 1 day of warm-up`; null where alternatives differ in it. */
export function commonLength(summary: Summary): string | null {
  const each = summary.scenario.replications > 1 ? " each" : "";
  const lengths = Object.values(summary.alternatives).map((alternative) => lengthOf(summary, alternative, each));
  const [length, ...others] = new Set(lengths);
  return length === undefined || others.length > 0 ? null : length;
}

/** Which alternatives were simulated for how long, in a sentence; null where all were for the same. */
export function differentLengths(summary: Summary): string | null {
  const groups = new Map<string, string[]>();
  for (const [name, alternative] of Object.entries(summary.alternatives)) {
    const length = lengthOf(summary, alternative, "");
    groups.set(length, [...(groups.get(length) ?? []), plainText(name)]);
  }
  if (groups.size <= 1) return null;
  return `Simulated for ${[...groups].map(([length, names]) => `${unbroken(length)} (${names.join(", ")})`).join(", ")}.`;
}

function lengthOf({ scenario }: Summary, alternative: AlternativeSummary, each: string): string {
  const { horizonSeconds = scenario.horizonSeconds, warmUpSeconds = scenario.warmUpSeconds } = alternative;
  const after = warmUpSeconds > 0 ? ` after ${formatLength(warmUpSeconds)} of warm-up` : "";
  return `${formatLength(horizonSeconds)}${each}${after}`;
}

/** How the warm-up was found, in a sentence; null where the scenario gives it. */
export function foundWarmUp({ scenario, alternatives }: Summary): string | null {
  const found = scenario.warmUpFound;
  if (found === undefined) return null;
  const length = found.seconds === 0 ? "none is needed" : unbroken(formatLength(found.seconds));
  const each = Object.keys(alternatives).length > 1 ? " of each alternative" : "";
  const pilots = formatCount(found.pilotReplications, "pilot replication");
  return `Warm-up found: ${length} (${found.method}, ${pilots}${each}).`;
}

/** Said beside a count that is of all replications together: `, in 6 replications`; empty where there is one. */
export function overReplications({ scenario: { replications } }: Summary): string {
  return replications > 1 ? `, in ${formatCount(replications, "replication")}` : "";
}
