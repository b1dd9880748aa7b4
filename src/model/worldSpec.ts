import type { Variate } from "../engine/distribution.ts";
import type { Ticks } from "../engine/time.ts";
import type { Price } from "./money.ts";
import type { Formula } from "./scaling/formula/formula.ts";
import type { TraceJobs } from "./workload/traceJobs.ts";

/**
 * Everything one simulated world is made of, resolved and free of units and files: the only input of the model besides
 * the replication's number. Durations and their variates are in ticks, money in micro-dollars (of whatever currency).
 */
export interface WorldSpec {
  readonly seed: number;
  /** The calendar time of tick 0, in milliseconds since 1970 UTC: for daily profiles. */
  readonly startEpochMs: number;
  readonly warmUp: Ticks;
  /** Measured after the warm-up. */
  readonly horizon: Ticks;
  /** Arrivals stop at warmUp + horizon, the clock at the end of the last job. */
  readonly drain: boolean;
  /** Keep every value for quantiles, instead of a histogram beyond 65,536 of them. */
  readonly exactQuantiles: boolean;
  /** Percents asked for beside the usual 50, 90, 95 and 99 (an objective's `wait.p97.5`). */
  readonly percents: readonly number[];
  /** In file order, the customer's first, then the classic service's background tenants. */
  readonly workloads: readonly WorkloadSpec[];
  readonly classic: ClassicSpec | null;
  readonly pools: readonly PoolSpec[];
  /** Those that a pool or the classic service names, and those with something reserved. */
  readonly billingPlans: readonly BillingPlanSpec[];
  /** What a support representative has set; null: no quotas. */
  readonly account: AccountSpec | null;
  /** Those that a workload's tasks read or write, or a pool's VMs pull from. */
  readonly stores: readonly StoreSpec[];
}

export interface WorkloadSpec {
  readonly name: string;
  readonly tenant: string;
  readonly endpoint: string;
  /** The load of other tenants on the classic service: simulated, but no part of the customer's figures. */
  readonly background: boolean;
  readonly arrivals: ArrivalSpec;
  readonly job: JobSpec;
  readonly route: RouteSpec;
  /** Name of the store that its inputs and outputs use; null: it has neither. */
  readonly store: string | null;
}

/** When jobs are submitted. `batch` is the number of jobs at each firing; `limit` stops the source after so many jobs. */
export type ArrivalSpec =
  | {
      readonly kind: "poisson";
      /** Mean firings a tick. */
      readonly rate: number;
      /** 24 or 168 weights of mean 1, constant within each UTC hour (168 begin on Monday); null: a constant rate. */
      readonly profile: readonly number[] | null;
      readonly batch: Variate;
      readonly limit: number;
    }
  | { readonly kind: "renewal"; readonly interval: Variate; readonly batch: Variate; readonly limit: number }
  | { readonly kind: "at"; readonly times: readonly Ticks[]; readonly batch: Variate; readonly limit: number }
  | {
      readonly kind: "cron";
      /** The first firing at or after a tick, or null when there is none. */
      readonly nextAt: (from: Ticks) => Ticks | null;
      readonly batch: Variate;
      readonly limit: number;
    }
  | { readonly kind: "trace"; readonly jobs: TraceJobs; readonly limit: number }
  | StreamSpec;

/** Arrivals that fire by themselves: all kinds but traces and streams. */
export type FiringSpec = Exclude<ArrivalSpec, { readonly kind: "trace" } | StreamSpec>;

/**
 * Sensors whose readings are scored run by run: at each firing of a cron a submitter sends one job for every few sensors, whose rows
 * are what arrived since the last run. Of a job, `service` is the start-up alone.
 */
export interface StreamSpec {
  readonly kind: "stream";
  readonly flow: FlowSpec;
  /** Length of a tumbling window, which makes a row of each sensor that was heard in it; windows follow the calendar. */
  readonly window: Ticks;
  /** From a window's end until its rows can be scored. */
  readonly lag: Ticks;
  /** The first firing at or after a tick, or null when there is none. */
  readonly nextAt: (from: Ticks) => Ticks | null;
  readonly sensorsPerJob: number;
  /** Of each row, in ticks: one draw a job. */
  readonly rowTime: Variate;
  readonly submitter: {
    /** From the firing to the first submission: one draw a firing. */
    readonly delay: Variate;
    /** Ticks between two submissions; 0: all at once. */
    readonly gap: number;
  };
  /** Whether a firing is left out that comes while jobs of an earlier one are not through. */
  readonly overlap: "stack" | "skip";
  /** The jobs of a run, always so many. */
  readonly batch: Variate;
  readonly limit: number;
}

