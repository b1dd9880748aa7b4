import type { Variate } from "../../engine/distribution.ts";
import type { Ticks } from "../../engine/time.ts";

/** `Infinity` is unlimited. */
export interface Quotas {
  readonly maxPools: number;
  readonly maxVmsPerPool: number;
  /** Of all pools' VMs together, leaving ones too; those of low priority have a quota of their own. */
  readonly maxCores: number;
  readonly maxLowPriorityCores: number;
}

export const QUOTAS = [
  "maxPools",
  "maxVmsPerPool",
  "maxCores",
  "maxLowPriorityCores",
] as const satisfies readonly (keyof Quotas)[];

export interface AccountSpec {
  readonly quotas: Quotas;
  /** Asked for at an instant, granted after `takes`; what is not named stays as it is. */
  readonly increases: readonly { readonly at: Ticks; readonly quotas: Partial<Quotas>; readonly takes: Variate }[];
}
