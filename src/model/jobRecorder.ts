import type { Ticks } from "../engine/time.ts";
import { PARTS } from "./cell.ts";
import type { EndedJob } from "./eventLog.ts";
import { JobRecords, PLACES, STATES, TIMES } from "./jobRecords.ts";
import { NOT_YET } from "./jobTable.ts";

/** What a record says beyond the job's end: where it ran. */
export interface JobPlace {
  readonly tenant: number;
  readonly system: number;
  /** NO_VM in the classic service. */
  readonly vm: number;
  readonly slots: number;
}

/** Keeps a record of every job, in order of submission, for `jobs.csv`: about 110 bytes a job. */
export class JobRecorder {
  #capacity = 64;
  #count = 0;
  readonly #times: Record<(typeof TIMES)[number], Float64Array>;
  #places = new Int32Array(PLACES * this.#capacity).fill(-1);
  readonly #workloads: readonly string[];
  readonly #tenants: readonly string[];
  readonly #systems: readonly string[];

  constructor(workloads: readonly string[], tenants: readonly string[], systems: readonly string[]) {
    this.#workloads = workloads;
    this.#tenants = tenants;
    this.#systems = systems;
    const column = () => new Float64Array(this.#capacity).fill(NOT_YET);
    this.#times = Object.fromEntries(TIMES.map((name) => [name, column()])) as Record<
      (typeof TIMES)[number],
      Float64Array
    >;
  }

  /** @param ended when it left; NOT_YET while it is in the system. */
  record(job: EndedJob, place: JobPlace, ended: Ticks): void {
    const { job: number } = job;
    while (number >= this.#capacity) this.#grow();
    this.#count = Math.max(this.#count, number + 1);
    const times = this.#times;
    times.submitted[number] = job.submitted;
    times.started[number] = job.started;
    times.ended[number] = ended;
    if (job.state === "Finished") {
      for (const part of PARTS) times[part][number] = job[part];
    }
    this.#places.set(
      [job.workload, place.tenant, place.system, place.vm, place.slots, STATES.indexOf(job.state)],
      PLACES * number,
    );
  }

  /** All records; nothing is recorded after that. */
  records(): JobRecords {
    return new JobRecords({
      count: this.#count,
      times: this.#times,
      places: this.#places,
      workloads: this.#workloads,
      tenants: this.#tenants,
      systems: this.#systems,
    });
  }

  #grow(): void {
    const capacity = 2 * this.#capacity;
    for (const name of TIMES) {
      const grown = new Float64Array(capacity).fill(NOT_YET);
      grown.set(this.#times[name]);
      this.#times[name] = grown;
    }
    const places = new Int32Array(PLACES * capacity).fill(-1);
    places.set(this.#places);
    this.#places = places;
    this.#capacity = capacity;
  }
}
