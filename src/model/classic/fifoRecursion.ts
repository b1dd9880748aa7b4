import type { StopReason } from "../../engine/simulation.ts";
import { ClockError, LATEST, NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { AuditError } from "../audit/auditError.ts";
import { FifoAudit } from "../audit/fifoAudit.ts";
import { billOf } from "../billing/bill.ts";
import { billWarnings } from "../billing/billWarnings.ts";
import { CLASSIC } from "../eventLog.ts";
import { latencyCurve } from "../figures/latencyCurve.ts";
import { billed, type Figures, worldMetrics } from "../figures/worldMetrics.ts";
import type { Parties } from "../parties.ts";
import { LimitClock } from "../pool/limitClock.ts";
import { RoundFigures } from "../rounds.ts";
import { Timeline } from "../timeline.ts";
import { Window } from "../window.ts";
import { openDraws, openSources, traceWarnings } from "../workload/openWorkloads.ts";
import { NO_VMS, type SystemState, type WorldResult } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { Feed } from "./feed.ts";
import { FifoFigures } from "./fifoFigures.ts";
import { JobBlock } from "./jobBlock.ts";
import { LatestEnds } from "./latestEnds.ts";
import { MergedFeeds } from "./mergedFeeds.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { StartingJobs } from "./startingJobs.ts";
import { WorkerEnds } from "./workerEnds.ts";

/**
 * A plain FIFO service, job by job in order of submission instead of event by event: each starts at the later of its
 * submission and the instant a worker is free (Kiefer and Wolfowitz 1955). Every figure is that of the event loop, to the
 * tick: a property test compares whole results, and the event loop is what the auditor checks job by job.
 *
 * Every job is checked by `FifoAudit`, and the integral of the queue over time against the sum of the waits (invariant 8).
 */
export class FifoRecursion {
  readonly #spec: WorldSpec;
  readonly #parties: Parties;
  readonly #plain: PlainFifo;
  readonly #replication: number;
  readonly #end: Ticks;
  readonly #window: Window;
  readonly #figures: FifoFigures;
  readonly #audit: FifoAudit;
  readonly #workers: WorkerEnds;
  /** By workload, shared by those of one endpoint; null where there is no cap. */
  readonly #caps: readonly (LatestEnds | null)[];
  /** By workload: 1 for the customer's. */
  readonly #customers: Uint8Array;
  readonly #waiting = new StartingJobs();
  readonly #timeline: Timeline;
  /** The workers before the block at hand, the block, and how many of its jobs the clock has come to. */
  readonly #workersBefore: WorkerEnds;
  readonly #block = new JobBlock();
  #followed = 0;

  constructor(spec: WorldSpec, parties: Parties, plain: PlainFifo, replication: number) {
    this.#spec = spec;
    this.#parties = parties;
    this.#plain = plain;
    this.#replication = replication;
    this.#end = spec.warmUp + spec.horizon;
    this.#window = new Window(spec.warmUp, this.#end);
    this.#figures = new FifoFigures(spec, this.#window, plain);
    this.#audit = new FifoAudit(plain.workers, spec.workloads.length, spec.drain ? NEVER : this.#end);
    this.#workers = new WorkerEnds(plain.workers);
    this.#workersBefore = new WorkerEnds(plain.workers);
    const byEndpoint = new Map<string, LatestEnds>();
    this.#caps = plain.endpointCaps.map((cap, workload) => {
      if (cap === Number.POSITIVE_INFINITY) return null;
      const { endpoint } = spec.workloads[workload]!;
      const ends = byEndpoint.get(endpoint) ?? new LatestEnds(cap);
      byEndpoint.set(endpoint, ends);
      return ends;
    });
    this.#customers = Uint8Array.from(spec.workloads, ({ background }) => (background ? 0 : 1));
    this.#timeline = new Timeline([{ name: "classic", state: (at) => this.#state(at) }], this.#end);
  }

  run(onProgress?: (share: number, events: number) => void): WorldResult {
    const sources = openSources(this.#spec, this.#replication);
    const draws = openDraws(this.#spec, this.#replication);
    const drawn = { deadlines: this.#plain.anyDeadline, dispatchDelay: this.#plain.dispatchDelay };
    const feeds = sources.map((source, workload) => {
      const cells = this.#parties.byWorkload[workload]!.map((party) => party.cell + CLASSIC);
      return new Feed(source, draws[workload]!, cells, drawn, sources.length);
    });
    const merged = feeds.length === 1 ? feeds[0]! : new MergedFeeds(feeds, drawn);
    const block = this.#block;
    for (merged.fill(block); block.count > 0; merged.fill(block)) {
      this.#workersBefore.copy(this.#workers);
      this.#serve(block);
      this.#audit.check(block);
      this.#follow(block);
      this.#figures.count(block);
      onProgress?.(Math.min(1, this.#waiting.now / this.#end), this.#figures.events);
    }
    return this.#result(traceWarnings(this.#spec, sources));
  }

  /** When each gets its slot, starts and ends. */
  #serve({ count, workload, worker, submitted, service, dispatch, eligible, taken, started, ended }: JobBlock): void {
    const workers = this.#workers;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const free = workers.earliest;
      const slot = now > free ? now : free;
      const start = slot + dispatch[i]!;
      const end = start + service[i]!;
      eligible[i] = now;
      taken[i] = slot;
      started[i] = start;
      ended[i] = end;
      worker[i] = workers.next;
      workers.occupy(end);
    }
    if (!this.#plain.anyCap) return;
    for (let i = 0; i < count; i++) {
      const cap = this.#caps[workload[i]!]!;
      if (cap === null) continue;
      if (cap.full && cap.earliest > submitted[i]!) eligible[i] = cap.earliest;
      cap.add(ended[i]!);
    }
  }

  /** The clock goes through their submissions: queue, peaks and timeline. */
  #follow(block: JobBlock): void {
    const { count, submitted } = block;
    this.#followed = 0;
    while (this.#followed < count) {
      // Up to there nothing but the queue has to be looked after between two submissions.
      const quietUntil = this.#quietUntil();
      const from = this.#followed;
      let to = submitted[count - 1]! <= quietUntil ? count : from;
      while (to < count && submitted[to]! <= quietUntil) to++;
      this.#waiting.follow(block, from, to, this.#customers, this.#window.from);
      this.#followed = to;
      if (to < count) this.#observeUpTo(submitted[to]!);
    }
  }

  /** Jobs that hold a worker at a time at which none waits: those with later ends, before the block and in it. */
  #running(at: Ticks): number {
    let running = this.#workersBefore.busyAt(at);
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
      running: waits > 0 ? this.#plain.workers : this.#running(at),
      ...NO_VMS,
    };
  }

  #result(warnings: readonly string[]): WorldResult {
    const spec = this.#spec;
    const { drain } = spec;
    const counted = this.#figures;
    const submitted = counted.cells.reduce((sum, cell) => sum + cell.all.submitted, 0);
    const clock = drain && submitted > 0 ? counted.lastEnd : this.#end;
    if (clock > LATEST) throw new ClockError();
    this.#observeUpTo(clock);
    this.#waiting.serveUpTo(clock);
    this.#audit.finish(clock, this.#toldOf());
    if (!this.#waiting.area.equals(counted.queueTimes)) {
      throw new AuditError(8, clock, "the integral of the queue is not the sum of the jobs' times in it");
    }
    const running = counted.taken - counted.ended;
    const held = this.#waiting.heldAt(clock);
    const queued = submitted - counted.taken - held;
    this.#timeline.observe(clock, { ...this.#state(clock), queued, held, running });
    const stop: StopReason = drain ? "drained" : "horizon";
    const capacity = new ExactSum();
    capacity.addProduct(this.#plain.workers, this.#window.overlap(0, clock));
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
      },
      classic: { mostWorkers: this.#plain.workers, capacity, queuePeak: this.#waiting.peak },
      pools: [],
      vms: [],
      meter: null,
      anyAtLimit: new LimitClock(this.#window),
      flows: [],
    };
    const bill = billOf(billed(figures));
    return {
      metrics: worldMetrics(figures, bill),
      stop,
      clock,
      events: counted.events,
      vms: [],
      cancelledVms: [],
      operations: [],
      evaluations: [],
      evaluationCounts: [],
      bill,
      timeline: this.#timeline.rows(),
      latencyCurve: latencyCurve(figures),
      jobs: null,
      divisions: [],
      warnings: [...warnings, ...billWarnings(billed(figures), bill)],
    };
  }

  /** By workload. */
  #toldOf(): { submitted: number; finished: number }[] {
    const told = this.#spec.workloads.map(() => ({ submitted: 0, finished: 0 }));
    this.#figures.cells.forEach((cell, index) => {
      const of = told[this.#parties.ofCell(index).workload]!;
      of.submitted += cell.all.submitted;
      of.finished += cell.all.finished;
    });
    return told;
  }
}
