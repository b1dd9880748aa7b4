import type { Variate } from "../engine/distribution.ts";
import type { Ticks } from "../engine/time.ts";
import type { Observed } from "./timeline.ts";

/** A delay in ticks from a job's uniform and its place in its workload: the same job has the same luck in every system. */
export type DelayDraw = (uniform: number, job: number) => Ticks;

/** Where jobs are sent: the classic service or a pool. It decides who gets which slot; the job's life is `JobLife`'s. */
export interface System extends Observed {
  readonly index: number;
  readonly dispatchDelay: DelayDraw;
  /** Jobs waiting for slots may be served: `dispatch` is called at the end of the instant. */
  due: boolean;
  /** Jobs here that have a task on a slot; `JobLife` keeps count. */
  jobsOnSlots: number;
  /** Tasks that ended here, well or not; `JobLife` keeps count. */
  tasksSucceeded: number;
  tasksFailed: number;
  /** Whether a task or gang of this width can ever run here. */
  canHold(width: number): boolean;
  /** Whether the system is there, and the job can ever run here. */
  takes(row: number): boolean;
  /** Whether a job that is submitted now gets a slot at once: its caps admit it, and there are more free slots than all who wait ask for. */
  startsAtOnce(row: number): boolean;
  /** The customer's jobs that wait here and get a slot when this instant's dispatch serves the free ones. */
  startingNow(): number;
  /** A job arrived. The system may reject it at once. */
  submit(row: number): void;
  /** Gives free slots to waiting tasks until nothing fits. */
  dispatch(): void;
  /** The dispatch delay of a run is over. */
  taskStarts(run: number): void;
  /** A run that was told to start, or to compute, reads or writes instead; one that read computes. */
  taskTransfers(run: number): void;
  taskComputes(run: number): void;
  /** A run gives its slots back; `computed` is false if it never started. */
  release(run: number, computed: boolean): void;
  /** A task lost its slots and waits for others; `release` was told before. `remaining`: ticks that it has to compute. */
  requeue(row: number, task: number, remaining: Ticks): void;
  /** A job leaves while tasks of it wait for slots. */
  withdraw(row: number): void;
  /** A job left; the caps it counted for have room again. */
  jobEnded(row: number): void;
  /** What happens to this system at an event of its own. */
  handle(code: number, subject: number): void;
  /** Whether a pending event of its own may bring a job nearer to its end that waits, while no task is on a slot; `order`: its number. */
  mayHelp(code: number, subject: number, order: number): boolean;
  /** The clock stopped: books what is under way. */
  close(): void;
}

export function delayDraw(variate: Variate): DelayDraw {
  if ("sequence" in variate) {
    const values = variate.sequence.map((value) => Math.max(0, Math.round(value)));
    return (_, job) => values[job % values.length]!;
  }
  if (variate.variance === 0) {
    const constant = Math.max(0, Math.round(variate.mean));
    return () => constant;
  }
  return (uniform) => Math.max(0, Math.round(variate.quantile(uniform)));
}