/** The readings of all sensors as one even flow, in which they take turns. */
export interface FlowSpec {
  readonly sensors: number;
  /** Of one sensor on average, in millionths, so that usual rates are whole numbers. */
  readonly microEventsPerDay: bigint;
  /** 24 or 168 weights of any mean, constant within each UTC hour (168 begin on Monday), in millionths; null: a constant rate. */
  readonly microWeights: readonly bigint[] | null;
  /** What the ingestion takes at most; null: everything. A unit takes 1,000 events or 1 MB a second. */
  readonly capacity: { readonly units: number; readonly eventBytes: number } | null;
  /** What becomes of the rest: it is sent again until it is taken, or lost. */
  readonly excess: "retry" | "drop";
}

export interface JobSpec {
  /** Independent tasks of a job; exactly one of `tasks` and `gang` may differ from a constant 1. */
  readonly tasks: Variate;
  /** Slots that run together. */
  readonly gang: Variate;
  /** Slots that each task takes on one VM: as many of its cores. */
  readonly cores: number;
  /**
   * What many slots are worth together: `serial` of the work is done on one of them, the rest on all (Amdahl's law). The
   * service time is then that on one slot; null: it is that of the task or gang on all its slots.
   */
  readonly speedUp: { readonly serial: number } | null;
  /** Service time in ticks of each task, or of the whole gang, on a slot of a VM of speed 1. */
  readonly service: Variate;
  /** How long each task is expected to hold its slots, told as its service time is; null: exactly as long as it computes. */
  readonly estimate: Variate | null;
  readonly priority: number;
  readonly deadline: DeadlineSpec | null;
  /** From submission; a job that is not done by then is cancelled. */
  readonly timeout: Ticks | null;
  /** Of each attempt of a task, which runs its full service all the same; null: none fails. */
  readonly failure: { readonly probability: number; readonly maxRetries: number } | null;
  /** Of a task's computing time: what was done since the last checkpoint is lost with its VM. 0: nothing is; null: all is. */
  readonly checkpointEvery: Ticks | null;
  /** What each task (or the whole gang) reads before it computes, and writes after; null: nothing. */
  readonly input: TransferSpec | null;
  readonly output: TransferSpec | null;
}

/** What is read or written. */
export interface TransferSpec {
  /** Bytes; of none there is no transfer. */
  readonly size: Variate;
  /** Name of the one object that all of them read or write; null: each its own. */
  readonly object: string | null;
}

/** From submission, or at the next time of day (ticks after midnight UTC) at or after the submission. */
export type DeadlineSpec = { readonly within: Ticks } | { readonly byTimeOfDay: Ticks };

/** A pool's name, or null for the classic service. */
export type Target = string | null;

export type RouteSpec =
  | { readonly kind: "fixed"; readonly target: Target }
  | { readonly kind: "byTenant"; readonly targets: ReadonlyMap<string, Target>; readonly otherwise: Target }
  /** The first of them that starts the job at once, else the one with the shortest queue. */
  | { readonly kind: "anyOf"; readonly targets: readonly Target[] }
  | OverflowSpec;

/** Jobs go to one system, or to another one when all that is told of `when...` holds at their submission. */
export interface OverflowSpec {
  readonly kind: "overflow";
  readonly target: Target;
  readonly overflowTo: Target;
  /** Jobs of the customer's that wait at the first; null: however many. */
  readonly whenQueueLongerThan: number | null;
  /** Ticks to the deadline, less a typical task's service time; null: however many. */
  readonly whenSlackBelow: Ticks | null;
}

/** A cap on jobs that run at a time: for each name, or `otherwise`. `Infinity` is none. */
export interface CapSpec {
  readonly byName: ReadonlyMap<string, number>;
  readonly otherwise: number;
}

export interface ClassicSpec {
  readonly fleet: FleetSpec;
  readonly endpointConcurrency: CapSpec;
  readonly tenantConcurrency: CapSpec;
  /** A job is rejected if so many wait ahead of it after the instant's dispatch; `Infinity` is none. */
  readonly maxQueued: number;
  /** Delay between slot and start, in ticks; it holds the slot. */
  readonly dispatch: Variate;
  /** Divides a job's service time. */
  readonly speed: Variate;
  /** What the customer's jobs are charged to; null: they have no price. */
  readonly billingPlan: string | null;
}

