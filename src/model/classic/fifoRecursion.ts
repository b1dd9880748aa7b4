import { ArrivalLanes } from "../../engine/arrivalLanes.ts";
import type { StopReason } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { AuditError } from "../audit/auditError.ts";
import { Cell } from "../cell.ts";
import { CLASSIC } from "../eventLog.ts";
import { type Figures, worldMetrics } from "../figures/worldMetrics.ts";
import { JobTable } from "../jobTable.ts";
import type { Parties } from "../parties.ts";
import { LimitClock } from "../pool/limitClock.ts";
import { NO_DEADLINE, RoundFigures } from "../rounds.ts";
import { type DelayDraw, delayDraw } from "../system.ts";
import { type SystemState, Timeline } from "../timeline.ts";
import { Window } from "../window.ts";
import type { JobDraws } from "../workload/jobDraws.ts";
import { openDraws, openSources, traceWarnings } from "../workload/openWorkloads.ts";
import type { Source } from "../workload/source.ts";
import { TraceSource } from "../workload/traceSource.ts";
import type { WorldResult } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { JobBlock } from "./jobBlock.ts";
import { LatestEnds } from "./latestEnds.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { StartingJobs } from "./startingJobs.ts";

/** Of `#times`: now, the last job's slot, the last end of all; first submission and last end of the customer's measured jobs. */
const NOW = 0;
const LAST_TAKEN = 1;
const LAST_END = 2;
const FIRST_MEASURED = 3;
const LAST_MEASURED_END = 4;

/**
 * A plain FIFO service, job by job in order of submission instead of event by event: each starts at the later of its
 * submission and the instant a worker is free (Kiefer and Wolfowitz 1955). Every figure is that of the event loop, to the
 * tick: a property test compares whole results, and the event loop is what the auditor checks job by job.
 *
 * In passing it checks that nobody overtakes (invariant 4), that the parts add up (7), and that the integral of the queue
 * over time is the sum of the waits (8); it throws AuditError otherwise.
 */
export class FifoRecursion {
  readonly #spec: WorldSpec;
  readonly #parties: Parties;
  readonly #replication: number;
  readonly #end: Ticks;
  readonly #window: Window;
  readonly #cells: Cell[] = [];
  readonly #workers: LatestEnds;
  /** By workload, shared by those of one endpoint; null where there is no cap. */
  readonly #caps: readonly (LatestEnds | null)[];
  readonly #customers: readonly boolean[];
  readonly #waiting = new StartingJobs();
  readonly #timeline: Timeline;
  readonly #mostWorkers: number;
  /** Of all jobs: their times in the queue. */
  readonly #queueTimes = new ExactSum();
  /** In a typed array, for double fields of an object are boxed: see the indexes. */
  readonly #times = Float64Array.of(0, 0, 0, NEVER, 0);
  /** The workers' ends before the block at hand, the block, and how many of its jobs the clock has come to. */
  readonly #workersBefore: LatestEnds;
  readonly #block = new JobBlock();
  #followed = 0;
  readonly #service: { readonly index: number; readonly dispatchDelay: DelayDraw };
  /** One row, for the job that is drawn. */
  readonly #scratch = new JobTable();
  #taken = 0;
  #ended = 0;
  #events = 0;
  #peak = 0;
  #customersPeak = 0;

