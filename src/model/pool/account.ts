import type { Sampler } from "../../engine/sampler.ts";
import { EventClass, type Simulation } from "../../engine/simulation.ts";
import { EventCode } from "../eventCode.ts";
import type { AccountSpec, Quotas } from "./accountSpec.ts";
import { OperationEntry, type OperationLog } from "./operationLog.ts";

const UNLIMITED: Quotas = {
  maxPools: Number.POSITIVE_INFINITY,
  maxVmsPerPool: Number.POSITIVE_INFINITY,
  maxCores: Number.POSITIVE_INFINITY,
  maxLowPriorityCores: Number.POSITIVE_INFINITY,
};

/** What forbids a pool more VMs. */
export type QuotaCause = "quota" | "coreQuota";

/** How many VMs more a pool may have, and what forbids the next one. */
export interface Room {
  readonly vms: number;
  readonly cause: QuotaCause;
}

/** The account's quotas, as they stand, and what of them is used. VMs count from their request to their deletion. */
export class Account {
  quotas: Quotas;
  pools = 0;
  /** Of dedicated VMs, and of those of low priority. */
  cores = 0;
  lowPriorityCores = 0;
  readonly #spec: AccountSpec | null;
  readonly #simulation: Simulation;
  readonly #operations: OperationLog;
  readonly #takes: readonly Sampler[];
  readonly #asked: OperationEntry[] = [];
  /** Called when there is more room than before. */
  readonly #roomier: () => void;

  /** @param takes how long each increase takes to be granted, in ticks. */
  constructor(
    spec: AccountSpec | null,
    around: {
      readonly simulation: Simulation;
      readonly operations: OperationLog;
      readonly takes: readonly Sampler[];
      readonly roomier: () => void;
    },
  ) {
    this.#spec = spec;
    this.quotas = spec?.quotas ?? UNLIMITED;
    this.#simulation = around.simulation;
    this.#operations = around.operations;
    this.#takes = around.takes;
    this.#roomier = around.roomier;
    spec?.increases.forEach(({ at }, place) => {
      this.#simulation.at(at, EventClass.decision, EventCode.increaseAsked, place);
    });
  }

  /** Whether what one pool gives back may be what another one needs. */
  get isShared(): boolean {
    return this.#spec !== null;
  }

  /** @param vms VMs of the pool, leaving ones too; `cores` of each. */
  room(vms: number, cores: number | null, lowPriority = false): Room {
    const byVms = Math.max(0, this.quotas.maxVmsPerPool - vms);
    const byCores =
      cores === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(this.#coresLeft(lowPriority) / cores));
    return byCores < byVms ? { vms: byCores, cause: "coreQuota" } : { vms: byVms, cause: "quota" };
  }

  /** Why a pool that asked for VMs got fewer, in words. */
  shortage(cause: QuotaCause, asked: number, granted: number, cores: number | null, lowPriority = false): string {
    const { maxVmsPerPool } = this.quotas;
    if (cause === "quota") return `maxVmsPerPool is ${maxVmsPerPool}: asked for ${asked} VMs more, got ${granted}`;
    const quota = lowPriority ? "maxLowPriorityCores" : "maxCores";
    const left = this.#coresLeft(lowPriority);
    return `${quota} is ${this.quotas[quota]}: asked for ${asked * cores!} cores more, ${left} are left for ${granted} of ${asked} VMs`;
  }

  hold(cores: number | null, lowPriority: boolean): void {
    this.#count(cores ?? 0, lowPriority);
  }

  release(cores: number | null, lowPriority: boolean): void {
    this.#count(-(cores ?? 0), lowPriority);
    if (this.quotas !== UNLIMITED) this.#roomier();
  }

  #count(cores: number, lowPriority: boolean): void {
    if (lowPriority) this.lowPriorityCores += cores;
    else this.cores += cores;
  }

  #coresLeft(lowPriority: boolean): number {
    const { maxCores, maxLowPriorityCores } = this.quotas;
    return lowPriority ? maxLowPriorityCores - this.lowPriorityCores : maxCores - this.cores;
  }

  /** The representative is called about an increase. */
  asked(place: number): void {
    const { now } = this.#simulation;
    const granted = now + Math.max(0, Math.round(this.#takes[place]!()));
    const { quotas } = this.#spec!.increases[place]!;
    const names = Object.entries(quotas).map(([name, value]) => `${name} ${value}`);
    this.#asked[place] = this.#operations.add(new OperationEntry(now, "", "raise quota", names.join(", ")));
    this.#simulation.at(granted, EventClass.decision, EventCode.increaseGranted, place);
  }

  granted(place: number): void {
    this.quotas = { ...this.quotas, ...this.#spec!.increases[place]!.quotas };
    this.#asked[place]!.settle("done");
    this.#roomier();
  }
}
