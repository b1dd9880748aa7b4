import type { Estimate } from "../../experiment/results.ts";

/**
 * Where an interval begins in a picture, its mean where there is none. No metric is negative: Student's interval over few
 * replications may be, and would pull the axis below what can be.
 */
export function drawnFrom({ low, mean }: Pick<Estimate, "low"> & { readonly mean: number }): number {
  return low === null ? mean : Math.max(low, Math.min(0, mean));
}
