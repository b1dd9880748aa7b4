import { ArrivalLanes } from "../engine/arrivalLanes.ts";
import { type Machine, Simulation, type StopReason } from "../engine/simulation.ts";
import { NEVER, type Ticks } from "../engine/time.ts";
import { Auditor } from "./audit/auditor.ts";
import type { Allowance } from "./billing/allowance.ts";
import { allowancesOf } from "./billing/allowances.ts";
import { ClassicMeter } from "./billing/classicMeter.ts";
import { roundedLedger } from "./billing/vmRounding.ts";
import type { Cell } from "./cell.ts";
import { takeCensus } from "./census.ts";
import { Classic } from "./classic/classic.ts";
import { DecidingPools } from "./decidingPools.ts";
import { DueSystems } from "./dueSystems.ts";
import { EventCode, FIRST_OF_SYSTEMS, KINDS } from "./eventCode.ts";
import { CLASSIC } from "./eventLog.ts";
import { FifoRun } from "./fifo/fifoRun.ts";
import { hasConstantWorkers, plainFifoOf } from "./fifo/plainFifo.ts";
import type { Figures } from "./figures/figures.ts";
import { figuresTold } from "./figures/figuresTold.ts";
import { Intake } from "./intake.ts";
import { JobLife } from "./jobLife.ts";
import { JobRecorder } from "./jobRecorder.ts";
import { Parties } from "./parties.ts";
import { openPools, type Pools } from "./pool/openPools.ts";
import { poolWarnings } from "./pool/poolWarnings.ts";
import { Prospects } from "./prospects.ts";
import { Rounds } from "./rounds.ts";
import { Sampling } from "./scaling/poolSamples.ts";
import { Standstill } from "./standstill.ts";
import { Store } from "./storage/store.ts";
import { TaskTransfers } from "./storage/taskTransfers.ts";
import type { System } from "./system.ts";
import { Timeline } from "./timeline.ts";
import { Window } from "./window.ts";
import { type AnySource, openSources, streamWarnings, traceWarnings } from "./workload/openWorkloads.ts";
import { StreamSource } from "./workload/streamSource.ts";
import type { WorldResult } from "./worldResult.ts";
import type { WorldSpec } from "./worldSpec.ts";

export interface WorldOptions {
  readonly replication: number;
  /** Keep a record of every job. */
  readonly jobs: boolean;
  /** Check every job, not only what can be checked in passing. */
  readonly audit: boolean;
  /** Keep each evaluation of autoscale formulas; they are counted in any case. */
  readonly evaluations?: boolean;
  readonly eventCap?: number;
  /** A drain in which so many events bring nothing forward is given up, if it is long, too; 50,000 by default. */
  readonly standstillEvents?: number;
  /**
   * `auto` (the default) goes job by job where that gives the same figures. `events` always goes event by event; so does what keeps or checks
   * every job, or has an event cap, and that through all parts of the model.
   */
  readonly engine?: "events" | "auto";
  /** Called now and then with the share of the horizon that has passed. */
  readonly onProgress?: (share: number, events: number) => void;
}

/** Instants between two calls of `onProgress`. */
const PROGRESS_STRIDE = 1 << 16;

/**
 * One alternative's parts, put together for one replication. A pure function of the spec and the replication's number.
 *
 * @throws AuditError if the run violated an invariant.
 */
export function runWorld(spec: WorldSpec, options: WorldOptions): WorldResult {
  const parties = new Parties(spec);
  const byEvents = options.engine === "events";
  const isWhole = options.jobs || options.audit || options.eventCap !== undefined;
  const plain = isWhole ? null : plainFifoOf(spec, parties);
  const result =
    plain === null || (byEvents && !hasConstantWorkers(plain))
      ? null
      : new FifoRun(spec, parties, plain, { ...options, byEvents }).run();
  return result ?? new World(spec, parties, options).run();
}

class World implements Machine {
  readonly #spec: WorldSpec;
  readonly #options: WorldOptions;
  readonly #end: Ticks;
  readonly #window: Window;
  readonly #parties: Parties;
  readonly #simulation: Simulation;
  readonly #auditor: Auditor;
  readonly #cells: (Cell | undefined)[] = [];
  readonly #rounds: Rounds;
  readonly #recorder: JobRecorder | null;
  readonly #meter: ClassicMeter | null;
  /** By system: of a plan that takes no more jobs when it is used up. */
  readonly #allowances: readonly (Allowance | null)[];
  readonly #life: JobLife;
  readonly #classic: Classic | null;
  readonly #pools: Pools;
  readonly #stores: readonly Store[];
  /** By index; the classic service's place is empty where there is none. */
  readonly #systems: System[] = [];
  readonly #due: DueSystems;
  readonly #deciding: DecidingPools;
  readonly #sources: readonly AnySource[];
  readonly #intake: Intake;
  readonly #timeline: Timeline;
  readonly #sampling: Sampling;
  readonly #standstill: Standstill;
  readonly #prospects: Prospects;
  /** VMs of all pools that are paid for, at most at the end of an instant inside the window. */
  #vmPeak = 0;
  #instants = 0;

