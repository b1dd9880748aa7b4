import type { ArrivalLanes } from "../engine/arrivalLanes.ts";
import { EventClass, type Simulation } from "../engine/simulation.ts";
import type { Ticks } from "../engine/time.ts";
import { Cell } from "./cell.ts";
import type { Classic } from "./classic/classic.ts";
import { EventCode } from "./eventCode.ts";
import { CLASSIC } from "./eventLog.ts";
import type { JobLife } from "./jobLife.ts";
import { type JobTable, NONE, NOT_YET } from "./jobTable.ts";
import { mayReach, type Parties, type Party } from "./parties.ts";
import type { Rounds } from "./rounds.ts";
import { Router } from "./router.ts";
import type { System } from "./system.ts";
import type { Window } from "./window.ts";
import { type DeadlineSpec, dueAt } from "./workload/deadline.ts";
import type { JobDraws } from "./workload/jobDraws.ts";
import { type AnySource, openDraws } from "./workload/openWorkloads.ts";
import { StreamSource } from "./workload/streamSource.ts";
import { TraceSource } from "./workload/traceSource.ts";
import type { WorldSpec } from "./worldSpec.ts";

/** What the intake stands on. */
export interface IntakeSurroundings {
  readonly simulation: Simulation;
  readonly window: Window;
  readonly life: JobLife;
  readonly parties: Parties;
  /** Where figures are gathered; a cell is made when the first job of it comes. */
  readonly cells: (Cell | undefined)[];
  readonly rounds: Rounds;
  readonly systems: readonly System[];
  readonly classic: Classic | null;
  /** By workload. */
  readonly sources: readonly AnySource[];
  /** The arrivals of workloads that are not simulated, and only numbered because nothing of the customer's could notice them. */
  readonly onlyNumbered: ArrivalLanes;
}

/** A workload whose jobs come in. */
interface Lane {
  readonly source: AnySource;
  /** The same, if it is one of these. */
  readonly stream: StreamSource | null;
  readonly trace: TraceSource | null;
  readonly draws: JobDraws;
  /** Jobs of skipped runs whose draws are still to be taken. */
  skippedJobs: number;
  /** Who submits, the workload's own tenant last; and their places in the classic service's caps. */
  readonly parties: readonly Party[];
  readonly capLanes: readonly number[];
  readonly deadline: DeadlineSpec | null;
  readonly timeout: Ticks | null;
}

/** How jobs come in: fired by their sources, numbered in order of submission, drawn, and given to a system. */
export class Intake {
  readonly #exactQuantiles: boolean;
  readonly #startEpochMs: number;
  readonly #around: IntakeSurroundings;
  readonly #router: Router;
  readonly #jobs: JobTable;
  /** By workload. */
  readonly #lanes: readonly Lane[];
  #nextJob = 0;

