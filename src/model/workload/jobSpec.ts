import type { Variate } from "../../engine/distribution.ts";
import type { Ticks } from "../../engine/time.ts";
import type { DeadlineSpec } from "./deadline.ts";

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
