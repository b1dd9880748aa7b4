import type { Pool } from "./pool.ts";

/** What must be said of pools that were not there, or not as large, when somebody counted on them. */
export function poolWarnings(pools: readonly Pool[]): string[] {
  return pools
    .filter(({ turnedAway }) => turnedAway > 0)
    .map(({ name, turnedAway }) => {
      const jobs = turnedAway === 1 ? "1 job was" : `${turnedAway} jobs were`;
      return `${name}: ${jobs} rejected, for the pool did not exist then, or was being deleted; create it earlier, or delete it later.`;
    });
}
