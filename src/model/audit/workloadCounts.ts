import type { Ticks } from "../../engine/time.ts";
import type { JobState } from "../worldResult.ts";
import { AuditError } from "./auditError.ts";

/** What a model says of one workload's jobs at the end of its run: found by walking its jobs, not its counters. */
export interface CensusRow {
  readonly workload: string;
  readonly submitted: number;
  readonly finished: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly rejected: number;
  /** Unended jobs with no task on a slot. */
  readonly queued: number;
  /** Unended jobs with a task on a slot. */
  readonly running: number;
}

/** The jobs of each workload, counted from the event log. */
export class WorkloadCounts {
  private readonly names: readonly string[];
  private readonly finished: Float64Array;
  private readonly failed: Float64Array;
  private readonly cancelled: Float64Array;
  private readonly rejected: Float64Array;
  private readonly inSystem: Float64Array;

  constructor(names: readonly string[]) {
    this.names = names;
    this.finished = new Float64Array(names.length);
    this.failed = new Float64Array(names.length);
    this.cancelled = new Float64Array(names.length);
    this.rejected = new Float64Array(names.length);
    this.inSystem = new Float64Array(names.length);
  }

  submit(workload: number): void {
    this.inSystem[workload] = this.inSystem[workload]! + 1;
  }

  end(time: Ticks, job: number, workload: number, state: JobState): void {
    const column = this.columnOf(state);
    const inSystem = this.inSystem[workload]! - 1;
    if (column === null || !(inSystem >= 0)) {
      const why = column === null ? `as ${state}, which is no end` : `though none of ${this.names[workload]} is left`;
      throw new AuditError(1, time, `job ${job} leaves ${why}`);
    }
    column[workload] = column[workload]! + 1;
    this.inSystem[workload] = inSystem;
  }

  /** Compares with the model's own census at the end of the run. */
  close(clock: Ticks, census: readonly CensusRow[]): void {
    this.names.forEach((name, w) => {
      const row = census.find((candidate) => candidate.workload === name);
      if (row === undefined) throw new AuditError(1, clock, `the census misses workload ${name}`);
      const { submitted, finished, failed, cancelled, rejected, queued, running } = row;
      const sum = finished + failed + cancelled + rejected + queued + running;
      if (sum !== submitted) {
        throw new AuditError(1, clock, `workload ${name} had ${submitted} jobs submitted, ${sum} are accounted for`);
      }
      const left = this.inSystem[w]!;
      const ends = { finished: this.finished[w]!, failed: this.failed[w]!, cancelled: this.cancelled[w]! };
      const told = { ...ends, rejected: this.rejected[w]! };
      const came = told.finished + told.failed + told.cancelled + told.rejected + left;
      const claims = { submitted, finished, failed, cancelled, rejected, "queued or running": queued + running };
      for (const [what, count] of Object.entries({ ...told, submitted: came, "queued or running": left })) {
        const claim = claims[what as keyof typeof claims];
        if (claim !== count)
          throw new AuditError(1, clock, `workload ${name} has ${claim} jobs ${what}, its events tell ${count}`);
      }
    });
    const stranger = census.find((row) => !this.names.includes(row.workload));
    if (stranger !== undefined)
      throw new AuditError(1, clock, `the census has an unknown workload ${stranger.workload}`);
  }

  private columnOf(state: JobState): Float64Array | null {
    switch (state) {
      case "Finished":
        return this.finished;
      case "Failed":
        return this.failed;
      case "Cancelled":
        return this.cancelled;
      case "Rejected":
        return this.rejected;
      default:
        return null;
    }
  }
}
