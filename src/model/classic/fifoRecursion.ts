import { ArrivalLanes } from "../../engine/arrivalLanes.ts";
import { isAlways } from "../../engine/distribution.ts";
import type { StopReason } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { AuditError } from "../audit/auditError.ts";
import { CLASSIC } from "../eventLog.ts";
import { type Figures, worldMetrics } from "../figures/worldMetrics.ts";
import type { Parties } from "../parties.ts";
import { LimitClock } from "../pool/limitClock.ts";
import { RoundFigures } from "../rounds.ts";
import { type DelayDraw, delayDraw } from "../system.ts";
import { Timeline } from "../timeline.ts";
import { Window } from "../window.ts";
import type { JobDraws } from "../workload/jobDraws.ts";
import { openDraws, openSources, traceWarnings } from "../workload/openWorkloads.ts";
import type { Source } from "../workload/source.ts";
import { TraceSource } from "../workload/traceSource.ts";
import { NO_VMS, type SystemState, type WorldResult } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { FifoFigures } from "./fifoFigures.ts";
import { BLOCK, JobBlock } from "./jobBlock.ts";
import { LatestEnds } from "./latestEnds.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { StartingJobs } from "./startingJobs.ts";

/** Blocks of jobs between two looks at who holds the workers. */
const BLOCKS_A_CHECK = 16;

/** Where the jobs of a workload come from, what they are like, and the cells of their figures, by tenant. */
interface Feed {
  readonly source: Source | TraceSource;
  readonly trace: TraceSource | null;
  readonly draws: JobDraws;
  readonly cells: readonly number[];
  readonly ownCell: number;
}

/**
 * A plain FIFO service, job by job in order of submission instead of event by event: each starts at the later of its
 * submission and the instant a worker is free (Kiefer and Wolfowitz 1955). Every figure is that of the event loop, to the
 * tick: a property test compares whole results, and the event loop is what the auditor checks job by job.
 *
 * In passing it checks conservation (invariant 1), capacity (3) and work conservation (5) at one job in 4,096, that nobody overtakes (4),
 * that the parts add up (2, 7), and that the integral of the queue over time is the sum of the waits (8); it throws
 * AuditError otherwise.
 */
export class FifoRecursion {
  readonly #spec: WorldSpec;
  readonly #parties: Parties;
  readonly #replication: number;
  readonly #end: Ticks;
  readonly #window: Window;
  readonly #figures: FifoFigures;
  readonly #workers: LatestEnds;
  /** By workload, shared by those of one endpoint; null where there is no cap. */
  readonly #caps: readonly (LatestEnds | null)[];
  /** What no job of this service has need not be looked at for each: the block's columns hold it from the start. */
  readonly #anyCap: boolean;
  readonly #anyDeadline: boolean;
  readonly #anyDispatch: boolean;
  readonly #customers: readonly boolean[];
  readonly #waiting = new StartingJobs();
  readonly #timeline: Timeline;
  readonly #mostWorkers: number;
  /** When the last job submitted gets its slot. In a typed array, for a double field of an object is boxed. */
  readonly #lastTaken = new Float64Array(1);
  /** The workers' ends before the block at hand, the block, and how many of its jobs the clock has come to. */
  readonly #workersBefore: LatestEnds;
  readonly #block = new JobBlock();
  #followed = 0;
  #drawn = 0;
  readonly #service: { readonly index: number; readonly dispatchDelay: DelayDraw };

  constructor(spec: WorldSpec, parties: Parties, plain: PlainFifo, replication: number) {
    this.#spec = spec;
    this.#parties = parties;
    this.#replication = replication;
    this.#end = spec.warmUp + spec.horizon;
    this.#window = new Window(spec.warmUp, this.#end);
    this.#figures = new FifoFigures(spec, this.#window);
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
    this.#anyCap = this.#caps.some((cap) => cap !== null);
    this.#anyDeadline = spec.workloads.some((workload) => workload.job.deadline !== null);
    this.#anyDispatch = !isAlways(spec.classic!.dispatch, 0);
    this.#customers = spec.workloads.map((workload) => !workload.background);
    this.#timeline = new Timeline([{ name: "classic", state: (at) => this.#state(at) }], this.#end);
  }

