import type { Pool } from "./pool.ts";

/** What must be said of pools that were not there, or not as large, when somebody counted on them. */
export function poolWarnings(pools: readonly Pool[]): string[] {
  return [...pools.flatMap(rejections), ...pools.flatMap(unknownMetrics), ...pools.flatMap(neverEvicted)];
}

function rejections({ name, turnedAway }: Pool): string[] {
  if (turnedAway === 0) return [];
  const jobs = turnedAway === 1 ? "1 job was" : `${turnedAway} jobs were`;
  return [
    `${name}: ${jobs} rejected, for the pool did not exist then, or was being deleted; create it earlier, or delete it later.`,
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
  const most = autoscale?.mostLowPriority ?? 0;
  if (most === 0 || lowPriority?.lifetime !== null || lowPriority.longestRun !== null) return [];
  return [
    `${name}: its formula asked for up to ${most} low-priority VMs, none of which is ever evicted, for nothing tells how long ` +
      `they last; say it, as in pools.${name}.lowPriority: {lifetime: {exponential: {mean: 8 h}}}.`,
  ];
}
