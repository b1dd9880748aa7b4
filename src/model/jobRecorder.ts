import type { Ticks } from "../engine/time.ts";
import { PARTS } from "./cell.ts";
import type { EndedJob } from "./eventLog.ts";
import { NOT_YET } from "./jobTable.ts";
import type { JobRow, JobState } from "./worldResult.ts";

const STATES: readonly JobState[] = ["NotStarted", "Running", "Finished", "Failed", "Cancelled", "Rejected"];

/** What a record says beyond the job's end: where it ran. */
export interface JobPlace {
  readonly tenant: number;
  readonly system: number;
  /** NO_VM in the classic service. */
  readonly vm: number;
  readonly slots: number;
}

/** The columns of one job's times: NOT_YET where it never came to that. */
const TIMES = ["submitted", "started", "ended", ...PARTS] as const;

/** Keeps a record of every job, in order of submission, for `jobs.csv`: about 110 bytes a job. */
export class JobRecorder implements Iterable<JobRow> {
  #capacity = 1024;
  #count = 0;
  readonly #times: Record<(typeof TIMES)[number], Float64Array>;
  /** Workload (-1: a number without a record), tenant, system, VM, slots, state. */
  #places = new Int32Array(6 * this.#capacity).fill(-1);
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
      6 * number,
    );
  }

  *[Symbol.iterator](): Generator<JobRow> {
    const places = this.#places;
    for (let job = 0; job < this.#count; job++) {
      const at = 6 * job;
      if (places[at] === -1) continue;
      const time = (name: (typeof TIMES)[number]): Ticks | null => {
        const value = this.#times[name][job]!;
        return value === NOT_YET ? null : value;
      };
      yield {
        workload: this.#workloads[places[at]!]!,
        tenant: this.#tenants[places[at + 1]!]!,
        job,
        system: this.#systems[places[at + 2]!]!,
        vm: places[at + 3]! < 0 ? null : places[at + 3]!,
        slots: places[at + 4]!,
        submitted: this.#times.submitted[job]!,
        started: time("started"),
        ended: time("ended"),
        state: STATES[places[at + 5]!]!,
        ...(Object.fromEntries(PARTS.map((part) => [part, time(part)])) as Record<
          (typeof PARTS)[number],
          Ticks | null
        >),
      };
    }
  }

  #grow(): void {
    const capacity = 2 * this.#capacity;
    for (const name of TIMES) {
      const grown = new Float64Array(capacity).fill(NOT_YET);
      grown.set(this.#times[name]);
      this.#times[name] = grown;
    }
    const places = new Int32Array(6 * capacity).fill(-1);
    places.set(this.#places);
    this.#places = places;
    this.#capacity = capacity;
  }
}
