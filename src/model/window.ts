import type { Ticks } from "../engine/time.ts";

/** The measured window: figures count what happened in it, to the tick. */
export class Window {
  readonly from: Ticks;
  /** Jobs submitted in [from, end) are measured. */
  readonly end: Ticks;

  constructor(from: Ticks, end: Ticks) {
    this.from = from;
    this.end = end;
  }

  /** How much of [since, until] lies inside. The clock never passes the window's end (except to drain, which counts). */
  overlap(since: Ticks, until: Ticks): Ticks {
    const start = since > this.from ? since : this.from;
    return until > start ? until - start : 0;
  }

  /** Whether a job submitted now is measured. */
  measures(time: Ticks): boolean {
    return time >= this.from && time < this.end;
  }

  /** Whether an end at this instant counts: in (from, end], so that back-to-back windows count each end once. */
  countsEnd(time: Ticks): boolean {
    return time > this.from || this.from === 0;
  }
}
