import type { Ticks } from "../../engine/time.ts";
import type { Figures } from "../figures/figures.ts";
import type { Observed } from "../timeline.ts";
import type { WorldResult } from "../worldResult.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { JobFeed } from "./jobsAhead.ts";
import type { JobsSeen } from "./jobsSeen.ts";

/** What a service has gathered by itself when the clock stops. */
export interface ServiceFigures
  extends Pick<Figures, "classic" | "pools" | "vms" | "meter" | "anyAtLimit">,
    Pick<WorldResult, "cancelledVms" | "operations"> {
  /** Of all pools' VMs. */
  readonly vmPeak: number;
  /** Those that were not of jobs. */
  readonly events: number;
  readonly warnings: readonly string[];
}

/** A plain FIFO service: its servers, and what an event loop would see of them. */
export interface FifoService {
  /** The systems of its timeline. */
  readonly observed: readonly Observed[];
  /**
   * Who serves each job of a block, and when: fills `worker`, `eligible`, `taken`, `started`, `ended` and `apart`. False where
   * that depends on more than when servers are free.
   */
  serve(block: JobBlock): boolean;
  /**
   * When the caps admit jobs whose ends are known: changes `eligible` and `apart` where they do so later. False where that
   * depends on more than their ends.
   *
   * @param allTaken when the last task of each job gets its slot.
   */
  admit(jobs: JobBlock, allTaken: Float64Array): boolean;
  /** Where jobs do not get their slots in order of submission: what it sees of them itself. */
  readonly seen?: JobsSeen;
  /** False while jobs will be told of though none is now. */
  readonly isOver?: boolean;
  /** The clock stopped. @param queuePeak jobs of all tenants without a slot, at most. */
  close(clock: Ticks, queuePeak: number): ServiceFigures;
  /** Where its servers depend on jobs that are yet to come: reads them ahead, and gives them served. */
  readAhead?(feed: JobFeed, workload: number): JobFeed;
  /** The clock will stop then; all jobs are told. False as in `serve`. */
  stopAt?(clock: Ticks): boolean;
}
