import type { Ticks } from "../../engine/time.ts";

/**
 * The jobs of a trace as columns, in order of submission (ties in file order): `count` rows of each column are in use.
 *
 * Submission times are ticks since the scenario's start and may lie outside its window; those jobs are counted, not simulated.
 */
export interface TraceJobs {
  readonly count: number;
  readonly submit: Float64Array;
  readonly service: Float64Array;
  readonly slots: Int32Array;
  /** How long they were expected to run, 0 where that is not told; absent: nowhere. */
  readonly estimate?: Float64Array;
  /** Index into `tenants`, or -1 everywhere when the trace names none (the workload's own tenant is meant). */
  readonly tenant: Int32Array;
  readonly tenants: readonly string[];
  /** Lines that gave no job, by reason: shown to the user. */
  readonly dropped: Readonly<Record<string, number>>;
}

/** What a trace tells of one of them. */
export interface TracedJob {
  readonly service: Ticks;
  readonly slots: number;
  /** How long it was expected to run; 0 where that is not told. */
  readonly estimate: Ticks;
  /** Index into the trace's tenants, or -1 for the workload's own. */
  readonly tenant: number;
}
