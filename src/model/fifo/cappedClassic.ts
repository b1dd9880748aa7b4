import { ArrivalLanes } from "../../engine/arrivalLanes.ts";
import { EventClass, type Machine, Simulation, type StopRule } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { AuditError } from "../audit/auditError.ts";
import type { CappedParty, CapsAudit } from "../audit/capsAudit.ts";
import { Admission } from "../classic/admission.ts";
import { EventCode } from "../eventCode.ts";
import type { QueueParts } from "../queueParts.ts";
import type { Observed, Timeline } from "../timeline.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { constantFigures, observedClassic } from "./classicService.ts";
import { EligibleJobs } from "./eligibleJobs.ts";
import type { FifoService, ServiceFigures } from "./fifoService.ts";
import { JobBlock } from "./jobBlock.ts";
import type { JobFeed } from "./jobsAhead.ts";
import type { JobsNow, JobsSeen } from "./jobsSeen.ts";
import { JobsWaiting } from "./jobsWaiting.ts";
import { LiveQueue } from "./liveQueue.ts";
import type { PlainFifo } from "./plainFifo.ts";

export interface CappedClassicOptions {
  /** All whose jobs may come. */
  readonly parties: readonly CappedParty[];
  readonly queueParts: QueueParts;
  /** Made once the service is. */
  readonly timeline: () => Timeline;
  readonly audit: CapsAudit;
}

/**
 * The classic service with workers that are always there and caps that hold jobs back while workers are free: event by event. Jobs are told
 * of in the order in which they get their slots; last those that never do.
 */
export class CappedClassic implements FifoService, JobFeed, JobsSeen, Machine {
  readonly observed: readonly Observed[];
  readonly queue: LiveQueue;
  readonly #stop: Omit<StopRule, "eventCap">;
  readonly #plain: PlainFifo;
  readonly #window: Window;
  readonly #timelineOf: () => Timeline;
  readonly #audit: CapsAudit;
  readonly #jobs = new JobsWaiting();
  readonly #admission: Admission;
  /** By cell: its jobs' place among the caps. */
  readonly #capLanes: Int32Array;
  readonly #eligible = new EligibleJobs(() => this.#jobs.number);
  /** Workers without a job. */
  #free: number;
  #feed: JobFeed | null = null;
  #timeline: Timeline | null = null;
  #simulation = new Simulation(new ArrivalLanes([]));
  /** The block whose jobs come now, and the next of them. */
  readonly #coming: JobBlock;
  #next = 0;
  isOver = false;
  /** What it saw as the clock stopped, once it did. */
  #last: JobsNow | null = null;
  /** Where jobs are told of as they get their slots. */
  #told: JobBlock | null = null;

  constructor(
    spec: WorldSpec,
    plain: PlainFifo,
    window: Window,
    { parties, queueParts, timeline, audit }: CappedClassicOptions,
  ) {
    const { servers, block, system } = plain;
    this.#stop = { end: window.end, drain: spec.drain };
    this.#plain = plain;
    this.#window = window;
    this.#timelineOf = timeline;
    this.#audit = audit;
    this.#admission = new Admission(spec.classic!, this.#jobs);
    this.#capLanes = new Int32Array(plain.cells);
    for (const { cell, endpoint, tenant } of parties) this.#capLanes[cell] = this.#admission.laneOf(endpoint, tenant);
    this.queue = new LiveQueue(queueParts, system);
    this.#free = servers;
    this.#coming = new JobBlock(block);
    this.observed = observedClassic(() => this.at());
  }

  get seen(): JobsSeen {
    return this;
  }

  get outstanding(): number {
    return this.queue.length + this.#plain.servers - this.#free;
  }

  get events(): number {
    return this.#simulation.events;
  }

  get now(): Ticks {
    return this.#simulation.now;
  }

  readAhead(feed: JobFeed, workload: number): JobFeed {
    this.#feed = feed;
    this.#timeline = this.#timelineOf();
    this.#coming.workload.fill(workload);
    this.#readOn();
    this.#simulation = new Simulation(new ArrivalLanes([this.#coming.submitted[0]!]));
    return this;
  }

