import type { Pool } from "./pool.ts";

/**
 * What must be said of pools that were not there, or not as large, when somebody counted on them: without figures, so that it is
 * said once of all replications.
 */
export function poolWarnings(pools: readonly Pool[]): string[] {
  return [...pools.flatMap(rejections), ...pools.flatMap(unknownMetrics), ...pools.flatMap(neverEvicted)];
}

function rejections({ name, turnedAway }: Pool): string[] {
  if (!turnedAway) return [];
  return [
    `${name}: jobs were rejected, for the pool did not exist then, or was being deleted; create it earlier, or delete it later.`,
  ];
}

function unknownMetrics({ name, spec: { scaling } }: Pool): string[] {
  const unknown = scaling.kind === "autoscale" ? scaling.formula.unmodelled : [];
  if (unknown.length === 0) return [];
  return [
    `${name}: its formula reads ${unknown.join(", ")}, which a simulated pool does not know; every sample is 0. ` +
      "Decide by tasks, VMs or $CPUPercent instead.",
  ];
}

function neverEvicted({ name, autoscale, spec: { lowPriority } }: Pool): string[] {
  if ((autoscale?.mostLowPriority ?? 0) === 0 || lowPriority?.lifetime !== null || lowPriority.longestRun !== null)
    return [];
  return [
    `${name}: its formula asked for low-priority VMs, none of which is ever evicted, for nothing tells how long ` +
      `they last; say it, as in pools.${name}.lowPriority: {lifetime: {exponential: {mean: 8 h}}}.`,
  ];
}