/** Slots by time of day: each entry holds from its `from` (ticks after midnight UTC, rising) to the next one's. */
export type WorkerTimetable = readonly { readonly from: Ticks; readonly workers: number }[];

export type FleetSpec =
  /** One entry: constant. */
  | { readonly kind: "workers"; readonly timetable: WorkerTimetable }
  /** No fleet: the wait is drawn with the job, from when its caps admit it. */
  | { readonly kind: "observedWait"; readonly wait: Variate }
  /** Neither told: nobody waits for others. */
  | { readonly kind: "unlimited" };

/** `Infinity` is unlimited. */
export interface Quotas {
  readonly maxPools: number;
  readonly maxVmsPerPool: number;
  /** Of all pools' VMs together, leaving ones too; those of low priority have a quota of their own. */
  readonly maxCores: number;
  readonly maxLowPriorityCores: number;
}

export interface AccountSpec {
  readonly quotas: Quotas;
  /** Asked for at an instant, granted after `takes`; what is not named stays as it is. */
  readonly increases: readonly { readonly at: Ticks; readonly quotas: Partial<Quotas>; readonly takes: Variate }[];
}

/** When an operation of the pool service is called. */
export type OccasionSpec =
  | { readonly kind: "at"; readonly time: Ticks }
  /** The first firing at or after a tick, or null when there is none. */
  | { readonly kind: "cron"; readonly nextAt: (from: Ticks) => Ticks | null }
  /** When a poll, every so many ticks from the first job on, sees that no job is left. */
  | { readonly kind: "whenAllDone"; readonly poll: Ticks };

/** What is asked of the pool service. */
export type ActionSpec =
  | {
      readonly kind: "create";
      readonly vms: number;
      readonly billingPlan: string | null;
      readonly lowPriority?: number;
    }
  | { readonly kind: "resize"; readonly vms: number; readonly lowPriority?: number }
  | { readonly kind: "delete" };

export interface OperationSpec {
  readonly when: OccasionSpec;
  readonly action: ActionSpec;
}

/** A number of VMs by time of day: each entry holds from its `from` (ticks after midnight UTC) to the next one's. */
export type VmTimetable = readonly { readonly from: Ticks; readonly vms: number }[];

/** Who decides how many VMs a pool has. */
export type ScalingSpec =
  | { readonly kind: "fixed" }
  /** In file order. */
  | { readonly kind: "operations"; readonly operations: readonly OperationSpec[] }
  | OnDemandSpec
  | AutoscaleSpec
  | JobScalingSpec;

/** As many VMs as queued and running jobs need, looked at every so many ticks. */
export interface JobScalingSpec {
  readonly kind: "byJobs";
  readonly min: number;
  readonly max: number;
  /** At the pool's creation. */
  readonly initial: number;
  readonly evaluateEvery: Ticks;
}

export interface OnDemandSpec {
  readonly kind: "onDemand";
  readonly min: VmTimetable;
  readonly max: VmTimetable;
  readonly idleTimeout: Variate;
  readonly cancelSurplus: boolean;
  readonly timers: "surplus" | "all";
  /** `Infinity` is none. */
  readonly maxProvisioning: number;
  /** Ticks between two decisions; 0: at once. */
  readonly evaluateEvery: Ticks;
}

export interface AutoscaleSpec {
  readonly kind: "autoscale";
  readonly formula: Formula;
  /** Ticks between two evaluations, and from the pool's creation to the first. */
  readonly interval: Ticks;
  readonly firstEvaluation: Ticks;
  /** Ticks between two samples, and from a sample to where the formula sees it. */
  readonly samplePeriod: Ticks;
  readonly sampleDelay: Ticks;
  /** Share of the samples that are lost. */
  readonly missingSamples: number;
  /** What becomes of a new target while VMs still come or go for an earlier one: it counts, or nothing does. */
  readonly whileResizing: "replace" | "skip";
}

/** VMs that may be taken away, at a lower price. */
export interface LowPrioritySpec {
  /**
   * Beside the pool's dedicated VMs, at its creation; under a formula, until its first evaluation. On demand: so many of the pool's VMs at most, those above the number
   * that leaves room for them.
   */
  readonly vms: number;
  /** Ready to eviction, in ticks; null: they are not evicted. */
  readonly lifetime: Variate | null;
  /** On the price of a VM: a share of 1. */
  readonly discount: number;
  /** A task or gang that has computed so long on them is evicted, its VMs are not; null: none is. */
  readonly longestRun: Ticks | null;
}

