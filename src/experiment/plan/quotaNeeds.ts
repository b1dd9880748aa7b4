import { mostVms } from "../../model/pool/mostVms.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import type { ResolvedScenario } from "../../scenario/load.ts";

/** What an account allows, or pools take. */
export interface QuotaFigures {
  /** Null: not limited, or not known. */
  readonly pools: number | null;
  readonly vmsPerPool: number | null;
  readonly cores: number | null;
}

/** What the pools of a world take at their largest. Cores are null unless every pool with VMs tells those of a VM. */
export function needsOf({ pools }: WorldSpec): QuotaFigures {
  const cores = pools.map((pool) =>
    mostVms(pool) === 0 ? 0 : pool.cores === null ? null : mostVms(pool) * pool.cores,
  );
  return {
    pools: pools.length,
    vmsPerPool: Math.max(0, ...pools.map(mostVms)),
    cores: cores.some((some) => some === null) ? null : cores.reduce<number>((sum, some) => sum + some!, 0),
  };
}

/** The account's quotas as they are today; null where the file tells of none. */
export function quotasOf({ account }: ResolvedScenario): QuotaFigures | null {
  if (account === undefined) return null;
  const { maxPools = null, maxVmsPerPool = null, maxCores = null } = account;
  if (maxPools === null && maxVmsPerPool === null && maxCores === null) return null;
  return { pools: maxPools, vmsPerPool: maxVmsPerPool, cores: maxCores };
}

/** Of each quota whether the needs stay within it; what is not known stays so. */
export function isWithin(needs: QuotaFigures, quotas: QuotaFigures): boolean {
  return (["pools", "vmsPerPool", "cores"] as const).every((of) => (needs[of] ?? 0) <= (quotas[of] ?? needs[of] ?? 0));
}
