import type { StopReason } from "../../engine/simulation.ts";
import { ClockError, LATEST, NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { AuditError } from "../audit/auditError.ts";
import type { CapsAudit } from "../audit/capsAudit.ts";
import { FifoAudit } from "../audit/fifoAudit.ts";
import type { TimetableAudit } from "../audit/timetableAudit.ts";
import type { Figures } from "../figures/figures.ts";
import { figuresTold } from "../figures/figuresTold.ts";
import type { Parties } from "../parties.ts";
import { Rounds } from "../rounds.ts";
import { Timeline } from "../timeline.ts";
import { Window } from "../window.ts";
import { openDraws, openSources, traceWarnings } from "../workload/openWorkloads.ts";
import type { WorldResult } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { Feed } from "./feed.ts";
import { FifoFigures } from "./fifoFigures.ts";
import type { FifoService } from "./fifoService.ts";
import { FollowedJobs } from "./followedJobs.ts";
import { JobBlock } from "./jobBlock.ts";
import type { JobsNow, JobsSeen } from "./jobsSeen.ts";
import { MergedFeeds } from "./mergedFeeds.ts";
import { openService } from "./openService.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { TaskedJobs } from "./taskedJobs.ts";
import { TaskFigures } from "./taskFigures.ts";

export interface FifoRunOptions {
  readonly replication: number;
  readonly evaluations?: boolean;
  /** Constant workers of the classic service go event by event. */
  readonly byEvents?: boolean;
  readonly onProgress?: (share: number, events: number) => void;
}

/**
 * A plain FIFO service, block of jobs by block. Mostly it goes job by job in order of submission: each starts at the later of its submission
 * and the instant a server is free (Kiefer and Wolfowitz 1955). Where caps hold jobs back, and where one asks for it, it goes event by
 * event. Every figure is that of the whole model's event loop, to the tick: property tests compare whole results, and the auditor checks
 * that loop job by job.
 *
 * Every job is checked by `FifoAudit`, `TimetableAudit` or `CapsAudit`, of one of several tasks each task; and the integral of the queue
 * over time against the sum of the waits (invariant 8).
 */
export class FifoRun {
  readonly #spec: WorldSpec;
  readonly #parties: Parties;
  readonly #plain: PlainFifo;
  readonly #options: FifoRunOptions;
  readonly #end: Ticks;
  readonly #window: Window;
  readonly #service: FifoService;
  readonly #figures: FifoFigures | TaskFigures;
  readonly #rounds: Rounds;
  readonly #audit: FifoAudit | TimetableAudit | CapsAudit;
  /** Null where no job has several tasks. */
  readonly #tasked: TaskedJobs | null;
  readonly #seen: JobsSeen;
  readonly #timeline: Timeline;
  /** Jobs in order of submission, or their tasks. */
  readonly #rows: JobBlock;
  /** The jobs at hand. */
  readonly #block: JobBlock;

  constructor(spec: WorldSpec, parties: Parties, plain: PlainFifo, options: FifoRunOptions) {
    this.#spec = spec;
    this.#parties = parties;
    this.#plain = plain;
    this.#rows = new JobBlock(plain.block, { neverHeld: !plain.anyCap, neverDispatched: plain.dispatchDelay === null });
    this.#options = options;
    this.#end = spec.warmUp + spec.horizon;
    this.#window = new Window(spec.warmUp, this.#end);
    const jobsAt = (at: Ticks): JobsNow => this.#seen.at(at);
    const timeline = (): Timeline => this.#timeline;
    const { replication, evaluations = false, byEvents = false } = options;
    const own = { replication, keepEvaluations: evaluations, byEvents };
    const opened = openService(spec, plain, this.#window, { ...own, parties, jobsAt, timeline });
    this.#service = opened.service;
    this.#audit = opened.audit;
    const stop = spec.drain ? NEVER : this.#end;
    this.#rounds = new Rounds(spec.workloads.map(({ job }) => job.deadline !== null));
    this.#tasked = plain.tasks === null ? null : new TaskedJobs(spec.workloads.length, stop, plain.block);
    this.#block = this.#tasked?.jobs ?? this.#rows;
    const rounds = plain.anyRound ? this.#rounds : null;
    this.#figures =
      this.#tasked === null
        ? new FifoFigures(spec, this.#window, plain, rounds)
        : new TaskFigures(this.#tasked.jobs, spec, this.#window, plain, rounds);
    this.#timeline = new Timeline(this.#service.observed, this.#end);
    const jobs = { rows: this.#rows, tasked: this.#tasked };
    const when = { window: this.#window, timeline: this.#timeline };
    this.#seen = this.#service.seen ?? new FollowedJobs(spec, parties, plain, jobs, when);
  }

  /** Null where only events can tell: see `FifoService.serve`. */
  run(): WorldResult | null {
    const { system, comes, due, anyRound, dispatchDelay, tasks } = this.#plain;
    const { replication, onProgress } = this.#options;
    const sources = openSources(this.#spec, replication);
    const draws = openDraws(this.#spec, replication);
    const rounds = anyRound ? this.#rounds : null;
    const drawn = { system, due, rounds, window: this.#window, dispatchDelay, tasks };
    const coming = sources.map((_, workload) => workload).filter((workload) => comes[workload]);
    const feeds = coming.map((workload) => {
      const cells = this.#parties.byWorkload[workload]!.map((party) => party.cell + system);
      return new Feed(workload, sources[workload]!, draws[workload]!, cells, drawn, coming.length);
    });
    const merged = feeds.length === 1 ? feeds[0]! : new MergedFeeds(feeds, drawn);
    const rows = this.#rows;
    rows.workload.fill(coming[0]!);
    const next = this.#service.readAhead?.(merged, coming[0]!) ?? merged;
    for (;;) {
      next.fill(rows);
      if (!this.#service.serve(rows)) return null;
      if (rows.count === 0 && this.#service.isOver !== false) break;
      if (rows.count > 0 && !this.#tellOf(rows)) return null;
      onProgress?.(Math.min(1, this.#seen.now / this.#end), this.#seen.events ?? this.#figures.events);
    }
    const companions = feeds.reduce((sum, feed) => sum + feed.companions, 0);
    return this.#result(traceWarnings(this.#spec, sources), companions);
  }

  /** The next jobs, or their tasks, are served. False where only events can tell. */
  #tellOf(rows: JobBlock): boolean {
    const block = this.#block;
    if (this.#tasked?.gather(rows) === false) return false;
    if (!this.#service.admit(block, this.#tasked?.jobs.allTaken ?? block.taken)) return false;
    this.#audit.check(rows);
    this.#tasked?.check(rows);
    this.#seen.follow?.(block);
    this.#figures.count(rows);
    this.#seen.keep?.(block);
    return true;
  }

  /** @param companions jobs that came with the first of their firing, at one event. */
  #result(warnings: readonly string[], companions: number): WorldResult | null {
    const spec = this.#spec;
    const { drain } = spec;
    const counted = this.#figures;
    const submitted = counted.cells.reduce((sum, cell) => sum + cell.all.submitted, 0);
    const clock = drain && submitted > 0 ? counted.lastEnd : this.#end;
    if (clock > LATEST) throw new ClockError();
    if (this.#service.stopAt?.(clock) === false) return null;
    const seen = this.#seen;
    seen.stop(clock, { waiting: submitted - counted.taken, running: counted.taken - counted.ended });
    if (this.#tasked === null) this.#audit.finish(clock, this.#toldOf());
    else this.#tasked.finish(clock, this.#toldOf(), this.#audit);
    this.#rounds.close();
    if (!seen.queue.area.equals(counted.queueTimes)) {
      throw new AuditError(8, clock, "the integral of the queue is not the sum of the jobs' times in it");
    }
    this.#timeline.observe(clock);
    const stop: StopReason = drain ? "drained" : "horizon";
    const service = this.#service.close(clock, seen.queue.peak);
    const ofPool = service.pools[this.#plain.system - 1]?.name;
    if (ofPool !== undefined && this.#audit instanceof FifoAudit) {
      const vms = service.vms.filter(({ pool }) => pool === ofPool);
      this.#audit.checkLedger(clock, vms, this.#slotTime());
    }
    const figures: Figures = {
      ...service,
      spec,
      window: this.#window,
      clock,
      cells: counted.cells,
      parties: this.#parties,
      rounds: this.#rounds.byWorkload,
      life: {
        queuePeak: seen.queue.customersPeak,
        queuePeaks: seen.queue.partPeaks,
        vmPeak: service.vmPeak,
      },
      flows: [],
    };
    const told = figuresTold(figures);
    return {
      ...told,
      stop,
      events: counted.events - companions + service.events,
      cancelledVms: service.cancelledVms,
      operations: service.operations,
      timeline: this.#timeline.rows(),
      jobs: null,
      warnings: [...warnings, ...service.warnings, ...told.warnings],
    };
  }

  /** That all jobs computed, inside the window. */
  #slotTime(): ExactSum {
    const sum = new ExactSum();
    for (const cell of this.#figures.cells) if (cell !== undefined) sum.merge(cell.slotTime);
    return sum;
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