/** VMs break down: `ready` counts all of a VM's time since it was ready, `running` only that in which some task computes. */
export interface BreakdownSpec {
  readonly mtbf: Variate;
  readonly while: "ready" | "running";
}

export interface PoolSpec {
  readonly name: string;
  /** Dedicated VMs at creation, where no operation and no rule decides; under a formula, until its first evaluation. */
  readonly vms: number;
  /** null: it has none, whatever a formula asks for. */
  readonly lowPriority: LowPrioritySpec | null;
  readonly breakdown: BreakdownSpec | null;
  /** Each request for a VM may fail, and is then made again after a while. */
  readonly allocationFailure: { readonly probability: number; readonly retryDelay: Ticks } | null;
  /** A VM whose start task fails is unusable, and there until the pool is resized. */
  readonly startTaskFailure: { readonly probability: number } | null;
  /** A task or gang that computes so long without a break fails; null: it may take any time. */
  readonly maxWallClockTime: Ticks | null;
  /** Of each VM, for the account's quota; null where it is not told. */
  readonly cores: number | null;
  readonly scaling: ScalingSpec;
  /** What becomes of the tasks of a VM that must leave. */
  readonly deallocation: "requeue" | "terminate" | "taskCompletion";
  readonly resizeTimeout: Ticks;
  readonly resizeWhileResizing: boolean;
  /** What becomes of the jobs that wait in a pool that is deleted. */
  readonly whenDeleted: "cancel" | "classic";
  readonly preempt: "none" | "resume";
  readonly slotsPerVm: number;
  /** Divides service times; of some workloads by another number. */
  readonly speed: number;
  readonly speedOf: ReadonlyMap<string, number>;
  /** Micro-dollars a VM-hour; null where no price is told. Counts only without a billing plan. */
  readonly pricePerHour: number | null;
  /** What its VMs are charged to; null: their own price, if they have one. */
  readonly billingPlan: string | null;
  /** Request to start task, in ticks. */
  readonly provisioning: Variate;
  /** Start task to ready, in ticks. */
  readonly startTask: Variate;
  /** The image that a VM's start task pulls instead; null: it takes `startTask`. */
  readonly pull: { readonly store: string; readonly bytes: number } | null;
  /** Bytes a tick that a VM can move, by its network and its disk, each of its slots an equal part of it; `Infinity` is none. */
  readonly network: number;
  /** Leaving to deleted, in ticks. */
  readonly deprovisioning: Variate;
  readonly dispatch: Variate;
  readonly queue: "fifo" | "priority";
  readonly fill: "pack" | "spread";
  readonly reuse: "mostRecentlyIdle" | "longestIdle";
  readonly backfill: "none" | "firstFit" | "easy";
  readonly billing: "fromReady" | "fromAllocation";
}

/** Something that inputs, outputs and images are moved from and to. `Infinity` is no limit. */
export interface StoreSpec {
  readonly name: string;
  /** Bytes a tick: of all transfers together, and of each. */
  readonly bandwidth: number;
  readonly perClient: number;
  /** Transfers that may begin in a tick. */
  readonly requests: number;
  /** The same for those of one object. */
  readonly perObject: { readonly bandwidth: number; readonly requests: number };
  /** Before the first byte. */
  readonly latency: Ticks;
  /** For a tick, due where the customer uses it, however much; null: nothing. */
  readonly price: Price | null;
}

/** What compute-hours and jobs are charged to. Its periods follow each other without a gap, and before `from` too. */
export interface BillingPlanSpec {
  readonly name: string;
  /** For a tick, used or not; null: nothing. */
  readonly fixed: Price | null;
  readonly period: Ticks;
  readonly from: Ticks;
  /** Compute time and jobs a period that the fixed price includes. What is left of them is lost. */
  readonly includedHours: Ticks;
  readonly includedTransactions: number;
  /** For a tick, and for a job, beyond what is included; null: they have no price. */
  readonly overageHour: Price | null;
  readonly overageTransaction: Price | null;
  /** A VM's whole life is rounded up to a multiple of the granularity (0: it is not), and is this long at least. */
  readonly granularity: Ticks;
  readonly minimumCharge: Ticks;
  /** Whether, once something included is used up, no jobs are taken until the next period. */
  readonly stops: boolean;
  /** So many VMs at this price for a tick each, paid used or not: what runs on them has no other price. */
  readonly reserved: { readonly vms: number; readonly price: Price } | null;
}
