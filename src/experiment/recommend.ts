import { listText } from "./countText.ts";
import type { AlternativeSummary, ObjectiveResult, Summary } from "./results.ts";

type Entry = readonly [name: string, alternative: AlternativeSummary];

/**
 * The cheapest alternative that meets every objective with confidence; by billed compute-hours where not every one has a
 * price. Where none does, what comes nearest. Null where there are no objectives, for then nothing says what is good enough.
 */
export function recommend(alternatives: Readonly<Record<string, AlternativeSummary>>): Summary["recommendation"] {
  const entries = Object.entries(alternatives);
  if (entries.every(([, { objectives }]) => objectives.length === 0)) return null;
  const good = entries.filter(([, { objectives }]) => objectives.every(({ outcome }) => outcome === "met"));
  if (good.length === 0) return { alternative: null, reason: noneMeets(entries) };
  const many = entries[0]![1].objectives.length > 1;
  const meets = many ? "meets every objective" : "meets the objective";
  const perhaps = entries.filter((entry) => !good.includes(entry) && missed(entry).length === 0);
  const { metric, why } = yardstick([...good, ...perhaps]);
  const spent = ([, { metrics }]: Entry): number => metrics[metric]?.mean ?? 0;
  const best = good.reduce((a, b) => (spent(b) < spent(a) ? b : a));
  const cheaper = perhaps.filter((entry) => spent(entry) < spent(best)).map(([name]) => name);
  const reason =
    good.length === 1
      ? `the only one that ${cheaper.length > 0 ? "surely " : ""}${meets}`
      : why === null
        ? `the cheapest that ${meets}`
        : `it ${meets} on the fewest billed compute-hours; ${why}`;
  return { alternative: best[0], reason: `${reason}${cheaper.length > 0 ? unsure(cheaper, why) : ""}.` };
}

/** What alternatives are compared by; `why` it is not their price. */
function yardstick(entries: readonly Entry[]): { readonly metric: string; readonly why: string | null } {
  const prices = entries.filter(([, { metrics }]) => (metrics["cost.total"]?.mean ?? null) !== null).length;
  if (prices === entries.length) return { metric: "cost.total", why: null };
  return { metric: "computeHours.billed", why: prices === 0 ? "no price is told" : "not all have a price" };
}

function unsure(names: readonly string[], why: string | null): string {
  const spend = why === null ? "would be cheaper" : "would be billed fewer hours";
  return `; ${listText(names)} ${spend}, but ${names.length > 1 ? "are" : "is"} not sure to`;
}

function missed([, { objectives }]: Entry): ObjectiveResult[] {
  return objectives.filter(({ outcome }) => outcome === "missed");
}

/** Nearest is what misses the fewest objectives, then what is off its worst one by the smallest part of the bound. */
function noneMeets(entries: readonly Entry[]): string {
  const [name, { objectives }] = entries.reduce((a, b) => (isNearer(b, a) ? b : a));
  const many = objectives.length > 1;
  const wrong = objectives.filter(({ outcome }) => outcome === "missed");
  const unclear = objectives.filter(({ outcome }) => outcome === "undecided");
  const all = many ? "every objective" : "the objective";
  const told = (results: readonly ObjectiveResult[]): string => listText(results.map(({ objective }) => objective));
  if (wrong.length === 0) {
    const are = `${told(unclear)} ${unclear.length > 1 ? "are" : "is"} undecided`;
    return entries.length === 1 ? `${name}: ${are}.` : `None of these is sure to meet ${all}; ${name} may, but ${are}.`;
  }
  if (entries.length === 1) return `${name} misses ${told(wrong)}.`;
  return `None of these meets ${all}; ${name} comes nearest${many ? `, missing ${told(wrong)}` : ""}.`;
}

function isNearer(a: Entry, b: Entry): boolean {
  const count = missed(a).length - missed(b).length;
  return count === 0 ? worst(a) < worst(b) : count < 0;
}

/** How far an alternative is on the wrong side of the objective that it misses the most, as a part of the bound. */
function worst([, { objectives }]: Entry): number {
  const off = objectives.map(({ objective, value, bound }) => {
    if (value === null) return Number.POSITIVE_INFINITY;
    const wrong = isLowerBound(objective) ? bound - value : value - bound;
    return Math.max(0, wrong) / Math.max(Math.abs(bound), Number.MIN_VALUE);
  });
  return Math.max(...off);
}

/** An objective as it was written. */
function isLowerBound(objective: string): boolean {
  return /^[^<>≤≥]*[>≥]/u.test(objective);
}
