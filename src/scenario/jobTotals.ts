import type { Variate } from "../engine/distribution.ts";
import { type CompileContext, refuse } from "./compileContext.ts";

/** At a million jobs a second, some three hours of simulation. */
const MOST_JOBS = 10_000_000_000;
/** A job that waits takes some 300 bytes: 6 GB. */
const MOST_AT_ONCE = 20_000_000;

/** The mean of something random, or of a sequence. */
export function meanOf(variate: Variate): number {
  if (!("sequence" in variate)) return variate.mean;
  return variate.sequence.reduce((sum, value) => sum + value, 0) / variate.sequence.length;
}

/**
 * Refuses arrivals that would keep the program busy for hours or ask for more memory than machines have: better said now.
 *
 * @param firings expected in the simulated time.
 * @param at where the firings are told, and `batchAt` how many jobs each has.
 */
export function refuseFlood(
  context: CompileContext,
  { firings, batch, limit }: { readonly firings: number; readonly batch: Variate; readonly limit: number },
  at: readonly string[],
  batchAt: readonly string[],
): void {
  const atOnce = Math.min(limit, meanOf(batch));
  if (atOnce > MOST_AT_ONCE)
    refuse(context, batchAt, `is about ${told(atOnce)} jobs at one instant, expected at most ${told(MOST_AT_ONCE)}`);
  const jobs = Math.min(limit, firings * meanOf(batch));
  if (jobs > MOST_JOBS)
    refuse(
      context,
      at,
      `makes about ${told(jobs)} jobs, expected at most ${told(MOST_JOBS)}; shorten time.horizon, or give a limit`,
    );
}

function told(count: number): string {
  if (count > MOST_JOBS) return Number(count.toPrecision(2)).toExponential();
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/gu, ",");
}
