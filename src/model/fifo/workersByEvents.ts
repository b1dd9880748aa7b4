import { ArrivalLanes } from "../../engine/arrivalLanes.ts";
import { EventClass, type Machine, Simulation, type StopRule } from "../../engine/simulation.ts";
import { NEVER } from "../../engine/time.ts";
import { EventCode } from "../eventCode.ts";
import type { JobBlock } from "./jobBlock.ts";
import { type JobFeed, JobsAhead } from "./jobsAhead.ts";
import type { PlainFifo } from "./plainFifo.ts";

/** What comes after the last block. */
const NO_MORE: Pick<JobBlock, "count" | "submitted"> = { count: 1, submitted: Float64Array.of(NEVER) };

/**
 * Workers that are always there, event by event: each job's submission, its start after a dispatch delay, and its end. Nothing is known
 * of the jobs but what an event tells, and no job is told of before it has a worker.
 */
export class WorkersByEvents implements Machine, JobFeed {
  readonly #jobs: JobsAhead;
  readonly #simulation: Simulation;
  readonly #stop: Omit<StopRule, "eventCap">;
  /** Events between two looks at whether a block of jobs is through. */
  readonly #stride: number;
  readonly #workers: number;
  /** Those without a job, the one to be taken next last; so many are. */
  readonly #idle: Int32Array;
  #free: number;
  /** By worker: the service time of a job that is yet to start. */
  readonly #services: Float64Array;
  /** Jobs that were submitted and have no worker. */
  #waiting = 0;
  /** Submissions of the block whose jobs come now, and the next of them. */
  #submitted = NO_MORE.submitted;
  #count = 0;
  #next = 0;
  #isOver = false;
  /** The block whose jobs are served now, the place of the next of them, and how many there are. */
  #serving: JobBlock | null = null;
  #place = 0;
  #size = 0;

  /** @param workload that of all jobs, where there is only one. */
  constructor(
    { servers, block }: Pick<PlainFifo, "servers" | "block">,
    stop: Omit<StopRule, "eventCap">,
    feed: JobFeed,
    workload: number,
  ) {
    this.#workers = servers;
    this.#idle = Int32Array.from({ length: servers }, (_, place) => servers - 1 - place);
    this.#free = servers;
    this.#services = new Float64Array(servers);
    this.#stop = stop;
    this.#stride = block;
    this.#jobs = new JobsAhead(feed, workload, block);
    this.#readOn();
    this.#simulation = new Simulation(new ArrivalLanes([this.#submitted[0]!]));
  }

  /** That have happened. */
  get events(): number {
    return this.#simulation.events;
  }

  get outstanding(): number {
    return this.#waiting + this.#workers - this.#free;
  }

  /** Gives the next jobs, served; at the end those that never are. */
  fill(block: JobBlock): void {
    const jobs = this.#jobs;
    const simulation = this.#simulation;
    while (!this.#isOver && !jobs.isFull) {
      const eventCap = simulation.events + this.#stride;
      this.#isOver = simulation.run(this, { ...this.#stop, eventCap }) !== "eventCap";
      jobs.serveTo(this.#place);
    }
    if (jobs.tellable === 0) jobs.leaveWaiting();
    jobs.tell(block, jobs.tellable);
    if (this.#place === this.#size) this.#place = this.#size = jobs.place;
  }

  arrive(): void {
    this.#waiting++;
    if (++this.#next === this.#count) this.#readOn();
    this.#simulation.lanes.advance(this.#submitted[this.#next]!);
    if (this.#free > 0) this.#simulation.requestDispatch();
  }

  handle(code: number, worker: number): void {
    const simulation = this.#simulation;
    if (code === EventCode.taskStarts) {
      simulation.at(simulation.now + this.#services[worker]!, EventClass.completion, EventCode.taskEnds, worker);
    } else {
      this.#idle[this.#free++] = worker;
      if (this.#waiting > 0) simulation.requestDispatch();
    }
  }

  dispatch(): void {
    while (this.#free > 0 && this.#waiting > 0) this.#serve();
  }

  decide(): void {}

  instantEnds(): void {}

  /** The first of those that wait has the next free worker. */
  #serve(): void {
    const simulation = this.#simulation;
    const { now } = simulation;
    if (this.#place === this.#size) this.#serveOn();
    const { worker, dispatch, service, taken, started, ended } = this.#serving!;
    const place = this.#place++;
    const whose = this.#idle[--this.#free]!;
    const delay = dispatch[place]!;
    const work = service[place]!;
    const start = now + delay;
    const end = start + work;
    worker[place] = whose;
    taken[place] = now;
    started[place] = start;
    ended[place] = end;
    this.#waiting--;
    this.#services[whose] = work;
    const isNext = delay > 0 ? EventCode.taskStarts : EventCode.taskEnds;
    simulation.at(delay > 0 ? start : end, EventClass.completion, isNext, whose);
  }

  /** Goes on to the next block that waits. */
  #serveOn(): void {
    const jobs = this.#jobs;
    jobs.serveTo(this.#place);
    this.#serving = jobs.unserved()!;
    this.#place = jobs.place;
    this.#size = this.#serving.count;
  }

  /** Reads a block of jobs. */
  #readOn(): void {
    const { count, submitted } = this.#jobs.readOn() ? this.#jobs.newest : NO_MORE;
    this.#submitted = submitted;
    this.#count = count;
    this.#next = 0;
  }
}
