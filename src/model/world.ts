import { ArrivalLanes } from "../engine/arrivalLanes.ts";
import { EventClass, type Machine, Simulation, type StopReason } from "../engine/simulation.ts";
import { NEVER, type Ticks } from "../engine/time.ts";
import { Auditor } from "./audit/auditor.ts";
import type { Allowance } from "./billing/allowance.ts";
import { allowancesOf } from "./billing/allowances.ts";
import { billOf } from "./billing/bill.ts";
import { billWarnings } from "./billing/billWarnings.ts";
import { ClassicMeter } from "./billing/classicMeter.ts";
import { roundedLedger } from "./billing/vmRounding.ts";
import { Cell } from "./cell.ts";
import { takeCensus } from "./census.ts";
import { Classic } from "./classic/classic.ts";
import { EventCode, FIRST_OF_SYSTEMS, KINDS } from "./eventCode.ts";
import { CLASSIC } from "./eventLog.ts";
import { FifoRecursion } from "./fifo/fifoRecursion.ts";
import { plainFifoOf } from "./fifo/plainFifo.ts";
import { divisionsOf } from "./figures/divisions.ts";
import { latencyCurve } from "./figures/latencyCurve.ts";
import { billed, type Figures, worldMetrics } from "./figures/worldMetrics.ts";
import { JobLife } from "./jobLife.ts";
import { JobRecorder } from "./jobRecorder.ts";
import { NONE, NOT_YET } from "./jobTable.ts";
import { mayReach, Parties, type Party } from "./parties.ts";
import { openPools, type Pools } from "./pool/openPools.ts";
import type { Pool, Refuge } from "./pool/pool.ts";
import { poolWarnings } from "./pool/poolWarnings.ts";
import { Rounds } from "./rounds.ts";
import { Router } from "./router.ts";
import { inOrderOfTime } from "./scaling/evaluations.ts";
import { Sampling } from "./scaling/poolSamples.ts";
import { Store } from "./storage/store.ts";
import { TaskTransfers } from "./storage/taskTransfers.ts";
import type { System } from "./system.ts";
import { Timeline } from "./timeline.ts";
import { Window } from "./window.ts";
import type { JobDraws } from "./workload/jobDraws.ts";
import { type AnySource, openDraws, openSources, streamWarnings, traceWarnings } from "./workload/openWorkloads.ts";
import { StreamSource } from "./workload/streamSource.ts";
import { TraceSource } from "./workload/traceSource.ts";
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
  /** `auto` (the default) goes job by job where that gives the same figures; `events` always goes event by event. */
  readonly engine?: "events" | "auto";
  /** Called now and then with the share of the horizon that has passed. */
  readonly onProgress?: (share: number, events: number) => void;
}

/** Instants between two calls of `onProgress`. */
const PROGRESS_STRIDE = 1 << 16;

/**
 * Draining ends when no task got a slot or gave one back, and none holds one, for so many times the simulated time and for
 * so many events: a timetable may help tomorrow, but VMs that come and go in vain would do so for ever. Likewise when tasks
 * only ever begin anew, for their VMs never last as long as they do.
 */
const LONGEST_STANDSTILL = 10;
const STANDSTILL_EVENTS = 50_000;

/**
 * One alternative's parts, put together for one replication. A pure function of the spec and the replication's number.
 *
 * @throws AuditError if the run violated an invariant.
 */
