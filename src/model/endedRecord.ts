import type { Ticks } from "../engine/time.ts";
import type { EndedJob } from "./eventLog.ts";
import type { JobState } from "./worldResult.ts";

/**
 * The record that a job leaves behind, used again for the next one. Its times stand in a typed array, for a double field of
 * an object would be boxed at every write.
 */
export class EndedRecord implements EndedJob {
  job = 0;
  workload = 0;
  state: JobState = "Finished";
  readonly #times = new Float64Array(12);

  get submitted(): Ticks {
    return this.#times[0]!;
  }
  set submitted(ticks: Ticks) {
    this.#times[0] = ticks;
  }

  get eligible(): Ticks {
    return this.#times[1]!;
  }
  set eligible(ticks: Ticks) {
    this.#times[1] = ticks;
  }

  get taken(): Ticks {
    return this.#times[2]!;
  }
  set taken(ticks: Ticks) {
    this.#times[2] = ticks;
  }

  get started(): Ticks {
    return this.#times[3]!;
  }
  set started(ticks: Ticks) {
    this.#times[3] = ticks;
  }

  get held(): Ticks {
    return this.#times[4]!;
  }
  set held(ticks: Ticks) {
    this.#times[4] = ticks;
  }

  get queued(): Ticks {
    return this.#times[5]!;
  }
  set queued(ticks: Ticks) {
    this.#times[5] = ticks;
  }

  get provisioning(): Ticks {
    return this.#times[6]!;
  }
  set provisioning(ticks: Ticks) {
    this.#times[6] = ticks;
  }

  get dispatch(): Ticks {
    return this.#times[7]!;
  }
  set dispatch(ticks: Ticks) {
    this.#times[7] = ticks;
  }

  get service(): Ticks {
    return this.#times[8]!;
  }
  set service(ticks: Ticks) {
    this.#times[8] = ticks;
  }

  get transfer(): Ticks {
    return this.#times[9]!;
  }
  set transfer(ticks: Ticks) {
    this.#times[9] = ticks;
  }

  get restarts(): Ticks {
    return this.#times[10]!;
  }
  set restarts(ticks: Ticks) {
    this.#times[10] = ticks;
  }

  get lastTask(): Ticks {
    return this.#times[11]!;
  }
  set lastTask(ticks: Ticks) {
    this.#times[11] = ticks;
  }
}
