import { DAY, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import type { WorkerTimetable } from "../classic/classicSpec.ts";
import { WorkersByTime } from "../classic/workersByTime.ts";
import { STANDSTILL_EVENTS } from "../standstill.ts";
import type { Observed } from "../timeline.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { classicFigures, observedClassic } from "./classicService.ts";
import { EndpointCaps } from "./endpointCaps.ts";
import type { FifoService, ServiceFigures } from "./fifoService.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { JobsNow } from "./jobsSeen.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { WorkersPresent } from "./workersPresent.ts";

/** The classic service with workers that follow a timetable, and caps that hold jobs back but never a worker. */
export class TimetabledService implements FifoService {
  readonly observed: readonly Observed[];
  readonly #spec: WorldSpec;
  readonly #timetable: WorkerTimetable;
  readonly #workers: WorkersPresent;
  readonly #most: number;
  readonly #caps: EndpointCaps;
  readonly #window: Window;
  /** The event loop would give a drain up, at the earliest, if no job ended between then and then. */
  readonly #patience: Ticks;

  /** @param jobsAt the jobs at an instant that the timeline asks for. */
  constructor(
    spec: WorldSpec,
    plain: PlainFifo,
    timetable: WorkerTimetable,
    window: Window,
    jobsAt: (at: Ticks) => JobsNow,
  ) {
    this.#spec = spec;
    this.#timetable = timetable;
    this.#workers = new WorkersPresent(new WorkersByTime(timetable, spec.startEpochMs), plain.servers);
    this.#most = plain.servers;
    this.#caps = new EndpointCaps(spec, plain);
    this.#window = window;
    this.#patience = Math.floor((STANDSTILL_EVENTS - plain.servers) / timetable.length - 1) * DAY;
    this.observed = observedClassic(jobsAt);
  }

  serve({ count, submitted, service, dispatch, eligible, taken, started, ended }: JobBlock): boolean {
    const workers = this.#workers;
    let lastEnd = 0;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      let free = workers.earliest;
      // A slot at the instant of a change is given after it.
      while ((now > free ? now : free) >= workers.nextChange) {
        workers.change();
        free = workers.earliest;
      }
      const slot = now > free ? now : free;
      const start = slot + dispatch[i]!;
      const end = start + service[i]!;
      eligible[i] = now;
      taken[i] = slot;
      started[i] = start;
      ended[i] = end;
      workers.occupy(end);
      if (end > lastEnd) lastEnd = end;
    }
    return !this.#spec.drain || lastEnd - this.#window.end <= this.#patience;
  }

  admit(jobs: JobBlock, allTaken: Float64Array): boolean {
    return this.#caps.admit(jobs, allTaken);
  }

  close(clock: Ticks, queuePeak: number): ServiceFigures {
    const { startEpochMs } = this.#spec;
    const byTime = new WorkersByTime(this.#timetable, startEpochMs);
    const capacity = new ExactSum();
    let events = 0;
    let since = 0;
    for (; byTime.next <= clock; byTime.advance()) {
      capacity.addProduct(byTime.workers, this.#window.overlap(since, byTime.next));
      since = byTime.next;
      events++;
    }
    capacity.addProduct(byTime.workers, this.#window.overlap(since, clock));
    return classicFigures({ mostWorkers: this.#most, capacity, queuePeak }, this.#window, events);
  }
}
