import type { Precision } from "../scenario/load.ts";
import { criticalT } from "../statistics/criticalT.ts";
import type { Estimate } from "./results.ts";

/** What a look goes by: a mean over `n` replications with half its 95% interval. */
export type Look = Pick<Estimate, "mean" | "halfWidth" | "n">;

const CONFIDENCE = 0.95;
/** The spread was estimated too: a projected number alone would fall short every second time. In percent. */
const MARGIN = 110;
/**
 * In percent of the replications so far. Each look is another chance to stop on a half-width that is small by accident: so they are
 * few, each a good deal after the last; and a spread known from few values is not trusted for many times as many.
 */
const LEAST_GROWTH = 125;
const MOST_GROWTH = 400;
const BEYOND_REACH = 1e12;

/**
 * Whether the relative error is at most `relative` with about the interval's confidence: half-width / |mean| <= r / (1 + r), where
 * the 1 + r makes up for the mean standing in for the true value (Law & Kelton, Simulation Modeling and Analysis, 9.4.1). Equal
 * values are precise, zeros too.
 */
export function isPrecise({ mean, halfWidth }: Look, relative: number): boolean {
  return mean !== null && halfWidth !== null && halfWidth <= largestHalfWidth(mean, relative);
}

/**
 * How many replications in which the metric is defined would make it precise if it goes on to spread as it did, at least 2; null
 * where that cannot be said: a mean of 0, fewer than two values.
 */
export function replicationsNeeded({ mean, halfWidth, n }: Look, relative: number): number | null {
  if (mean === null || halfWidth === null || mean === 0) return halfWidth === 0 ? 2 : null;
  const deviation = (halfWidth * Math.sqrt(n)) / quantile(n);
  const wanted = largestHalfWidth(mean, relative);
  const enough = (count: number): boolean => quantile(count) * deviation <= wanted * Math.sqrt(count);
  let high = 2;
  while (!enough(high)) {
    high *= 2;
    if (high > BEYOND_REACH) return null;
  }
  let low = Math.max(1, high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * How many replications each alternative is to have at the next look, or `done` if that was the last one: every alternative that has
 * the metric is precise, none has it, or `max` is reached. A pure function of the figures: neither time nor threads decide.
 *
 * @param looks of the metric, one for each alternative, after `done` replications.
 */
export function nextLook(looks: readonly Look[], done: number, { max, relativeHalfWidth }: Precision): number {
  const open = looks.filter((look) => look.mean !== null && !isPrecise(look, relativeHalfWidth));
  if (open.length === 0) return done;
  const projected = open.map((look) => MARGIN * (projection(look, done, relativeHalfWidth) ?? done));
  const growing = Math.min(MOST_GROWTH * done, Math.max(LEAST_GROWTH * done, ...projected));
  return Math.min(max, Math.ceil(growing / 100));
}

/** Replications that would do, those without the metric included; null where that cannot be said. */
export function projection(look: Look, done: number, relative: number): number | null {
  const needed = replicationsNeeded(look, relative);
  return needed === null ? null : Math.ceil((needed * done) / Math.max(1, look.n));
}

function largestHalfWidth(mean: number, relative: number): number {
  return (relative / (1 + relative)) * Math.abs(mean);
}

function quantile(n: number): number {
  return criticalT(CONFIDENCE, n - 1);
}