  /** Gives the next jobs that have slots; at the end all that are left. */
  fill(block: JobBlock): void {
    const simulation = this.#simulation;
    this.#told = block;
    block.count = 0;
    if (!this.isOver) {
      const eventCap = simulation.events + this.#plain.block;
      this.isOver = simulation.run(this, { ...this.#stop, eventCap }) !== "eventCap";
    }
    if (!this.isOver || block.count > 0) return;
    this.#settle();
    this.#last ??= this.at();
    this.#jobs.giveUp(block);
  }

  /** Jobs come served. */
  serve(): boolean {
    return true;
  }

  /** Caps have been looked after. */
  admit(): boolean {
    return true;
  }

  at(): JobsNow {
    if (this.#last !== null) return this.#last;
    const running = this.#plain.servers - this.#free;
    return { waiting: this.queue.length, held: this.#admission.held, running, busy: running };
  }

  stop(clock: Ticks, { waiting, running }: Pick<JobsNow, "waiting" | "running">): void {
    const now = this.at();
    if (waiting === now.waiting && running === now.running) return;
    const told = `${waiting} jobs are told as waiting and ${running} as running`;
    throw new AuditError(1, clock, `${told}, ${now.waiting} wait and ${now.running} run`);
  }

  close(clock: Ticks, queuePeak: number): ServiceFigures {
    return constantFigures(this.#plain.servers, this.#window, clock, queuePeak);
  }

  arrive(): void {
    this.#settle();
    const coming = this.#coming;
    const cell = coming.cell[this.#next]!;
    const row = this.#jobs.come(coming, this.#next, this.#capLanes[cell]!);
    this.queue.join(cell);
    if (this.#admission.submit(row)) {
      this.#eligible.push(row);
      this.#admit(row, cell);
      if (this.#free > 0) this.#simulation.requestDispatch();
    }
    if (++this.#next === coming.count) this.#readOn();
    this.#simulation.lanes.advance(coming.submitted[this.#next]!);
  }

  /** A job ends. That one starts is no event here, for nothing follows from it. */
  handle(_: number, cell: number): void {
    const simulation = this.#simulation;
    this.#audit.ended(simulation.now, cell);
    this.#free++;
    const anyHeld = this.#admission.leaveLane(this.#capLanes[cell]!);
    if (anyHeld || this.#eligible.count > 0) simulation.requestDispatch();
  }

  dispatch(): void {
    this.#settle();
    const most = this.#plain.block;
    while (this.#free > 0 && this.#eligible.count > 0) {
      if (this.#told!.count === most) {
        // To be told of first: then it goes on from here.
        this.#simulation.requestDispatch();
        this.#simulation.pause();
        return;
      }
      this.#serve();
    }
  }

  decide(): void {}

  instantEnds(until: Ticks): void {
    const { now } = this.#simulation;
    // Nothing has ended where the loop only pauses.
    if (until === now) return;
    this.#audit.instantOver(now);
    if (until > this.#timeline!.next) this.#timeline!.holdsUntil(until);
    if (until > this.#window.from) this.queue.notePeak();
    this.queue.lasts(until - now);
  }

  /** When all that end at an instant have ended, held jobs have the room. */
  #settle(): void {
    if (this.#admission.isUnsettled) this.#admission.settle(this.#admitHeld);
  }

  readonly #admitHeld = (row: number): void => {
    this.#eligible.insert(row);
    this.#admit(row, this.#jobs.rows.cell[row]!);
  };

  #admit(row: number, cell: number): void {
    const { now } = this.#simulation;
    this.#audit.admitted(now, cell);
    this.#jobs.eligible[row] = now;
  }

  /** The first that may have a slot gets one. */
  #serve(): void {
    const simulation = this.#simulation;
    const { now } = simulation;
    const jobs = this.#jobs;
    const told = this.#told!;
    const place = told.count;
    const row = this.#eligible.shift();
    const cell = jobs.rows.cell[row]!;
    this.#audit.taken(now, cell, jobs.number[row]!);
    jobs.leave(row, told);
    this.#free--;
    const start = now + told.dispatch[place]!;
    const end = start + told.service[place]!;
    told.taken[place] = now;
    told.started[place] = start;
    told.ended[place] = end;
    this.queue.leave(cell);
    simulation.at(end, EventClass.completion, EventCode.taskEnds, cell);
  }

  /** Reads a block of jobs; behind the last one nobody ever comes. */
  #readOn(): void {
    const coming = this.#coming;
    this.#feed!.fill(coming);
    if (coming.count === 0) coming.submitted[0] = NEVER;
    this.#next = 0;
  }
}
