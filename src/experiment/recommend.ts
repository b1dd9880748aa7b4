import type { AlternativeSummary, Summary } from "./results.ts";

/**
 * The cheapest alternative that meets every objective; by billed compute-hours where not every one has a price. Null where
 * there are no objectives, for then nothing says what is good enough.
 */
export function recommend(alternatives: Readonly<Record<string, AlternativeSummary>>): Summary["recommendation"] {
  const entries = Object.entries(alternatives);
  if (entries.every(([, { objectives }]) => objectives.length === 0)) return null;
  const good = entries.filter(([, { objectives }]) => objectives.every(({ outcome }) => outcome === "met"));
  const many = entries[0]![1].objectives.length > 1;
  if (good.length === 0) {
    return {
      alternative: null,
      reason: many ? "None of these: no alternative meets every objective." : "None of these meets the objective.",
    };
  }
  const mean = (entry: AlternativeSummary, metric: string): number | null => entry.metrics[metric]?.mean ?? null;
  const prices = good.filter((entry) => mean(entry[1], "cost.total") !== null).length;
  const priced = prices === good.length;
  const metric = priced ? "cost.total" : "computeHours.billed";
  const best = good.reduce((a, b) => ((mean(b[1], metric) ?? 0) < (mean(a[1], metric) ?? 0) ? b : a));
  const meets = many ? "meets every objective" : "meets the objective";
  if (good.length === 1) return { alternative: best[0], reason: `the only one that ${meets}.` };
  return {
    alternative: best[0],
    reason: priced
      ? `the cheapest that ${meets}.`
      : `it ${meets} on the fewest billed compute-hours; ${prices === 0 ? "no price is told" : "not all have a price"}.`,
  };
}