  constructor(spec: WorldSpec, parties: Parties, options: WorldOptions) {
    this.#spec = spec;
    this.#options = options;
    this.#end = spec.warmUp + spec.horizon;
    this.#window = new Window(spec.warmUp, this.#end);
    this.#parties = parties;
    this.#rounds = new Rounds(spec.workloads.map((workload) => workload.job.deadline !== null));
    this.#auditor = new Auditor(spec, this.#parties.tenants, { full: options.audit });
    const names = spec.workloads.map((workload) => workload.name);
    this.#recorder = options.jobs ? new JobRecorder(names, this.#parties.tenants, this.#parties.systems) : null;

    const usesClassic = this.#parties.reaches(CLASSIC, spec.workloads);
    /** Of those workloads that are simulated, or those that are not: nothing of the customer's could notice them. */
    this.#sources = openSources(spec, options.replication);
    const firstOf = (simulated: boolean) =>
      new ArrivalLanes(
        this.#sources.map((source, lane) =>
          (usesClassic || !spec.workloads[lane]!.background) === simulated ? source.next() : NEVER,
        ),
      );
    this.#simulation = new Simulation(firstOf(true));
    this.#due = new DueSystems(this.#simulation);
    this.#deciding = new DecidingPools(this.#simulation);
    const onlyNumbered = options.jobs ? firstOf(false) : new ArrivalLanes([]);
    this.#allowances = allowancesOf(spec, () => this.#pools.all.flatMap((pool) => [...pool.fleet.sofar()]));
    this.#meter = ClassicMeter.of(spec, this.#window);
    this.#stores = spec.stores.map((store, index) => new Store(store, index, this.#simulation, this.#auditor));
    this.#life = new JobLife(this.#simulation, this.#systems, {
      window: this.#window,
      log: this.#auditor,
      cells: this.#cells,
      rounds: this.#rounds,
      queueParts: parties.queueParts,
      customers: spec.workloads.map((workload) => !workload.background),
      checkpoints: spec.workloads.map(({ job }) => job.checkpointEvery),
      recorder: this.#recorder,
      meter: this.#meter,
      allowances: this.#allowances,
      transfers: this.#stores.length === 0 ? null : new TaskTransfers(spec, this.#stores),
      tenantOf: (row) => this.#parties.ofCell(this.#life.jobs.cell[row]!).tenant,
    });
    const around = {
      simulation: this.#simulation,
      life: this.#life,
      log: this.#auditor,
      requestDispatch: (system: System) => this.#due.request(system),
    };
    this.#classic =
      spec.classic === null || !usesClassic
        ? null
        : new Classic(spec.classic, { ...around, startEpochMs: spec.startEpochMs });
    if (this.#classic !== null) this.#systems[CLASSIC] = this.#classic;
    this.#pools = openPools(spec, options.replication, {
      ...around,
      window: this.#window,
      stores: this.#stores,
      requestDecision: (pool) => this.#deciding.request(pool),
      refuge:
        this.#classic === null
          ? null
          : {
              canHold: (width) => this.#classic!.canHold(width),
              take: (row, again) => this.#intake.takeBack(row, again),
            },
      keepEvaluations: options.evaluations ?? false,
    });
    this.#sampling = new Sampling(this.#pools.all.flatMap(({ autoscale }) => autoscale?.samples ?? []));
    for (const pool of this.#pools.all) this.#systems[pool.index] = pool;

    this.#intake = new Intake(spec, options.replication, {
      ...{ simulation: this.#simulation, window: this.#window, life: this.#life, parties, cells: this.#cells },
      ...{ rounds: this.#rounds, systems: this.#systems, classic: this.#classic },
      ...{ sources: this.#sources, onlyNumbered },
    });
    this.#standstill = new Standstill(this.#simulation, this.#life, this.#end, options.standstillEvents);
    const hopes = { systems: this.#systems, stores: this.#stores, service: this.#pools.service };
    this.#prospects = new Prospects(this.#simulation, this.#life, hopes);
    this.#timeline = new Timeline(
      this.#systems.filter((system) => system !== undefined),
      this.#end,
    );
  }

  get outstanding(): number {
    return this.#life.jobs.count;
  }

  get waitsInVain(): boolean {
    return this.#standstill.isStuck || !this.#prospects.any;
  }

  run(): WorldResult {
    this.#pools.service.start();
    const rule = {
      end: this.#end,
      drain: this.#spec.drain,
      eventCap: this.#options.eventCap ?? Number.POSITIVE_INFINITY,
    };
    const stop = this.#simulation.run(this, rule);
    return this.#result(stop);
  }

  handle(code: number, subject: number): void {
    switch (code) {
      case EventCode.taskStarts:
      case EventCode.taskEnds:
        this.#life.tasks.runEvent(code, subject);
        break;
      case EventCode.timeout:
        this.#life.timeout(subject);
        break;
      case EventCode.store:
        this.#stores[subject]!.due();
        break;
      case EventCode.operations:
        this.#pools.service.due();
        break;
      case EventCode.increaseAsked:
        this.#pools.account.asked(subject);
        break;
      case EventCode.increaseGranted:
        this.#pools.account.granted(subject);
        break;
      default: {
        const own = code - FIRST_OF_SYSTEMS;
        this.#systems[Math.floor(own / KINDS)]!.handle(own % KINDS, subject);
      }
    }
  }

  arrive(lane: number): void {
    this.#classic?.settle();
    this.#intake.arrive(lane);
  }

  dispatch(): void {
    this.#due.dispatch();
  }

  decide(): void {
    this.#deciding.decide();
  }

  instantEnds(until: Ticks): void {
    this.#classic?.settle();
    if (until > this.#timeline.next) this.#timeline.holdsUntil(until);
    if (until > this.#sampling.next) this.#sampling.holdsUntil(until);
    // What stands from the end on is outside the window, unless the run goes on to drain.
    if (until > this.#window.from && (this.#spec.drain || this.#simulation.now < this.#end)) {
      this.#life.queued.notePeak();
      this.#classic?.notePeak();
      let vms = 0;
      for (const pool of this.#pools.all) vms += pool.fleet.notePeak();
      if (vms > this.#vmPeak) this.#vmPeak = vms;
    }
    if (++this.#instants % PROGRESS_STRIDE === 0) {
      this.#options.onProgress?.(Math.min(1, this.#simulation.now / this.#end), this.#simulation.events);
    }
  }

  #result(stop: StopReason): WorldResult {
    const clock = this.#simulation.now;
    this.#timeline.observe(clock);
    const census = takeCensus(this.#spec, this.#parties, this.#cells, this.#life.jobs);
    for (const system of this.#systems) system?.close();
    this.#life.close(clock);
    const vms = roundedLedger(
      this.#pools.all.flatMap((pool) => pool.fleet.ledger()),
      this.#spec,
      this.#window,
    );
    const figures: Figures = {
      spec: this.#spec,
      window: this.#window,
      clock,
      cells: this.#cells,
      parties: this.#parties,
      rounds: this.#rounds.byWorkload,
      life: {
        queuePeak: this.#life.queued.peak,
        queuePeaks: this.#life.queued.peaks,
        vmPeak: this.#vmPeak,
      },
      classic: this.#classic,
      pools: this.#pools.all,
      vms,
      meter: this.#meter,
      anyAtLimit: this.#pools.anyAtLimit,
      flows: this.#sources.map((source) => (source instanceof StreamSource ? source.flow : null)),
    };
    const told = figuresTold(figures);
    const cancelledVms = this.#pools.all.map((pool) => pool.fleet.provisioning.cancelled);
    this.#auditor.finish(clock, {
      vms,
      cancelled: cancelledVms,
      bill: { rows: told.bill, total: told.metrics["cost.total"]!.value },
      census,
      window: { from: this.#window.from, to: clock },
      stop,
    });
    return {
      ...told,
      stop,
      events: this.#simulation.events,
      cancelledVms,
      operations: this.#pools.operations.rows(),
      timeline: this.#timeline.rows(),
      jobs: this.#recorder?.records() ?? null,
      warnings: [
        ...traceWarnings(this.#spec, this.#sources),
        ...streamWarnings(this.#spec),
        ...poolWarnings(this.#pools.all),
        ...told.warnings,
        ...new Set(this.#allowances.flatMap((allowance) => allowance?.warning ?? [])),
      ],
    };
  }
}