  run(onProgress?: (share: number, events: number) => void): WorldResult {
    const sources = openSources(this.#spec, this.#replication);
    const draws = openDraws(this.#spec, this.#replication);
    const lanes = new ArrivalLanes(sources.map((source) => source.next()));
    const feeds = sources.map((source, workload) => ({
      source,
      trace: source instanceof TraceSource ? source : null,
      draws: draws[workload]!,
      cells: this.#parties.byWorkload[workload]!.map((party) => party.cell + CLASSIC),
      ownCell: this.#parties.byWorkload[workload]!.at(-1)!.cell + CLASSIC,
    }));
    const block = this.#block;
    let blocks = 0;
    while (lanes.nextTime !== NEVER) {
      this.#draw(block, lanes, feeds);
      this.#workersBefore.copy(this.#workers);
      this.#serve(block);
      if (blocks++ % BLOCKS_A_CHECK === 0) this.#checkSlots(block);
      this.#follow(block);
      this.#figures.count(block);
      onProgress?.(Math.min(1, this.#waiting.now / this.#end), this.#figures.events);
    }
    return this.#result(traceWarnings(this.#spec, sources));
  }

  /** The next jobs: when they come, and what they ask for. */
  #draw(block: JobBlock, lanes: ArrivalLanes, feeds: readonly Feed[]): void {
    let count = 0;
    for (let now = lanes.nextTime; count < BLOCK && now !== NEVER; now = lanes.nextTime) {
      const lane = lanes.nextLane;
      const { source, trace, draws, cells, ownCell } = feeds[lane]!;
      const i = count++;
      block.workload[i] = lane;
      block.submitted[i] = now;
      if (trace === null) {
        block.cell[i] = ownCell;
        block.service[i] = draws.plainService(undefined);
      } else {
        const traced = trace.current();
        block.cell[i] = traced.tenant < 0 ? ownCell : cells[traced.tenant]!;
        block.service[i] = draws.plainService(traced);
      }
      if (this.#anyDeadline) block.deadline[i] = draws.deadline(now);
      if (this.#anyDispatch) block.dispatch[i] = draws.plainDispatch(this.#service);
      lanes.advance(source.next());
    }
    block.count = count;
    this.#drawn += count;
  }

  /** When each gets its slot, starts and ends. */
  #serve({ count, workload, submitted, service, dispatch, eligible, taken, started, ended }: JobBlock): void {
    const workers = this.#workers;
    const anyCap = this.#anyCap;
    let last = this.#lastTaken[0]!;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const cap = anyCap ? this.#caps[workload[i]!]! : null;
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
    this.#lastTaken[0] = last;
  }

  /**
   * Checks the last job of a block against the ends of all before it, without the heap that gave it its slot: fewer than all
   * workers were held when it got it (invariant 3), and all of them until then if it waited (5).
   */
  #checkSlots({ count, eligible, taken, ended }: JobBlock): void {
    const last = count - 1;
    const slot = taken[last]!;
    let held = this.#workersBefore.countAfter(slot);
    let heldUntil = this.#workersBefore.countAfter(slot - 1);
    for (let i = 0; i < last; i++) {
      if (ended[i]! > slot) held++;
      if (ended[i]! >= slot) heldUntil++;
    }
    if (held >= this.#mostWorkers) throw new AuditError(3, slot, "a job gets a slot while all workers are held");
    if (slot > eligible[last]! && heldUntil < this.#mostWorkers) {
      throw new AuditError(5, slot, "a job waited while a worker was free");
    }
  }

  /** The clock goes through their submissions: queue, peaks and timeline. */
  #follow({ count, workload, submitted, eligible, taken }: JobBlock): void {
    const waiting = this.#waiting;
    const { from } = this.#window;
    // Up to here nothing but the queue has to be looked after between two submissions.
    let quietUntil = this.#quietUntil();
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      if (now > quietUntil) {
        this.#followed = i;
        this.#observeUpTo(now);
        quietUntil = this.#quietUntil();
      }
      waiting.serveUpTo(now);
      if (taken[i]! > now) waiting.push(taken[i]!, eligible[i]!, this.#customers[workload[i]!]!, now >= from);
    }
    this.#followed = count;
  }

  /** Jobs that hold a worker at a time at which none waits: those with later ends, before the block and in it. */
  #running(at: Ticks): number {
    let running = this.#workersBefore.countAfter(at);
    for (let i = 0; i < this.#followed; i++) if (this.#block.ended[i]! > at) running++;
    return running;
  }

  /** The next instant at which the queue is to be looked at: of the timeline, or the window's first. */
  #quietUntil(): Ticks {
    const { from } = this.#window;
    return this.#waiting.now < from ? Math.min(this.#timeline.next, from) : this.#timeline.next;
  }

  /** Looks at the queue at every such instant before `until`. */
  #observeUpTo(until: Ticks): void {
    const { from } = this.#window;
    for (let next = this.#quietUntil(); next < until; next = this.#quietUntil()) {
      this.#waiting.serveUpTo(next);
      if (next === from) this.#waiting.notePeaks();
      if (next === this.#timeline.next) this.#timeline.observe(next);
    }
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
      ...NO_VMS,
    };
  }

  #result(warnings: readonly string[]): WorldResult {
    const spec = this.#spec;
    const { drain } = spec;
    const counted = this.#figures;
    const submitted = counted.cells.reduce((sum, cell) => sum + cell.all.submitted, 0);
    if (submitted !== this.#drawn) {
      throw new AuditError(1, this.#end, `${this.#drawn} jobs were submitted, ${submitted} are told of`);
    }
    const clock = drain && submitted > 0 ? counted.lastEnd : this.#end;
    this.#observeUpTo(clock);
    this.#waiting.serveUpTo(clock);
    if (!this.#waiting.area.equals(counted.queueTimes)) {
      throw new AuditError(8, clock, "the integral of the queue is not the sum of the jobs' times in it");
    }
    const running = counted.taken - counted.ended;
    const held = this.#waiting.heldAt(clock);
    const queued = submitted - counted.taken - held;
    this.#timeline.observe(clock, { ...this.#state(clock), queued, held, running });
    const stop: StopReason = drain ? "drained" : "horizon";
    const capacity = new ExactSum();
    capacity.addProduct(this.#mostWorkers, this.#window.overlap(0, clock));
    const figures: Figures = {
      spec,
      window: this.#window,
      clock,
      cells: counted.cells,
      parties: this.#parties,
      rounds: spec.workloads.map(() => new RoundFigures()),
      life: {
        queuePeak: this.#waiting.customersPeak,
        vmPeak: 0,
        firstMeasured: counted.firstMeasured,
        lastMeasuredEnd: counted.lastMeasuredEnd,
      },
      classic: { mostWorkers: this.#mostWorkers, capacity, queuePeak: this.#waiting.peak },
      pools: [],
      anyAtLimit: new LimitClock(this.#window),
    };
    return {
      metrics: worldMetrics(figures),
      stop,
      clock,
      events: counted.events,
      vms: [],
      cancelledVms: [],
      operations: [],
      timeline: this.#timeline.rows(),
      jobs: null,
      warnings,
    };
  }
}
