import type { Precision } from "../scenario/load.ts";
import type { Estimate, Stopping } from "./results.ts";
import { isPrecise, type Look, projection } from "./stoppingRule.ts";

/** What came of a run that was to go on until a metric is known well enough. `looks`: of the metric, by alternative. */
export function stoppingOf(precision: Precision, looks: readonly Look[], done: number): Stopping {
  const { metric, relativeHalfWidth, min, max } = precision;
  const judged = looks.filter(({ mean }) => mean !== null);
  const reached = judged.length > 0 && judged.every((look) => isPrecise(look, relativeHalfWidth));
  const needed = judged.map((look) => projection(look, done, relativeHalfWidth));
  const known = judged.length > 0 && needed.every((count) => count !== null);
  return { metric, relativeHalfWidth, min, max, reached, needed: reached || !known ? null : Math.max(...needed) };
}

/** What to say of one alternative whose metric did not become as precise as was asked for; nothing where it did. */
export function precisionWarnings(precision: Precision, look: Estimate | undefined, done: number): string[] {
  const { metric, relativeHalfWidth, max } = precision;
  if (look === undefined || look.mean === null)
    return [`${metric} has no value here, so it had no part in how many replications were run.`];
  if (isPrecise(look, relativeHalfWidth) || done < max) return [];
  const spread =
    look.halfWidth === null || look.mean === 0
      ? ""
      : ` its interval is ±${percent(look.halfWidth / Math.abs(look.mean))};`;
  const needed = projection(look, done, relativeHalfWidth);
  const remedy =
    needed === null ? "no number of them can be named that would do" : `about ${roundedUp(needed)} would do`;
  return [
    `${metric} is not known to ${percent(relativeHalfWidth)} after ${done} replications, the most allowed:${spread} ${remedy}.`,
  ];
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))}%`;
}

/** To two digits: a projection is no more exact than that. */
function roundedUp(count: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return String(Math.ceil(count / unit) * unit);
}
