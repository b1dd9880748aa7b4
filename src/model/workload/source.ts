import { isAlways } from "../../engine/distribution.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { PoissonClock } from "./poissonClock.ts";
import type { FiringSpec, StreamSpec } from "./workloadSpec.ts";

/** How a source draws, for each of its purposes ("arrivals", "batch"). */
export interface SourceDraws {
  /** Uniforms for the times of a Poisson process. */
  readonly uniform: () => number;
  /** Intervals of a renewal process, in ticks. */
  readonly interval: () => number;
  /** Jobs at a firing. */
  readonly batch: () => number;
}

/**
 * When a workload's jobs come, firing by firing: `next` moves on to the following firing, `jobs` says how many come at it.
 *
 * Absolute times are rounded to ticks, not the gaps, so rounding errors do not add up. After `end` nothing comes.
 */
export class Source {
  /** Jobs that come at the firing `next` named last. */
  jobs = 0;
  /** The jobs of a firing belong together: cron, `at` and batches. */
  readonly firesRounds: boolean;

  /** The commonest kind is asked directly. */
  readonly #poisson: PoissonClock | null;
  readonly #clock: () => Ticks;
  /** Null: one job at each firing. */
  readonly #batch: (() => number) | null;
  readonly #end: Ticks;
  #left: number;

  /** The arrivals of every kind but traces and streams. @param end no job is submitted at or after it. */
  constructor(spec: FiringSpec, startEpochMs: number, end: Ticks, draws: SourceDraws) {
    this.#poisson =
      spec.kind === "poisson" ? new PoissonClock(spec.rate, spec.profile, startEpochMs, end, draws.uniform) : null;
    this.#clock = clockOf(spec, draws);
    this.#batch = isAlways(spec.batch, 1) ? null : draws.batch;
    this.#end = end;
    this.#left = spec.limit;
    this.firesRounds = firesRounds(spec);
  }

  /** Time of the following firing that brings a job, NEVER when there is none. */
  next(): Ticks {
    while (this.#left > 0) {
      const time = this.#poisson === null ? this.#clock() : Math.floor(this.#poisson.next() + 0.5);
      if (time >= this.#end) break;
      if (this.#batch === null) this.jobs = 1;
      else this.jobs = Math.min(Math.max(0, Math.round(this.#batch())), this.#left);
      this.#left -= this.jobs;
      if (this.jobs > 0) return time;
    }
    return NEVER;
  }

  /** Of a source whose firings bring one job each: the following ones, into the first places of an array. Returns how many. */
  take(times: Float64Array, most: number): number {
    const wanted = Math.min(most, this.#left);
    let taken = 0;
    if (this.#poisson === null) {
      for (let time = this.next(); time !== NEVER; time = taken < wanted ? this.next() : NEVER) times[taken++] = time;
      return taken;
    }
    this.#poisson.take(times, wanted);
    for (let i = 0; i < wanted; i++) times[i] = Math.floor(times[i]! + 0.5);
    taken = wanted;
    while (taken > 0 && times[taken - 1]! >= this.#end) taken--;
    this.#left = taken < wanted ? 0 : this.#left - taken;
    return taken;
  }
}

/** Whether the jobs of a firing belong together. */
export function firesRounds({ kind, batch }: FiringSpec | StreamSpec): boolean {
  return kind === "stream" || kind === "cron" || kind === "at" || !isAlways(batch, 1);
}

function clockOf(spec: FiringSpec, draws: SourceDraws): () => Ticks {
  switch (spec.kind) {
    case "poisson":
      return () => NEVER;
    case "renewal": {
      let time = 0;
      return () => {
        time += Math.max(0, draws.interval());
        return Math.round(time);
      };
    }
    case "at": {
      const times = [...spec.times].sort((a, b) => a - b);
      let index = 0;
      return () => times[index++] ?? NEVER;
    }
    case "cron": {
      let from = 0;
      return () => {
        const time = spec.nextAt(from);
        if (time === null) return NEVER;
        from = time + 1;
        return time;
      };
    }
  }
}
