import { NEVER, type Ticks } from "../../engine/time.ts";
import { NONE, NOT_YET } from "../jobTable.ts";
import { StreamFlow } from "./streamFlow.ts";
import { WindowRows, Windows } from "./windowRows.ts";
import type { StreamSpec } from "./workloadSpec.ts";

/** The jobs of one firing, as far as they are not submitted. */
interface Run {
  readonly round: number;
  /** When its first job is submitted. */
  readonly from: Ticks;
  readonly jobs: number;
  submitted: number;
  /** End of the newest window that it scores, NOT_YET if there is none. */
  readonly newest: Ticks;
  readonly rows: WindowRows | null;
}

/**
 * Scores what sensors sent, run by run: at a firing (`fires`) it is told whether to `begin` the run or to `skip` it, and then submits
 * the run's jobs, one by one or all at once. One submitter: a run's turn comes when the jobs of the one before are submitted.
 *
 * What a run scores is settled at its firing: the windows that are over and processed by then, since the run before that was not
 * skipped.
 */
export class StreamSource {
  readonly firesRounds = true;
  /** Jobs that come at the instant `next` named last: none at a firing. */
  jobs = 0;
  /** Whether that instant is a firing. */
  fires = false;
  /** Jobs of the run that fires. */
  runJobs = 0;
  readonly skipsOverlap: boolean;
  readonly flow: StreamFlow;

  readonly #spec: StreamSpec;
  readonly #windows: Windows;
  readonly #end: Ticks;
  readonly #delay: () => number;
  readonly #jobsOfRun: number;
  readonly #runs: Run[] = [];
  #left: number;
  /** The next firing, and the one that is to begin or to be skipped; NEVER for none. */
  #nextFiring: Ticks;
  #fired: Ticks = NEVER;
  /** When the run that fires would submit its first job. */
  #ready: Ticks = NEVER;
  /** When the last job of all runs that began is submitted. */
  #lastSubmission: Ticks = -1;
  /** Windows are scored until then. */
  #scored: Ticks = 0;

  /** @param delay draws the submitter's, in ticks. */
  constructor(spec: StreamSpec, startEpochMs: number, end: Ticks, delay: () => number) {
    this.#spec = spec;
    this.#end = end;
    this.#delay = delay;
    this.#left = spec.limit;
    this.#jobsOfRun = Math.ceil(spec.flow.sensors / spec.sensorsPerJob);
    this.#windows = new Windows(spec.window, startEpochMs);
    this.#nextFiring = this.#firingFrom(0);
    this.flow = new StreamFlow(spec.flow, startEpochMs, end);
    this.skipsOverlap = spec.overlap === "skip";
  }

  /** Time of the following firing or submission, NEVER when there is none. A firing nobody decided on begins. */
  next(): Ticks {
    if (this.#fired !== NEVER) this.begin(NONE);
    this.#submitted();
    const run = this.#runs[0];
    const submission = run === undefined ? NEVER : this.#timeOf(run, run.submitted);
    const firing = this.#nextFiring;
    this.fires = firing <= submission && firing < this.#end && this.#getReady(firing);
    if (this.fires) {
      this.#fired = firing;
      this.#nextFiring = this.#firingFrom(firing + 1);
      this.runJobs = Math.min(this.#left, this.#jobsOfRun);
      return firing;
    }
    if (submission >= this.#end) return NEVER;
    this.jobs = this.#spec.submitter.gap === 0 ? run!.jobs - run!.submitted : 1;
    return submission;
  }

  /** The run that fires goes on; its jobs belong to the round. */
  begin(round: number): void {
    const fired = this.#fired;
    const from = this.#ready;
    this.#fired = NEVER;
    const jobs = this.runJobs;
    this.#left -= jobs;
    if (this.#left === 0) this.#nextFiring = NEVER;
    const newest = this.#windows.endBy(fired - this.#spec.lag);
    const anyNew = newest > this.#scored;
    const rows = anyNew ? new WindowRows(this.flow, this.#windows, this.#scored, newest) : null;
    const run = { round, from, jobs, submitted: 0, newest: anyNew ? newest : NOT_YET, rows };
    if (anyNew) this.#scored = newest;
    this.#lastSubmission = this.#timeOf(run, jobs - 1);
    this.#runs.push(run);
  }

  /** The run that fires is left out. */
  skip(): void {
    this.#fired = NEVER;
  }

  /** Round of the jobs that come now, and the end of the newest window that they score (NOT_YET: none is new). */
  get round(): number {
    return this.#runs[0]!.round;
  }
  get newest(): Ticks {
    return this.#runs[0]!.newest;
  }

  /** Rows of one of the jobs that come now, by its place among them. */
  rows(place: number): number {
    const { rows, submitted } = this.#runs[0]!;
    if (rows === null) return 0;
    const { sensorsPerJob, flow } = this.#spec;
    const first = (submitted + place) * sensorsPerJob;
    return rows.of(first, Math.min(first + sensorsPerJob, flow.sensors));
  }

  #submitted(): void {
    const run = this.#runs[0];
    if (run === undefined) return;
    run.submitted += this.jobs;
    if (run.submitted === run.jobs) this.#runs.shift();
    this.jobs = 0;
  }

  /**
   * Draws the delay of a firing. One submitter: it is free a gap after the last job of the run before. Where no job of it can
   * come before the end it is no firing, nor are those after it: a drained clock stops at the last job's end.
   */
  #getReady(firing: Ticks): boolean {
    const ready = firing + ticks(this.#delay());
    const last = this.#lastSubmission;
    this.#ready = ready > last ? ready : last + Math.round(this.#spec.submitter.gap);
    if (this.#ready >= this.#end) this.#nextFiring = NEVER;
    return this.#nextFiring !== NEVER;
  }

  #timeOf(run: Pick<Run, "from">, job: number): Ticks {
    return run.from + Math.round(job * this.#spec.submitter.gap);
  }

  #firingFrom(time: Ticks): Ticks {
    return this.#left > 0 ? (this.#spec.nextAt(time) ?? NEVER) : NEVER;
  }
}

function ticks(delay: number): Ticks {
  return Math.max(0, Math.round(delay));
}