export function runWorld(spec: WorldSpec, options: WorldOptions): WorldResult {
  const parties = new Parties(spec);
  const plain = options.engine === "events" || options.jobs || options.audit ? null : plainFifoOf(spec, parties);
  const byJobs =
    plain === null ? null : new FifoRecursion(spec, parties, plain, options.replication).run(options.onProgress);
  return byJobs ?? new World(spec, parties, options).run();
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
  readonly #due: System[] = [];
  #dueCount = 0;
  readonly #deciding: Pool[] = [];
  #decidingCount = 0;
  readonly #sources: readonly AnySource[];
  readonly #draws: readonly JobDraws[];
  /** Whether a workload's jobs are simulated, or only numbered because nothing of the customer's could notice them. */
  readonly #simulated: readonly boolean[];
  readonly #capLanes: readonly (readonly number[])[];
  readonly #router: Router;
  readonly #timeline: Timeline;
  readonly #sampling: Sampling;
  /** The arrivals of workloads that are not simulated. */
  readonly #onlyNumbered: ArrivalLanes;
  #nextJob = 0;
  #instants = 0;
  /** While a drain waits: when a task last moved, and how many events there had been when that was seen. */
  #standsSince: Ticks = -1;
  #eventsThen = 0;
  /** Likewise, when a task last came nearer to its end. */
  #progressSince: Ticks = -1;
  #eventsAtProgress = 0;

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
    this.#simulated = spec.workloads.map((workload) => !workload.background || usesClassic);
    this.#sources = openSources(spec, options.replication);
    const firstOf = (simulated: boolean) =>
      new ArrivalLanes(
        this.#sources.map((source, lane) => (this.#simulated[lane]! === simulated ? source.next() : NEVER)),
      );
    this.#simulation = new Simulation(firstOf(true));
    this.#onlyNumbered = options.jobs ? firstOf(false) : new ArrivalLanes([]);
    this.#allowances = allowancesOf(spec, () => this.#pools.all.flatMap((pool) => [...pool.fleet.sofar()]));
    this.#meter = ClassicMeter.of(spec, this.#window);
    this.#stores = spec.stores.map((store, index) => new Store(store, index, this.#simulation, this.#auditor));
    this.#life = new JobLife(this.#simulation, this.#systems, {
      window: this.#window,
      log: this.#auditor,
      cells: this.#cells,
      rounds: this.#rounds,
      systems: parties.systems.length,
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
      requestDispatch: (system: System) => this.#requestDispatch(system),
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
      requestDecision: (pool) => this.#requestDecision(pool),
      refuge: this.#classic === null ? null : this.#refugeIn(this.#classic),
      keepEvaluations: options.evaluations ?? false,
    });
    this.#sampling = new Sampling(this.#pools.all.flatMap(({ autoscale }) => autoscale?.samples ?? []));
    for (const pool of this.#pools.all) this.#systems[pool.index] = pool;

    this.#draws = openDraws(spec, options.replication);
    this.#capLanes = spec.workloads.map((workload, index) =>
      this.#parties.byWorkload[index]!.map((party) =>
        mayReach(party, CLASSIC) && this.#classic !== null
          ? this.#classic.admission.laneOf(workload.endpoint, this.#parties.tenants[party.tenant]!)
          : NONE,
      ),
    );
    this.#router = new Router(spec.workloads, this.#systems, this.#life);
    this.#timeline = new Timeline(
      this.#systems.filter((system) => system !== undefined),
      this.#end,
    );
  }

  /** Jobs that something may still come of. */
  get outstanding(): number {
    return this.#isStuck() ? 0 : this.#life.jobs.count;
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
        this.#life.runEvent(code, subject);
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
    const source = this.#sources[lane]!;
    const { jobs } = source;
    const now = this.#simulation.now;
    this.#numberBefore(now);
    if (source instanceof StreamSource) {
      if (source.fires) this.#streamFires(lane, source);
      else for (let job = 0; job < jobs; job++) this.#submit(lane, source, source.round, job);
      this.#simulation.lanes.advance(source.next());
      return;
    }
    const round = source.firesRounds ? this.#rounds.open(lane, now, jobs, this.#window.measures(now)) : NONE;
    for (let job = 0; job < jobs; job++) this.#submit(lane, source, round, job);
    this.#simulation.lanes.advance(source.next());
  }

  /** A run of a stream begins, or is skipped: then its jobs take their draws all the same, so that later ones keep theirs. */
  #streamFires(lane: number, source: StreamSource): void {
    const { now } = this.#simulation;
    const measured = this.#window.measures(now);
    if (!this.#rounds.fires(lane, measured, source.skipsOverlap)) {
      source.begin(this.#rounds.open(lane, now, source.runJobs, measured));
      return;
    }
    source.skip();
    const { jobs } = this.#life;
    const system = this.#systems[this.#parties.byWorkload[lane]!.at(-1)!.system]!;
    const row = jobs.open();
    for (let job = 0; job < source.runJobs; job++) this.#draws[lane]!.fill(jobs, row, system, undefined);
    jobs.close(row);
  }

  /** Counts the jobs that others submitted before now. At the same instant the customer's come first. */
  #numberBefore(now: Ticks): void {
    const others = this.#onlyNumbered;
    while (others.nextTime < now) {
      const source = this.#sources[others.nextLane]!;
      this.#nextJob += source.jobs;
      others.advance(source.next());
    }
  }

  dispatch(): void {
    // What is made due meanwhile is served too: the list may grow under the loop.
    for (let place = 0; place < this.#dueCount; place++) {
      const system = this.#due[place]!;
      system.due = false;
      system.dispatch();
    }
    this.#dueCount = 0;
  }

  decide(): void {
    for (let place = 0; place < this.#decidingCount; place++) {
      const pool = this.#deciding[place]!;
      pool.decisionDue = false;
      pool.decide();
    }
    this.#decidingCount = 0;
  }

  instantEnds(until: Ticks): void {
    if (until > this.#timeline.next) this.#timeline.holdsUntil(until);
    if (until > this.#sampling.next) this.#sampling.holdsUntil(until);
    // What stands from the end on is outside the window, unless the run goes on to drain.
    if (until > this.#window.from && (this.#spec.drain || this.#simulation.now < this.#end)) {
      const life = this.#life;
      if (life.queueLength > life.queuePeak) life.queuePeak = life.queueLength;
      this.#classic?.notePeak();
      let vms = 0;
      for (const pool of this.#pools.all) vms += pool.fleet.notePeak();
      if (vms > life.vmPeak) life.vmPeak = vms;
    }
    if (++this.#instants % PROGRESS_STRIDE === 0) {
      this.#options.onProgress?.(Math.min(1, this.#simulation.now / this.#end), this.#simulation.events);
    }
  }

  /** @param place of the job among those that come now. */
  #submit(workload: number, source: AnySource, round: number, place: number): void {
    const { jobs } = this.#life;
    const parties = this.#parties.byWorkload[workload]!;
    const traced = source instanceof TraceSource ? source.current() : undefined;
    const own = parties.length - 1;
    const member = traced === undefined || traced.tenant < 0 ? own : traced.tenant;
    const party = parties[member]!;
    const row = jobs.open();
    jobs.number[row] = this.#nextJob++;
    jobs.workload[row] = workload;
    jobs.capLane[row] = this.#capLanes[workload]![member]!;
    jobs.round[row] = round;
    const draws = this.#draws[workload]!;
    const scores = source instanceof StreamSource;
    jobs.newest[row] = scores ? source.newest : NOT_YET;
    const rows = scores ? source.rows(place) : 0;
    const now = this.#simulation.now;
    jobs.deadline[row] = draws.deadline(now);
    const chooses = party.choices.length > 1;
    if (chooses || party.mayMove) {
      draws.draw(jobs, row, traced, rows);
      this.#place(row, party, chooses ? this.#router.choose(row, party, now) : party.system);
      draws.suit(jobs, row, this.#systems[jobs.system[row]!]!);
    } else {
      this.#place(row, party, party.system);
      draws.fill(jobs, row, this.#systems[party.system]!, traced, rows);
    }
    jobs.timeoutEvent[row] = NONE;
    const { timeout } = this.#spec.workloads[workload]!.job;
    if (timeout !== null) {
      this.#simulation.at(now + timeout, EventClass.failure, EventCode.timeout, row);
      jobs.timeoutEvent[row] = this.#simulation.queue.pushed;
    }
    this.#life.submit(row, party.tenant, chooses);
  }

  /** A job is one of a system's from now on. */
  #place(row: number, party: Party, system: number): void {
    const { jobs } = this.#life;
    const cell = party.cell + system;
    this.#cells[cell] ??= new Cell(this.#spec.exactQuantiles);
    jobs.cell[row] = cell;
    jobs.system[row] = system;
  }

  /** Jobs whose pool is being deleted go on in the classic service. */
  #refugeIn(classic: Classic): Refuge {
    const settle = (row: number): void => {
      const { jobs } = this.#life;
      this.#place(row, this.#parties.ofCell(jobs.cell[row]!), CLASSIC);
      this.#draws[jobs.workload[row]!]!.suit(jobs, row, classic);
    };
    return {
      canHold: (width) => classic.canHold(width),
      take: (row, again) => {
        if (this.#life.moves(row, settle)) classic.receive(row, again);
      },
    };
  }

  #requestDispatch(system: System): void {
    if (system.due) return;
    system.due = true;
    this.#due[this.#dueCount++] = system;
    this.#simulation.requestDispatch();
  }

  #requestDecision(pool: Pool): void {
    if (pool.decisionDue) return;
    pool.decisionDue = true;
    this.#deciding[this.#decidingCount++] = pool;
    this.#simulation.requestDecision();
  }

  /** Jobs wait, and nothing has moved, or come to its end, for so long that nothing will: pools whose VMs come and go would do so for ever. */
  #isStuck(): boolean {
    const { now, events } = this.#simulation;
    const { lastMove, lastProgress, running } = this.#life;
    const standstill = this.#options.standstillEvents ?? STANDSTILL_EVENTS;
    const isLong = (since: Ticks, before: number): boolean =>
      now - Math.max(since, this.#end) > LONGEST_STANDSTILL * this.#end && events - before > standstill;
    if (now <= this.#end || lastProgress !== this.#progressSince) {
      this.#progressSince = lastProgress;
      this.#eventsAtProgress = events;
    } else if (isLong(lastProgress, this.#eventsAtProgress)) {
      return true;
    }
    if (now <= this.#end || running || lastMove !== this.#standsSince) {
      this.#standsSince = lastMove;
      this.#eventsThen = events;
      return false;
    }
    return isLong(lastMove, this.#eventsThen);
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
      life: this.#life,
      classic: this.#classic,
      pools: this.#pools.all,
      vms,
      meter: this.#meter,
      anyAtLimit: this.#pools.anyAtLimit,
      flows: this.#sources.map((source) => (source instanceof StreamSource ? source.flow : null)),
    };
    const formulas = this.#pools.all.flatMap(({ autoscale }) => autoscale ?? []);
    const bill = billOf(billed(figures));
    const metrics = worldMetrics(figures, bill);
    const cancelledVms = this.#pools.all.map((pool) => pool.fleet.cancelled);
    this.#auditor.finish(clock, {
      vms,
      cancelled: cancelledVms,
      bill: { rows: bill, total: metrics["cost.total"]!.value },
      census,
      window: { from: this.#window.from, to: clock },
      stop,
    });
    return {
      metrics,
      stop,
      clock,
      events: this.#simulation.events,
      vms,
      cancelledVms,
      operations: this.#pools.operations.rows(),
      bill,
      evaluations: inOrderOfTime(formulas.map(({ evaluations }) => evaluations)),
      evaluationCounts: formulas.map(({ evaluations }) => evaluations.count),
      timeline: this.#timeline.rows(),
      latencyCurve: latencyCurve(figures),
      jobs: this.#recorder?.records() ?? null,
      divisions: divisionsOf(figures),
      warnings: [
        ...traceWarnings(this.#spec, this.#sources),
        ...streamWarnings(this.#spec),
        ...poolWarnings(this.#pools.all),
        ...billWarnings(billed(figures), bill),
        ...new Set(this.#allowances.flatMap((allowance) => allowance?.warning ?? [])),
      ],
    };
  }
}