  constructor(spec: WorldSpec, replication: number, around: IntakeSurroundings) {
    const { parties, systems, life, classic, sources } = around;
    this.#exactQuantiles = spec.exactQuantiles;
    this.#startEpochMs = spec.startEpochMs;
    this.#around = around;
    this.#router = new Router(spec.workloads, systems, life);
    this.#jobs = life.jobs;
    const draws = openDraws(spec, replication);
    this.#lanes = spec.workloads.map(({ endpoint, job }, index) => {
      const source = sources[index]!;
      const own = parties.byWorkload[index]!;
      return {
        source,
        stream: source instanceof StreamSource ? source : null,
        trace: source instanceof TraceSource ? source : null,
        draws: draws[index]!,
        skippedJobs: 0,
        parties: own,
        capLanes: own.map((party) =>
          mayReach(party, CLASSIC) && classic !== null
            ? classic.admission.laneOf(endpoint, parties.tenants[party.tenant]!)
            : NONE,
        ),
        deadline: job.deadline,
        timeout: job.timeout,
      };
    });
  }

  /** The source of a workload fires. */
  arrive(workload: number): void {
    const { simulation, rounds, window } = this.#around;
    const lane = this.#lanes[workload]!;
    const { source, stream } = lane;
    const { jobs } = source;
    const { now, lanes } = simulation;
    this.#numberBefore(now);
    if (stream !== null) {
      if (stream.fires) this.#streamFires(workload, lane, stream);
      else for (let job = 0; job < jobs; job++) this.#submit(workload, lane, stream.round, job);
    } else {
      const round = source.firesRounds ? rounds.open(workload, now, jobs, window.measures(now)) : NONE;
      for (let job = 0; job < jobs; job++) this.#submit(workload, lane, round, job);
    }
    lanes.advance(source.next());
  }

  /**
   * A run of a stream begins, or is skipped: then its jobs take their draws all the same, so that later ones keep theirs; not before
   * those of the run that goes on, which may still be to come.
   */
  #streamFires(workload: number, lane: Lane, stream: StreamSource): void {
    const { simulation, rounds, window } = this.#around;
    const { now } = simulation;
    const measured = window.measures(now);
    if (rounds.fires(workload, measured, stream.skipsOverlap)) {
      stream.skip();
      lane.skippedJobs += stream.runJobs;
      return;
    }
    if (lane.skippedJobs > 0) this.#drawSkipped(lane);
    stream.begin(rounds.open(workload, now, stream.runJobs, measured));
  }

  /** No run goes on: the draws of the runs that were skipped since are next. */
  #drawSkipped(lane: Lane): void {
    const jobs = this.#jobs;
    const system = this.#around.systems[lane.parties.at(-1)!.system]!;
    const row = jobs.open();
    for (; lane.skippedJobs > 0; lane.skippedJobs--) lane.draws.fill(jobs, row, system, undefined);
    jobs.close(row);
  }

  /** Counts the jobs that others submitted before now. At the same instant the customer's come first. */
  #numberBefore(now: Ticks): void {
    const { sources, onlyNumbered: others } = this.#around;
    while (others.nextTime < now) {
      const source = sources[others.nextLane]!;
      this.#nextJob += source.jobs;
      others.advance(source.next());
    }
  }

  /** @param place of the job among those that come now. */
  #submit(workload: number, lane: Lane, round: number, place: number): void {
    const { simulation, life, systems } = this.#around;
    const { stream, trace, draws, parties, deadline, timeout } = lane;
    const jobs = this.#jobs;
    const traced = trace === null ? undefined : trace.current();
    const member = traced === undefined || traced.tenant < 0 ? parties.length - 1 : traced.tenant;
    const party = parties[member]!;
    const row = jobs.open();
    jobs.number[row] = this.#nextJob++;
    jobs.workload[row] = workload;
    jobs.capLane[row] = lane.capLanes[member]!;
    jobs.round[row] = round;
    jobs.newest[row] = stream === null ? NOT_YET : stream.newest;
    const rows = stream === null ? 0 : stream.rows(place);
    const { now } = simulation;
    jobs.deadline[row] = dueAt(deadline, now, this.#startEpochMs);
    const chooses = party.choices.length > 1;
    if (chooses || party.mayMove) {
      draws.draw(jobs, row, traced, rows);
      this.#place(row, party, chooses ? this.#router.choose(row, party, now) : party.system);
      draws.suit(jobs, row, systems[jobs.system[row]!]!);
    } else {
      this.#place(row, party, party.system);
      draws.fill(jobs, row, systems[party.system]!, traced, rows);
    }
    jobs.timeoutEvent[row] = NONE;
    if (timeout !== null) {
      simulation.at(now + timeout, EventClass.failure, EventCode.timeout, row);
      jobs.timeoutEvent[row] = simulation.queue.pushed;
    }
    life.submit(row, party.tenant, chooses);
  }

  /** A job is one of a system's from now on. */
  #place(row: number, party: Party, system: number): void {
    const { cells } = this.#around;
    const cell = party.cell + system;
    cells[cell] ??= new Cell(this.#exactQuantiles);
    this.#jobs.cell[row] = cell;
    this.#jobs.system[row] = system;
  }

  /** A job whose pool is being deleted goes on in the classic service; `again` are its tasks that had slots there. */
  takeBack(row: number, again: readonly number[]): void {
    const { life, parties, classic } = this.#around;
    const settle = (): void => {
      const jobs = this.#jobs;
      this.#place(row, parties.ofCell(jobs.cell[row]!), CLASSIC);
      this.#lanes[jobs.workload[row]!]!.draws.suit(jobs, row, classic!);
    };
    if (life.moves(row, settle)) classic!.receive(row, again);
  }
}