  constructor(spec: WorldSpec, parties: Parties, plain: PlainFifo, replication: number) {
    this.#spec = spec;
    this.#parties = parties;
    this.#replication = replication;
    this.#end = spec.warmUp + spec.horizon;
    this.#window = new Window(spec.warmUp, this.#end);
    this.#workers = new LatestEnds(plain.workers);
    this.#workersBefore = new LatestEnds(plain.workers);
    this.#service = { index: CLASSIC, dispatchDelay: delayDraw(spec.classic!.dispatch) };
    this.#mostWorkers = plain.workers;
    const byEndpoint = new Map<string, LatestEnds>();
    this.#caps = plain.endpointCaps.map((cap, workload) => {
      if (cap === Number.POSITIVE_INFINITY) return null;
      const { endpoint } = spec.workloads[workload]!;
      const ends = byEndpoint.get(endpoint) ?? new LatestEnds(cap);
      byEndpoint.set(endpoint, ends);
      return ends;
    });
    this.#customers = spec.workloads.map((workload) => !workload.background);
    this.#timeline = new Timeline([{ name: "classic", state: (at) => this.#state(at) }], this.#end);
  }

  run(onProgress?: (share: number, events: number) => void): WorldResult {
    const sources = openSources(this.#spec, this.#replication);
    const draws = openDraws(this.#spec, this.#replication);
    const lanes = new ArrivalLanes(sources.map((source) => source.next()));
    const block = this.#block;
    while (lanes.nextTime !== NEVER) {
      this.#draw(block, lanes, sources, draws);
      this.#workersBefore.copy(this.#workers);
      this.#serve(block);
      this.#follow(block);
      this.#count(block);
      onProgress?.(Math.min(1, this.#times[NOW]! / this.#end), this.#events);
    }
    return this.#result(traceWarnings(this.#spec, sources));
  }

  /** The next jobs: when they come, and what they ask for. */
  #draw(block: JobBlock, lanes: ArrivalLanes, sources: readonly (Source | TraceSource)[], draws: readonly JobDraws[]): void {
    const { byWorkload } = this.#parties;
    const jobs = this.#scratch;
    const row = 0;
    block.count = 0;
    while (!block.full && lanes.nextTime !== NEVER) {
      const lane = lanes.nextLane;
      const source = sources[lane]!;
      const traced = source instanceof TraceSource ? source.current() : undefined;
      const parties = byWorkload[lane]!;
      const member = traced === undefined || traced.tenant < 0 ? parties.length - 1 : traced.tenant;
      draws[lane]!.fill(jobs, row, this.#service, traced);
      const i = block.count++;
      block.workload[i] = lane;
      block.cell[i] = parties[member]!.cell + CLASSIC;
      block.submitted[i] = lanes.nextTime;
      block.deadline[i] = draws[lane]!.deadline(lanes.nextTime);
      block.service[i] = jobs.service[row]!;
      block.dispatch[i] = jobs.dispatchDelay[row]!;
      lanes.advance(source.next());
    }
  }

  /** When each gets its slot, starts and ends. */
  #serve({ count, workload, submitted, service, dispatch, eligible, taken, started, ended }: JobBlock): void {
    const workers = this.#workers;
    let last = this.#times[LAST_TAKEN]!;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const cap = this.#caps[workload[i]!]!;
      const slot = workers.full ? Math.max(now, workers.earliest) : now;
      const start = slot + dispatch[i]!;
      const end = start + service[i]!;
      eligible[i] = cap?.full ? Math.max(now, cap.earliest) : now;
      taken[i] = slot;
      started[i] = start;
      ended[i] = end;
      workers.add(end);
      cap?.add(end);
      if (slot < last) throw new AuditError(4, now, "a job gets its slot before one that was submitted earlier");
      last = slot;
    }
    this.#times[LAST_TAKEN] = last;
  }

  /** The clock goes through their submissions: queue, peaks and timeline. */
  #follow({ count, workload, submitted, eligible, taken }: JobBlock): void {
    const waiting = this.#waiting;
    for (let i = 0; i < count; i++) {
      this.#followed = i;
      if (submitted[i]! > this.#times[NOW]!) this.#moveOn(submitted[i]!);
      waiting.push(taken[i]!, eligible[i]!, this.#customers[workload[i]!]!);
    }
    this.#followed = count;
  }

  /** Jobs that hold a worker at a time at which none waits: those with later ends, before the block and in it. */
  #running(at: Ticks): number {
    let running = this.#workersBefore.countAfter(at);
    for (let i = 0; i < this.#followed; i++) if (this.#block.ended[i]! > at) running++;
    return running;
  }

  /** The figures of each, as far as things happen before the end. */
  #count(block: JobBlock): void {
    const { count, workload, submitted, deadline, dispatch, taken, started, ended } = block;
    const { drain } = this.#spec;
    const times = this.#times;
    const end = this.#end;
    const stop = drain ? NEVER : end;
    const window = this.#window;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const cell = (this.#cells[block.cell[i]!] ??= new Cell(this.#spec.exactQuantiles));
      const measured = now >= window.from;
      // At the end nothing is given a slot any more, but what is under way ends or starts to compute.
      const getsSlot = taken[i]! < stop;
      const leavesQueue = getsSlot ? taken[i]! : end;
      const starts = getsSlot && started[i]! <= stop;
      const ends = starts && ended[i]! <= stop;
      cell.all.submitted++;
      if (leavesQueue > now) {
        cell.queueTime.add(window.overlap(now, leavesQueue));
        this.#queueTimes.add(leavesQueue - now);
      }
      this.#events++;
      if (getsSlot) this.#taken++;
      if (starts) {
        if (dispatch[i]! > 0) this.#events++;
        cell.slotTime.add(window.overlap(started[i]!, ends ? ended[i]! : end));
      }
      if (ends) {
        this.#events++;
        this.#ended++;
        cell.all.finished++;
        if (ended[i]! > times[LAST_END]!) times[LAST_END] = ended[i]!;
        if (window.countsEnd(ended[i]!)) {
          cell.jobEnds++;
          cell.taskEnds++;
        }
      }
      if (!measured) continue;
      cell.measured.submitted++;
      if (deadline[i] !== NO_DEADLINE && (ends || deadline[i]! < end)) {
        cell.withDeadline++;
        if (!ends || ended[i]! > deadline[i]!) cell.missed++;
      }
      if (starts) cell.started(started[i]! - now, taken[i]! > now);
      if (ends) this.#finished(cell, block, i);
      if (!this.#customers[workload[i]!]!) continue;
      if (now < times[FIRST_MEASURED]!) times[FIRST_MEASURED] = now;
      if (ends && ended[i]! > times[LAST_MEASURED_END]!) times[LAST_MEASURED_END] = ended[i]!;
    }
  }

  /** A measured job finished: its parts, as `Cell.finished` books those of the event loop. */
  #finished(cell: Cell, { submitted, eligible, taken, dispatch, service, ended }: JobBlock, i: number): void {
    const held = eligible[i]! - submitted[i]!;
    const queued = taken[i]! - eligible[i]!;
    cell.measured.finished++;
    cell.finishedPlainly(held, queued, dispatch[i]!, service[i]!);
    if (held + queued + dispatch[i]! + service[i]! !== ended[i]! - submitted[i]! || queued < 0) {
      throw new AuditError(7, ended[i]!, "the parts of a job's latency do not add up");
    }
  }

  /** The clock goes on to `until`, the next submission or the end. */
  #moveOn(until: Ticks): void {
    const times = this.#times;
    const { from } = this.#window;
    const waiting = this.#waiting;
    const timeline = this.#timeline;
    waiting.serveUpTo(times[NOW]!);
    if (times[NOW]! >= from) this.#notePeaks();
    const crosses = times[NOW]! < from && until > from;
    while (timeline.next < until) {
      if (crosses && timeline.next > from && waiting.now < from) {
        waiting.serveUpTo(from);
        this.#notePeaks();
      }
      waiting.serveUpTo(timeline.next);
      timeline.observe(timeline.next);
    }
    if (crosses && waiting.now <= from) {
      waiting.serveUpTo(from);
      this.#notePeaks();
    }
    waiting.serveUpTo(until);
    times[NOW] = until;
  }

  #notePeaks(): void {
    const { length, customers } = this.#waiting;
    if (length > this.#peak) this.#peak = length;
    if (customers > this.#customersPeak) this.#customersPeak = customers;
  }

  /** The state at the end of an instant that has been served; no instant at or after the end is. */
  #state(at: Ticks): SystemState {
    const held = this.#waiting.heldAt(at);
    const waits = this.#waiting.length;
    return {
      queued: waits - held,
      held,
      // While jobs wait no worker is idle; when none does, every job that holds a worker ends later.
      running: waits > 0 ? this.#mostWorkers : this.#running(at),
      target: 0,
      provisioning: 0,
      starting: 0,
      idle: 0,
      busy: 0,
      leaving: 0,
    };
  }

  #result(warnings: readonly string[]): WorldResult {
    const spec = this.#spec;
    const { drain } = spec;
    const times = this.#times;
    const submitted = this.#cells.reduce((sum, cell) => sum + cell.all.submitted, 0);
    const clock = drain && submitted > 0 ? times[LAST_END]! : this.#end;
    this.#moveOn(clock);
    if (!this.#waiting.area.equals(this.#queueTimes)) {
      throw new AuditError(8, clock, "the integral of the queue is not the sum of the jobs' times in it");
    }
    const running = this.#taken - this.#ended;
    const held = this.#waiting.heldAt(clock);
    const queued = submitted - this.#taken - held;
    this.#timeline.observe(clock, { ...this.#state(clock), queued, held, running });
    const stop: StopReason = drain ? "drained" : "horizon";
    const capacity = new ExactSum();
    capacity.addProduct(this.#mostWorkers, this.#window.overlap(0, clock));
    const figures: Figures = {
      spec,
      window: this.#window,
      clock,
      cells: this.#cells,
      parties: this.#parties,
      rounds: spec.workloads.map(() => new RoundFigures()),
      life: { queuePeak: this.#customersPeak, vmPeak: 0, firstMeasured: times[FIRST_MEASURED]!, lastMeasuredEnd: times[LAST_MEASURED_END]! },
      classic: { mostWorkers: this.#mostWorkers, capacity, queuePeak: this.#peak },
      pools: [],
      limits: [],
      anyAtLimit: new LimitClock(this.#window),
    };
    return {
      metrics: worldMetrics(figures),
      stop,
      clock,
      events: this.#events,
      vms: [],
      timeline: this.#timeline.rows(),
      jobs: null,
      warnings,
    };
  }
}
