import type { Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import type { FleetFigures } from "../figures/figures.ts";
import { LimitClock } from "../pool/limitClock.ts";
import type { Observed } from "../timeline.ts";
import type { Window } from "../window.ts";
import { NO_VMS } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { EndpointCaps } from "./endpointCaps.ts";
import { FewWorkers } from "./fewWorkers.ts";
import type { FifoService, ServiceFigures } from "./fifoService.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { JobFeed } from "./jobsAhead.ts";
import type { JobsNow } from "./jobsSeen.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { WorkerEnds } from "./workerEnds.ts";
import { WorkersByEvents } from "./workersByEvents.ts";

/** The classic service with workers that are always there, and caps that hold jobs back but never a worker. */
export class ClassicService implements FifoService {
  readonly freeFrom: Float64Array;
  readonly observed: readonly Observed[];
  /** Null where they go event by event. */
  readonly #workers: WorkerEnds | FewWorkers | null;
  readonly #plain: PlainFifo;
  readonly #drain: boolean;
  readonly #caps: EndpointCaps;
  readonly #holds: Float64Array;
  readonly #window: Window;

  /** @param jobsAt the jobs at an instant that the timeline asks for. */
  constructor(spec: WorldSpec, plain: PlainFifo, window: Window, jobsAt: (at: Ticks) => JobsNow, byEvents: boolean) {
    this.#plain = plain;
    this.#drain = spec.drain;
    this.#window = window;
    this.#holds = new Float64Array(plain.block);
    this.freeFrom = new Float64Array(plain.servers);
    this.#workers = byEvents ? null : workerEnds(plain.servers);
    this.#caps = new EndpointCaps(spec, plain);
    this.observed = observedClassic(jobsAt);
  }

  readAhead(feed: JobFeed, workload: number): JobFeed {
    if (this.#workers !== null) return feed;
    return new WorkersByEvents(this.#plain, { end: this.#window.end, drain: this.#drain }, feed, workload);
  }

  serve(block: JobBlock): boolean {
    const { count, submitted, dispatch, eligible, taken, started } = block;
    eligible.set(submitted);
    if (this.#workers === null) return true;
    this.#workers.serve(block, this.#holdsOf(block));
    if (this.#plain.dispatchDelay !== null) for (let i = 0; i < count; i++) started[i] = taken[i]! + dispatch[i]!;
    else started.set(taken);
    return true;
  }

  /** How long each job holds its slot: added up beforehand, for each job waits for the ends of others. */
  #holdsOf({ count, dispatch, service }: JobBlock): Float64Array {
    if (this.#plain.dispatchDelay === null) return service;
    const holds = this.#holds;
    for (let i = 0; i < count; i++) holds[i] = dispatch[i]! + service[i]!;
    return holds;
  }

  admit(jobs: JobBlock, allTaken: Float64Array): boolean {
    return this.#caps.admit(jobs, allTaken);
  }

  close(clock: Ticks, queuePeak: number): ServiceFigures {
    return constantFigures(this.#plain.servers, this.#window, clock, queuePeak);
  }
}

function workerEnds(count: number): WorkerEnds | FewWorkers {
  return count > FewWorkers.MOST ? new WorkerEnds(count) : new FewWorkers(count);
}

/** The classic service in the timeline. */
export function observedClassic(jobsAt: (at: Ticks) => JobsNow): readonly Observed[] {
  const state = (at: Ticks) => {
    const { waiting, held, running } = jobsAt(at);
    return { queued: waiting - held, held, running, ...NO_VMS };
  };
  return [{ name: "classic", state }];
}

/** `classicFigures` of workers that were always there. */
export function constantFigures(workers: number, window: Window, clock: Ticks, queuePeak: number): ServiceFigures {
  const capacity = new ExactSum();
  capacity.addProduct(workers, window.overlap(0, clock));
  return classicFigures({ mostWorkers: workers, capacity, queuePeak }, window, 0);
}

/** What there is to tell of a classic service without pools. @param events of its workers. */
export function classicFigures(classic: FleetFigures, window: Window, events: number): ServiceFigures {
  return {
    classic,
    ...{ pools: [], vms: [], cancelledVms: [], operations: [] },
    ...{ meter: null, anyAtLimit: new LimitClock(window) },
    ...{ vmPeak: 0, events, warnings: [] },
  };
}
