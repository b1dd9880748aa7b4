import { DAY, NEVER, sinceMidnight, type Ticks } from "../../engine/time.ts";
import type { WorkerTimetable } from "../classic/classicSpec.ts";
import { AuditError } from "./auditError.ts";
import { FifoCounts, type ToldOf } from "./fifoCounts.ts";
import type { FifoRecords } from "./fifoRecords.ts";
import { LowestFirst } from "./lowestFirst.ts";
import { workersAt } from "./workersAt.ts";

/**
 * Checks every job of a first-in-first-out service whose workers follow a timetable from its record alone: as `FifoAudit`,
 * but by how many jobs hold a worker from one instant to the next. No job takes a worker while as many as there are, or more,
 * are taken (invariant 3), and none waits while fewer are (5).
 */
export class TimetableAudit {
  readonly #timetable: WorkerTimetable;
  readonly #startEpochMs: number;
  readonly #counts: FifoCounts;
  /** Ends of the jobs that hold a worker, and of earlier ones that nobody has looked at yet. */
  readonly #ends = new LowestFirst();
  #taken = 0;
  #workers: number;
  /** Submission and slot of the last job, and when the timetable changes next. In an array, not to be boxed. */
  readonly #last = new Float64Array(3);
  #jobs = 0;

  /** Of a service in which nothing happens after `stop`, and no slot is given at it. */
  constructor(timetable: WorkerTimetable, startEpochMs: number, workloads: number, stop: Ticks) {
    this.#timetable = timetable;
    this.#startEpochMs = startEpochMs;
    this.#counts = new FifoCounts(workloads, stop);
    this.#workers = this.#workersAt(0);
    this.#last[2] = this.#changeAfter(0);
  }

  /** The next jobs, in order of submission. Throws AuditError. */
  check(jobs: FifoRecords): void {
    const { count, submitted, eligible, taken, dispatch, started, service, ended } = jobs;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const slot = taken[i]!;
      const start = started[i]!;
      const end = ended[i]!;
      if (!(this.#last[0]! <= now && now <= eligible[i]! && eligible[i]! <= slot && slot <= start && start <= end)) {
        throw this.#broken(2, slot, i, "does not go through its states in order");
      }
      if (slot + dispatch[i]! !== start || start + service[i]! !== end) {
        throw this.#broken(7, end, i, "has a latency that is not the sum of its parts");
      }
      if (slot < this.#last[1]!) throw this.#broken(4, slot, i, "gets its slot before one that was submitted earlier");
      const free = this.#freeFrom(Math.max(now, this.#last[1]!), slot);
      if (slot < free) throw this.#broken(3, slot, i, "gets a worker that is busy or not there");
      if (slot > free) throw this.#broken(5, slot, i, "waits while a worker is free");
      this.#ends.push(end);
      this.#taken++;
      this.#last[0] = now;
      this.#last[1] = slot;
    }
    this.#counts.add(jobs);
    this.#jobs += count;
  }

  /** All jobs have been checked, and the clock stopped: compares them with what the result tells of each workload. */
  finish(clock: Ticks, told: ToldOf): void {
    this.#counts.compare(clock, told);
  }

  /**
   * When a worker is free for the one job that waits, from `since` on; NEVER if not by `until`. At an instant workers are given
   * back first, then the timetable changes, then they are taken.
   */
  #freeFrom(since: Ticks, until: Ticks): Ticks {
    for (let now = since; now <= until; ) {
      while (this.#last[2]! <= now) this.#change();
      const end = this.#endAfter(now);
      if (this.#taken < this.#workers) return now;
      now = Math.min(end, this.#last[2]!);
    }
    return NEVER;
  }

  /** The next end of a job that holds a worker; those that end by now give theirs back. */
  #endAfter(now: Ticks): Ticks {
    const isHeld = (end: Ticks): boolean => {
      if (end > now) return true;
      this.#taken--;
      return false;
    };
    return this.#ends.lowest(isHeld) ?? NEVER;
  }

  #change(): void {
    const now = this.#last[2]!;
    this.#workers = this.#workersAt(now);
    this.#last[2] = this.#changeAfter(now);
  }

  #workersAt(time: Ticks): number {
    return workersAt({ kind: "workers", timetable: this.#timetable }, this.#startEpochMs, time);
  }

  #changeAfter(now: Ticks): Ticks {
    const timeOfDay = sinceMidnight(this.#startEpochMs, now);
    return now + Math.min(...this.#timetable.map(({ from }) => (from > timeOfDay ? from : from + DAY) - timeOfDay));
  }

  #broken(invariant: number, time: Ticks, place: number, what: string): AuditError {
    return new AuditError(invariant, time, `job ${this.#jobs + place} ${what}`);
  }
}
