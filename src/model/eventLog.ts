import type { Ticks } from "../engine/time.ts";
import type { JobState } from "./worldResult.ts";

/** A system's index: the classic service is 0, the pools follow in the order of the scenario. */
export const CLASSIC = 0;

/** In the classic service slots belong to no VM. */
export const NO_VM = -1;

/**
 * What happens in a world, told as it happens, in the order in which it happens: what an auditor needs to check a run
 * without looking at the model's own counters. Times are ticks; jobs go by number (from 0, in order of submission).
 *
 * Here a task that takes slots of several VMs (a gang) is told once for each of them.
 */
export interface LogByVm {
  /** A job came in. Every job of a workload has its priority and endpoint; tenants differ only in traces. */
  submitted(time: Ticks, job: number, workload: number, tenant: number): void;
  /** The job that came last has a route that leaves a choice, and goes to this system; its tasks are so many slots wide. */
  routed(time: Ticks, job: number, system: number, width: number): void;
  /**
   * The job, none of whose tasks is on a slot, leaves a pool that is being deleted for the classic service, at its place by
   * submission: its caps there are yet to admit it, and its tasks that computed begin anew.
   */
  moved(time: Ticks, job: number): void;
  /** The job's caps admit it: from now on its tasks (each `width` slots wide) that have had none yet wait for slots of this system. */
  eligible(time: Ticks, job: number, workload: number, system: number, width: number, tasks: number): void;
  /** In a pool that is backfilled by estimates, a task gets its slots next, and is expected to give them back by then. */
  expected(time: Ticks, job: number, task: number, system: number, until: Ticks): void;
  /** A task was given so many slots of a VM (or of the classic fleet). */
  taken(time: Ticks, job: number, workload: number, task: number, system: number, vm: number, slots: number): void;
  /** The dispatch delay is over: the task computes, unless it is told to transfer next. */
  started(time: Ticks, job: number, task: number, system: number, vm: number): void;
  /** A task that computed, or has just started, reads or writes from now on. */
  transfers(time: Ticks, job: number, task: number, system: number, vm: number): void;
  /** A task that read computes from now on. */
  computes(time: Ticks, job: number, task: number, system: number, vm: number): void;
  /** The task gave its slots back; `computed` is false if it never started. */
  released(time: Ticks, job: number, task: number, system: number, vm: number, slots: number, computed: boolean): void;
  /**
   * A task is to lose its slots, which it gives back next, and waits for others: all but `kept` ticks of what it ever
   * computed is to be done again.
   */
  requeued(time: Ticks, job: number, task: number, system: number, kept: Ticks): void;
  /** An attempt of a task failed at its end: it is to give its slots back next, and waits for others to begin anew. */
  retried(time: Ticks, job: number, task: number, system: number): void;
  /** A task is to lose its slots, which it gives back next, and does not run again. */
  failed(time: Ticks, job: number, task: number, system: number): void;
  /** The job left the system. The record is used again: read it now. */
  ended(time: Ticks, record: EndedJob): void;
  /**
   * A store is asked to move bytes for a client whose network carries so many a tick. `transfer` is a number that no other one in
   * flight there has; `object` one of what is read or written, -1 where it is of this transfer alone.
   */
  transferAsked(time: Ticks, store: number, transfer: number, bytes: number, network: number, object: number): void;
  /** All of its bytes were moved. */
  transferDone(time: Ticks, store: number, transfer: number): void;
  /** It was given up. */
  transferDropped(time: Ticks, store: number, transfer: number): void;
  /** The classic fleet has so many workers from now on. */
  workers(time: Ticks, count: number): void;
  /** `lowPriority` is absent, or 0, for a dedicated VM. */
  vmRequested(time: Ticks, system: number, vm: number, lowPriority?: number): void;
  vmReady(time: Ticks, system: number, vm: number): void;
  /** It will never be ready, and stays until it leaves. */
  vmUnusable(time: Ticks, system: number, vm: number): void;
  /** No new tasks from now on. */
  vmLeft(time: Ticks, system: number, vm: number): void;
  /** It left before, or it never was ready and is cancelled. */
  vmDeleted(time: Ticks, system: number, vm: number): void;
}

/**
 * The same, told of all VMs of a gang at once when it takes its slots, starts, or gives them back: `vms` has them in ascending
 * order, one entry a slot, and is used again: read it now.
 */
export interface EventLog extends LogByVm {
  gangTaken(time: Ticks, job: number, workload: number, task: number, system: number, vms: Int32Array): void;
  gangStarted(time: Ticks, job: number, task: number, system: number, vms: Int32Array): void;
  gangReleased(time: Ticks, job: number, task: number, system: number, vms: Int32Array, computed: boolean): void;
}

/** A job that left, with the exact parts of its latency; times and parts are ticks. */
export interface EndedJob {
  job: number;
  workload: number;
  state: JobState;
  submitted: Ticks;
  /** NOT_YET (-1) where it never came to that; likewise the next two. */
  eligible: Ticks;
  /** When its first-started task got its slot. */
  taken: Ticks;
  started: Ticks;
  /** The parts are those of finished jobs; of others they mean nothing. */
  held: Ticks;
  queued: Ticks;
  provisioning: Ticks;
  dispatch: Ticks;
  service: Ticks;
  transfer: Ticks;
  restarts: Ticks;
  lastTask: Ticks;
}
