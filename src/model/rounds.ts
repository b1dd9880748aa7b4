import { NEVER, type Ticks } from "../engine/time.ts";
import { Tally } from "../statistics/tally.ts";

interface Round {
  readonly fired: Ticks;
  readonly workload: number;
  readonly measured: boolean;
  open: number;
  /** The latest end of its jobs so far. */
  last: Ticks;
  late: boolean;
}

/** Rounds of one workload: the jobs of one firing of a cron, `at` or batch. */
export class RoundFigures {
  /** Firing to the end of its last job, of rounds that are through. */
  readonly duration = new Tally();
  /** Of jobs with a deadline: rounds that are through or late already, and those with a job past it. */
  judged = 0;
  late = 0;
  /** Firings of a stream, those that came while jobs of an earlier one were not through, and of these those that were left out. */
  fired = 0;
  overlapping = 0;
  skipped = 0;
  /** Whether its jobs have a deadline at all. */
  withDeadline = false;

  merge(other: RoundFigures): void {
    this.duration.merge(other.duration);
    this.judged += other.judged;
    this.late += other.late;
    this.fired += other.fired;
    this.overlapping += other.overlapping;
    this.skipped += other.skipped;
    this.withDeadline ||= other.withDeadline;
  }
}

/** Follows each round until its last job has ended. */
export class Rounds {
  readonly byWorkload: readonly RoundFigures[];
  readonly #rounds = new Map<number, Round>();
  #next = 0;
  /** By workload: rounds that are not through. */
  readonly #open: Int32Array;

  /** @param withDeadline by workload: whether its jobs have a deadline. */
  constructor(withDeadline: readonly boolean[]) {
    this.#open = new Int32Array(withDeadline.length);
    this.byWorkload = withDeadline.map((has) => Object.assign(new RoundFigures(), { withDeadline: has }));
  }

  /** Counts a firing of a stream. @returns whether it is to be left out, which those are that overlap if `skipsOverlap`. */
  fires(workload: number, measured: boolean, skipsOverlap: boolean): boolean {
    const overlaps = this.#open[workload]! > 0;
    if (measured) {
      const figures = this.byWorkload[workload]!;
      figures.fired++;
      if (overlaps) figures.overlapping++;
      if (overlaps && skipsOverlap) figures.skipped++;
    }
    return overlaps && skipsOverlap;
  }

  /** A firing of so many jobs; the returned index goes to each of them. */
  open(workload: number, fired: Ticks, jobs: number, measured: boolean): number {
    this.#open[workload] = this.#open[workload]! + 1;
    this.#rounds.set(this.#next, { fired, workload, measured, open: jobs, last: fired, late: false });
    return this.#next++;
  }

  /** A job of the round ended then, having missed its deadline if `late`; they may be told in any order. */
  jobEnded(index: number, now: Ticks, late: boolean): void {
    const round = this.#rounds.get(index)!;
    round.late ||= late;
    if (now > round.last) round.last = now;
    if (--round.open > 0) return;
    this.#rounds.delete(index);
    this.#open[round.workload] = this.#open[round.workload]! - 1;
    if (!round.measured) return;
    const figures = this.byWorkload[round.workload]!;
    figures.duration.add(round.last - round.fired);
    if (!figures.withDeadline) return;
    figures.judged++;
    if (round.late) figures.late++;
  }

  /** The clock stopped with this job of the round unended: the round is late if the job is overdue. */
  jobUnended(index: number, overdue: boolean): void {
    const round = this.#rounds.get(index)!;
    round.late ||= overdue;
  }

  /** Judges the rounds that are late though not through. Call last. */
  close(): void {
    for (const round of this.#rounds.values()) {
      if (!round.measured || !round.late) continue;
      const figures = this.byWorkload[round.workload]!;
      figures.judged++;
      figures.late++;
    }
    this.#rounds.clear();
  }
}

/** No deadline. */
export const NO_DEADLINE = NEVER;
