import type { ArrivalLanes } from "../engine/arrivalLanes.ts";
import { EventClass, type Simulation } from "../engine/simulation.ts";
import type { Ticks } from "../engine/time.ts";
import { Cell } from "./cell.ts";
import type { Classic } from "./classic/classic.ts";
import { EventCode } from "./eventCode.ts";
import { CLASSIC } from "./eventLog.ts";
import type { JobLife } from "./jobLife.ts";
import { NONE, NOT_YET } from "./jobTable.ts";
import { mayReach, type Parties, type Party } from "./parties.ts";
import type { Rounds } from "./rounds.ts";
import { Router } from "./router.ts";
import type { System } from "./system.ts";
import type { Window } from "./window.ts";
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

/** How jobs come in: fired by their sources, numbered in order of submission, drawn, and given to a system. */
export class Intake {
  readonly #spec: WorldSpec;
  readonly #around: IntakeSurroundings;
  readonly #draws: readonly JobDraws[];
  readonly #router: Router;
  /** By workload and tenant: the place in the classic service's caps. */
  readonly #capLanes: readonly (readonly number[])[];
  #nextJob = 0;

  constructor(spec: WorldSpec, replication: number, around: IntakeSurroundings) {
    const { parties, systems, life, classic } = around;
    this.#spec = spec;
    this.#around = around;
    this.#draws = openDraws(spec, replication);
    this.#router = new Router(spec.workloads, systems, life);
    this.#capLanes = spec.workloads.map(({ endpoint }, index) =>
      parties.byWorkload[index]!.map((party) =>
        mayReach(party, CLASSIC) && classic !== null
          ? classic.admission.laneOf(endpoint, parties.tenants[party.tenant]!)
          : NONE,
      ),
    );
  }

  /** The source of a workload fires. */
  arrive(lane: number): void {
    const { simulation, sources, rounds, window } = this.#around;
    const source = sources[lane]!;
    const { jobs } = source;
    const { now, lanes } = simulation;
    this.#numberBefore(now);
    if (source instanceof StreamSource) {
      if (source.fires) this.#streamFires(lane, source);
      else for (let job = 0; job < jobs; job++) this.#submit(lane, source, source.round, job);
      lanes.advance(source.next());
      return;
    }
    const round = source.firesRounds ? rounds.open(lane, now, jobs, window.measures(now)) : NONE;
    for (let job = 0; job < jobs; job++) this.#submit(lane, source, round, job);
    lanes.advance(source.next());
  }

  /** A run of a stream begins, or is skipped: then its jobs take their draws all the same, so that later ones keep theirs. */
  #streamFires(lane: number, source: StreamSource): void {
    const { simulation, rounds, window, systems, parties } = this.#around;
    const { now } = simulation;
    const measured = window.measures(now);
    if (!rounds.fires(lane, measured, source.skipsOverlap)) {
      source.begin(rounds.open(lane, now, source.runJobs, measured));
      return;
    }
    source.skip();
    const { jobs } = this.#around.life;
    const system = systems[parties.byWorkload[lane]!.at(-1)!.system]!;
    const row = jobs.open();
    for (let job = 0; job < source.runJobs; job++) this.#draws[lane]!.fill(jobs, row, system, undefined);
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
  #submit(workload: number, source: AnySource, round: number, place: number): void {
    const { simulation, life, systems } = this.#around;
    const { jobs } = life;
    const parties = this.#around.parties.byWorkload[workload]!;
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
    const { now } = simulation;
    jobs.deadline[row] = draws.deadline(now);
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
    const { timeout } = this.#spec.workloads[workload]!.job;
    if (timeout !== null) {
      simulation.at(now + timeout, EventClass.failure, EventCode.timeout, row);
      jobs.timeoutEvent[row] = simulation.queue.pushed;
    }
    life.submit(row, party.tenant, chooses);
  }

  /** A job is one of a system's from now on. */
  #place(row: number, party: Party, system: number): void {
    const { life, cells } = this.#around;
    const { jobs } = life;
    const cell = party.cell + system;
    cells[cell] ??= new Cell(this.#spec.exactQuantiles);
    jobs.cell[row] = cell;
    jobs.system[row] = system;
  }

  /** A job whose pool is being deleted goes on in the classic service; `again` are its tasks that had slots there. */
  takeBack(row: number, again: readonly number[]): void {
    const { life, parties, classic } = this.#around;
    const settle = (): void => {
      const { jobs } = life;
      this.#place(row, parties.ofCell(jobs.cell[row]!), CLASSIC);
      this.#draws[jobs.workload[row]!]!.suit(jobs, row, classic!);
    };
    if (life.moves(row, settle)) classic!.receive(row, again);
  }
}
