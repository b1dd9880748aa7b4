/**
 * What a pool is by default if it is a cluster of Batch AI. Sourced: jobs go by low, normal and high priority and run together
 * on whole nodes; seven days at most; a node costs from its allocation, whatever its state; unusable ones stay until a
 * resize; low priority evicts what runs for 24 h. Assumptions: the order within a priority (by submission).
 */
const BATCH_AI: Readonly<Record<string, unknown>> = {
  queue: "priority",
  billing: "fromAllocation",
  maxWallClockTime: "7 d",
};
const LOW_PRIORITY = { longestRun: "24 h" };

/** A scenario's plain tree with the presets of its pools filled in: what is written itself counts first. */
export function withPoolPresets(tree: unknown): unknown {
  if (!isMap(tree) || !isMap(tree.pools)) return tree;
  const pools = Object.fromEntries(Object.entries(tree.pools).map(([name, pool]) => [name, withPreset(pool)]));
  return { ...tree, pools };
}

function withPreset(pool: unknown): unknown {
  if (!isMap(pool) || pool.preset !== "batchAi") return pool;
  const { lowPriority } = pool;
  return {
    ...BATCH_AI,
    ...pool,
    ...(isMap(lowPriority) ? { lowPriority: { ...LOW_PRIORITY, ...lowPriority } } : {}),
  };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
