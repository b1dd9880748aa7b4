import type { Ticks } from "../../engine/time.ts";

/** What is known of a job as it is submitted. */
interface SubmittedJob {
  readonly number: number;
  readonly workload: number;
  readonly tenant: string;
  readonly endpoint: string;
  readonly priority: number;
  readonly submitted: Ticks;
  /** Whether the slots of each of its tasks are of one VM. */
  readonly together: boolean;
  /** Where it is routed; where it runs, from when it is eligible. UNDECIDED where its route leaves a choice that is not told yet. */
  system: number;
}

/** One job as the replay finds it in the log. */
export interface ReplayJob extends SubmittedJob {
  /** Where it is now; null while caps hold it. */
  eligible: Ticks | null;
  /** When caps admitted it for the first time. */
  admitted: Ticks | null;
  /** Its caps were full when it came. */
  held: boolean;
  /** Slots of each of its tasks, and their number. */
  width: number;
  tasks: number;
  /** Tasks that never got a slot. */
  untaken: number;
  /** Tasks that computed and gave their slots back for good, and those that failed. */
  done: number;
  failed: number;
  /** Tasks that lost their slots and wait for others; what each of them had computed by then and need not do again. */
  readonly requeued: Set<number>;
  readonly kept: Map<number, Ticks>;
  /** Attempts of each task that failed and were made again: how many, and how long each of them computed. */
  readonly attempts: Map<number, { failed: number; readonly size: Ticks }>;
  /** How a task computed less or more than in the attempts before; only a job that is cancelled at that instant may be left so. */
  cutShort: string | null;
  /** Tasks that were ever on a slot. */
  readonly seen: Set<number>;
  readonly onSlots: Map<number, Attempt>;
  first: FirstTask | null;
  ended: Ticks | null;
}

/** A task on its slots. */
export interface Attempt {
  readonly taken: Ticks;
  /** When the last of its VMs became ready. */
  ready: Ticks;
  slots: number;
  /** Slots on each VM. */
  readonly holds: Map<number, number>;
  started: Ticks | null;
  /** Since when it computes (null: it does not), and how long it did before. */
  computing: Ticks | null;
  computed: Ticks;
  /** VMs of which its turn between computing and transferring was told, at the instant of the last. */
  turned: Ticks;
  readonly turnedOn: Set<number>;
  /** VMs of which the start was told. */
  readonly startedOn: Set<number>;
  /** What becomes of the task once it has given its slots back. */
  fate: "done" | "requeued" | "failed";
}

/** The task of a job that started first (the lowest index among equals): its latency's parts are the job's. */
export interface FirstTask {
  readonly task: number;
  readonly taken: Ticks;
  readonly ready: Ticks;
  readonly started: Ticks;
  ended: Ticks | null;
  /** Time that it computed, as far as that was of use, and that its last attempt read and wrote; told when it ended. */
  service: Ticks;
  transfer: Ticks;
}

/** Its route leaves a choice of systems. */
export const UNDECIDED = -2;

/** A job that is submitted. */
export function newJob(of: SubmittedJob): ReplayJob {
  return {
    ...of,
    ...{ eligible: null, admitted: null, held: false },
    ...{ width: 0, tasks: 0, untaken: 0, done: 0, failed: 0 },
    ...{ requeued: new Set(), kept: new Map(), attempts: new Map(), cutShort: null },
    ...{ seen: new Set(), onSlots: new Map(), first: null, ended: null },
  };
}

/** Whether some of its tasks wait for their first slot. */
export function waits(job: ReplayJob): boolean {
  return job.eligible !== null && job.ended === null && job.untaken > 0;
}
