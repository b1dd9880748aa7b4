import type { Ticks } from "../engine/time.ts";
import type { CancelledVms } from "./cancelledVms.ts";
import type { JobSketches } from "./figures/jobSketches.ts";

/** Units of metrics, as they stand in `summary.json`; `USD` stands for the scenario's currency, which has its own name there. */
export type Unit =
  | "s"
  | "h"
  | "jobs"
  | "tasks"
  | "jobs/h"
  | "tasks/h"
  | "share"
  | "VMs"
  | "USD"
  | "USD/d"
  | "1"
  | "count";

/** One figure of one replication; null where it is not defined (no job waited, nothing was billed, no price is told). */
export interface Figure {
  readonly value: number | null;
  readonly unit: Unit;
}

/** What one simulated world (an alternative in one replication) gave. Plain data, but for the readers of columns. */
export interface WorldRecord {
  /** By metric name, flat: `latency.p95`, `byWorkload.scoring.wait.mean`. */
  readonly metrics: Readonly<Record<string, Figure>>;
  readonly stop: "drained" | "horizon" | "eventCap";
  /** The clock when the world stopped. */
  readonly clock: Ticks;
  readonly events: number;
  /** The VM ledger, by pool, then in order of the requests. May be read row by row, as often as wanted. */
  readonly vms: Iterable<VmRow>;
  /** What it costs, line by line. */
  readonly bill: readonly BillRow[];
  /** Of each pool, in the same order: VMs that were cancelled before they were ready, which are never paid for and have no line above. */
  readonly cancelledVms: readonly CancelledVms[];
  /** What was asked of the pool service, in order of time. */
  readonly operations: readonly OperationRow[];
  /** Evaluations of autoscale formulas in order of time, if they were asked for; and what they came to, by pool with a formula. */
  readonly evaluations: readonly EvaluationRow[];
  readonly evaluationCounts: readonly EvaluationCount[];
  readonly timeline: readonly TimelineRow[];
  /** The distribution of the latency; empty if no measured job finished. */
  readonly latencyCurve: readonly LatencyPoint[];
  /** To pool the quantiles of replications; null in a record that was kept without. */
  readonly sketches: JobSketches | null;
  /** Null unless job records were asked for: `JobRecords`. In order of submission. */
  readonly jobs: Iterable<JobRow> | null;
  /** Of workloads whose jobs may go to several systems, be it by choice, by overflow or because their pool was deleted. */
  readonly divisions: readonly Division[];
  /** Things the user must know about these figures, each with a way out. */
  readonly warnings: readonly string[];
}

/** A world's record in the thread that simulated it. */
export interface WorldResult extends WorldRecord {
  readonly vms: readonly VmRow[];
}

/** Where the measured jobs of a workload were, or were moved to. */
export interface Division {
  readonly workload: string;
  readonly systems: readonly { readonly system: string; readonly jobs: number }[];
}

/** An operation of the pool service. Times in ticks. */
export interface OperationRow {
  readonly time: Ticks;
  /** Empty where the account itself is meant. */
  readonly pool: string;
  readonly operation: "create" | "resize" | "delete" | "raise quota";
  /** VMs asked for, or the quota; empty for a deletion. */
  readonly argument: string;
  readonly outcome: OperationOutcome;
  /** Why it was refused or fell short; empty otherwise. */
  readonly reason: string;
}

/**
 * `partial`: ended short of what was asked. `stopped`: another operation took its place. `under way`: not over when the
 * clock stopped.
 */
export type OperationOutcome = "done" | "partial" | "refused" | "stopped" | "under way";

/** An evaluation of an autoscale formula. Times in ticks. */
export interface EvaluationRow {
  readonly time: Ticks;
  readonly pool: string;
  /** Targets and deallocation option that hold from then on, in the service's form: `$TargetDedicatedNodes=3;...`. */
  readonly targets: string;
  /** The formula's own variables, as far as they were set, in the same form. */
  readonly variables: string;
  /** Why the evaluation failed, or why the pool was not brought to the target; empty otherwise. */
  readonly error: string;
}

