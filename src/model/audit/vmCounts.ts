import type { Ticks } from "../../engine/time.ts";
import type { Quotas } from "../pool/accountSpec.ts";
import type { PoolSpec } from "../pool/poolSpec.ts";
import type { AutoscaleSpec } from "../scaling/scalingSpec.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { AuditError } from "./auditError.ts";

/** VMs of one pool that live, from request to deletion, and those among them that leave. */
interface Count {
  readonly pool: PoolSpec;
  /** The most VMs that a rule lets it have, leaving ones apart. */
  readonly most: number;
  live: number;
  leaving: number;
}

/**
 * Counts the VMs that live against what the account and the pool's own maximum allow (invariant 3). An increase of a quota
 * counts from when it is asked for: nobody here knows how long it took.
 */
export class VmCounts {
  private readonly spec: WorldSpec;
  private readonly counts: readonly Count[];
  /** Of dedicated VMs, and of those of low priority. */
  private cores = 0;
  private lowPriorityCores = 0;

  constructor(spec: WorldSpec) {
    this.spec = spec;
    this.counts = spec.pools.map((pool) => ({ pool, most: mostByRule(pool), live: 0, leaving: 0 }));
  }

  request(time: Ticks, system: number, vm: number, lowPriority: boolean): void {
    const count = this.counts[system - 1]!;
    count.live++;
    this.count(count.pool.cores ?? 0, lowPriority);
    if (count.live - count.leaving > count.most) {
      throw new AuditError(3, time, `${requestOf(vm, count)} as number ${count.live - count.leaving} of ${count.most}`);
    }
    const maxVms = this.allowed("maxVmsPerPool", time);
    if (count.live > maxVms)
      throw new AuditError(3, time, `${requestOf(vm, count)} as number ${count.live} of ${maxVms}`);
    const cores = lowPriority ? this.lowPriorityCores : this.cores;
    const maxCores = this.allowed(lowPriority ? "maxLowPriorityCores" : "maxCores", time);
    if (cores > maxCores)
      throw new AuditError(3, time, `${requestOf(vm, count)}, with ${cores} cores in use of ${maxCores}`);
  }

  leave(system: number): void {
    this.counts[system - 1]!.leaving++;
  }

  /** @param left whether it left before. */
  remove(system: number, left: boolean, lowPriority: boolean): void {
    const count = this.counts[system - 1]!;
    count.live--;
    if (left) count.leaving--;
    this.count(-(count.pool.cores ?? 0), lowPriority);
  }

  private count(cores: number, lowPriority: boolean): void {
    if (lowPriority) this.lowPriorityCores += cores;
    else this.cores += cores;
  }

  private allowed(quota: keyof Quotas, time: Ticks): number {
    const { account } = this.spec;
    if (account === null) return Number.POSITIVE_INFINITY;
    const asked = account.increases.filter(({ at }) => at <= time).map(({ quotas }) => quotas[quota] ?? 0);
    return Math.max(account.quotas[quota], ...asked);
  }
}

function requestOf(vm: number, { pool }: Count): string {
  return `VM ${vm} of ${pool.name} is requested`;
}

function mostByRule({ scaling, vms, lowPriority }: PoolSpec): number {
  if (scaling.kind === "autoscale") return mostByFormula(scaling.formula, vms, lowPriority);
  if (scaling.kind === "byJobs") return Math.max(scaling.max, scaling.initial);
  if (scaling.kind !== "onDemand") return Number.POSITIVE_INFINITY;
  return Math.max(...scaling.min.map(({ vms }) => vms), ...scaling.max.map(({ vms }) => vms));
}

/** The most VMs of both kinds that a formula, or what the pool has before its first evaluation, lets it have. */
export function mostByFormula(
  { mostDedicated, mostLowPriority }: AutoscaleSpec["formula"],
  vms: number,
  lowPriority: PoolSpec["lowPriority"],
): number {
  const others = lowPriority === null ? 0 : Math.max(lowPriority.vms, mostLowPriority);
  return Math.max(vms, mostDedicated) + others;
}
