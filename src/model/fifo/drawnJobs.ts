import { NEVER, type Ticks } from "../../engine/time.ts";
import { NONE } from "../jobTable.ts";
import type { JobDraws } from "../workload/jobDraws.ts";
import type { AnySource } from "../workload/openWorkloads.ts";
import type { Source } from "../workload/source.ts";
import { StreamSource } from "../workload/streamSource.ts";
import { TraceSource } from "../workload/traceSource.ts";
import type { Drawn } from "./drawn.ts";
import { type ComingJobs, FEW } from "./jobBlock.ts";

/** Draws the jobs of a workload in order of submission, as many at a time as a block holds. */
export class DrawnJobs {
  readonly #workload: number;
  readonly #source: Source | TraceSource;
  readonly #draws: JobDraws;
  /** Cells of their figures: by the tenants of its trace, and last that of the workload's own tenant. */
  readonly #cells: readonly number[];
  readonly #drawn: Drawn;
  /** The jobs of the last firing that are yet to be drawn, when it was, and its round. */
  #left = 0;
  #fired: Ticks = 0;
  #round = NONE;
  /** Jobs that came with the first of their firing. */
  companions = 0;

  constructor(workload: number, source: AnySource, draws: JobDraws, cells: readonly number[], drawn: Drawn) {
    // What a stream submits may depend on what is through, and nothing is when feeds are read.
    if (source instanceof StreamSource) throw new TypeError("a stream is no feed");
    this.#workload = workload;
    this.#source = source;
    this.#draws = draws;
    this.#cells = cells;
    this.#drawn = drawn;
  }

  /** Draws the next jobs, of one task each, into a block. */
  fill(jobs: ComingJobs): void {
    this.come(jobs);
    const { count } = jobs;
    const { dispatchDelay, system } = this.#drawn;
    this.#draws.plainServices(jobs.service, count, this.#source instanceof TraceSource, system);
    if (dispatchDelay !== null) this.#draws.plainDispatches(jobs.dispatch, count, { dispatchDelay });
  }

  /** The next jobs come: when, whose they are and when they are due, but not what they have to do. */
  come(jobs: ComingJobs): void {
    const source = this.#source;
    const own = this.#cells.at(-1)!;
    const most = Math.min(FEW, jobs.submitted.length);
    const count = source.firesRounds ? this.#takeRounds(jobs, most) : source.take(jobs.submitted, most);
    jobs.count = count;
    if (source instanceof TraceSource) {
      source.services(jobs.service, count);
      source.tenants(jobs.cell, count);
      for (let i = 0; i < count; i++) jobs.cell[i] = jobs.cell[i]! < 0 ? own : this.#cells[jobs.cell[i]!]!;
    } else {
      jobs.cell.fill(own, 0, count);
    }
    const { due } = this.#drawn;
    if (due === null) return;
    for (let i = 0; i < count; i++) jobs.deadline[i] = due(this.#workload, jobs.submitted[i]!);
  }

  /** The next jobs of firings that bring several, or belong together. */
  #takeRounds({ submitted, round }: ComingJobs, most: number): number {
    const source = this.#source;
    const { rounds, window } = this.#drawn;
    let count = 0;
    while (count < most) {
      if (this.#left === 0) {
        const fired = source.next();
        if (fired === NEVER) break;
        this.#fired = fired;
        this.#left = source.jobs;
        this.#round = rounds!.open(this.#workload, fired, source.jobs, window.measures(fired));
        this.companions += source.jobs - 1;
      }
      const until = Math.min(most, count + this.#left);
      this.#left -= until - count;
      submitted.fill(this.#fired, count, until);
      round.fill(this.#round, count, until);
      count = until;
    }
    return count;
  }
}