/** What the evaluations of a pool's formula came to, warm-up included. */
export interface EvaluationCount {
  readonly pool: string;
  readonly evaluations: number;
  /** Those that failed, and left the pool alone. */
  readonly failed: number;
  /** Those that did not bring the pool to their target: a quota forbade it, or a resize was under way. */
  readonly short: number;
  readonly firstFailure: { readonly time: Ticks; readonly message: string } | null;
}

/** So many percent of the customer's measured jobs that finished were done within so many seconds (0: the shortest latency). */
export interface LatencyPoint {
  readonly percent: number;
  readonly seconds: number;
}

/** A line of the VM ledger. Times in ticks; null: not before the clock stopped. Hours are those inside the measured window. */
export interface VmRow {
  readonly pool: string;
  /** The plan under which it was created; null: it has its own price, or none. */
  readonly billingPlan: string | null;
  readonly vm: number;
  readonly requested: Ticks;
  readonly ready: Ticks | null;
  readonly left: Ticks | null;
  readonly deleted: Ticks | null;
  /** The sum of the next five. */
  readonly billed: Ticks;
  /** A task computes. */
  readonly busy: Ticks;
  /** No task computes, and one reads or writes. */
  readonly transferring: Ticks;
  /** Neither of both; under billing from allocation, provisioning is part of it. */
  readonly idle: Ticks;
  /** On its way out, and neither busy nor transferring. */
  readonly leaving: Ticks;
  /** What rounding up and a minimum charge add to the hours. */
  readonly rounding: Ticks;
  readonly tasks: number;
  /** Whether it could be evicted, at a lower price. */
  readonly lowPriority: boolean;
  /** `idle`, `resize`, `pool deleted`, `evicted`, `breakdown` or `start task failed`; empty while it lives. */
  readonly endReason: string;
}

/** A line of the bill: what was used of something in one period, inside the measured window, at its price. */
export interface BillRow {
  /** Null: VMs at their own price. */
  readonly billingPlan: string | null;
  /** From 1, the period in which the window begins. */
  readonly period: number;
  readonly item: string;
  readonly quantity: number;
  /** Hours, days or jobs. */
  readonly unit: "h" | "d" | "transactions";
  /** For one of them, in the file's currency. */
  readonly price: number;
  /** In whole micro-dollars (of the file's currency), rounded once. */
  readonly amount: bigint;
}

/** How many jobs and VMs are where, at the end of an instant. */
export interface SystemState {
  readonly queued: number;
  readonly held: number;
  readonly running: number;
  readonly target: number;
  readonly provisioning: number;
  readonly starting: number;
  readonly idle: number;
  readonly busy: number;
  readonly leaving: number;
  /** Their start task failed. */
  readonly unusable: number;
  /** Evicted VMs for which another one is being allocated. */
  readonly preempted: number;
}

/** What of it a system without VMs has. */
export const NO_VMS = {
  ...{ target: 0, provisioning: 0, starting: 0, idle: 0, busy: 0, leaving: 0 },
  ...{ unusable: 0, preempted: 0 },
} as const;

/** The state at the end of an instant; `system` is `classic` or a pool's name. */
export interface TimelineRow extends SystemState {
  readonly time: Ticks;
  readonly system: string;
}

export type JobState = "Finished" | "Failed" | "Cancelled" | "Rejected" | "Running" | "NotStarted";

/** One job's record. Times in ticks; null where it never came to that. The parts are null unless the job finished. */
export interface JobRow {
  readonly workload: string;
  readonly tenant: string;
  /** Counts from 0 in order of submission over the whole scenario. */
  readonly job: number;
  /** `classic` or a pool's name. */
  readonly system: string;
  /** Ordinal of the VM its first-started task ran on; null in the classic service. */
  readonly vm: number | null;
  readonly slots: number;
  readonly submitted: Ticks;
  readonly started: Ticks | null;
  readonly ended: Ticks | null;
  readonly state: JobState;
  readonly held: Ticks | null;
  readonly queued: Ticks | null;
  readonly provisioning: Ticks | null;
  readonly dispatch: Ticks | null;
  readonly service: Ticks | null;
  readonly transfer: Ticks | null;
  readonly restarts: Ticks | null;
  readonly lastTask: Ticks | null;
}
