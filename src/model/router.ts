import type { Ticks } from "../engine/time.ts";
import type { JobLife } from "./jobLife.ts";
import { meanOf } from "./meanOf.ts";
import type { Party } from "./parties.ts";
import type { OverflowSpec } from "./routeSpec.ts";
import type { System } from "./system.ts";
import type { WorkloadSpec } from "./workload/workloadSpec.ts";

/**
 * Where a job goes whose route leaves a choice. It is decided once, as the job is submitted, from what the customer can see
 * then; those of one instant in their order, each after the ones before it.
 *
 * A system that does not exist, is being deleted, or can never hold the job is no choice; where none is left, the first one
 * rejects the job.
 */
export class Router {
  readonly #workloads: readonly WorkloadSpec[];
  readonly #systems: readonly System[];
  readonly #life: JobLife;
  /** By workload: a typical task's service time, for those whose route asks for it. */
  readonly #typical: readonly Ticks[];

  constructor(workloads: readonly WorkloadSpec[], systems: readonly System[], life: JobLife) {
    this.#workloads = workloads;
    this.#systems = systems;
    this.#life = life;
    this.#typical = workloads.map((workload) => (asksForSlack(workload) ? typicalService(workload) : 0));
  }

  /** The index of the system that a job goes to; its deadline and width must be known. */
  choose(row: number, { workload, choices }: Party, now: Ticks): number {
    const { route } = this.#workloads[workload]!;
    const open = choices.filter((system) => this.#systems[system]!.takes(row));
    if (open.length < 2 || (route.kind !== "anyOf" && route.kind !== "overflow")) return open[0] ?? choices[0]!;
    if (route.kind === "anyOf") return this.#soonest(row, open);
    return open[this.#overflows(row, open[0]!, route, now) ? 1 : 0]!;
  }

  #soonest(row: number, open: readonly number[]): number {
    const free = open.find((system) => this.#systems[system]!.startsAtOnce(row));
    if (free !== undefined) return free;
    return open.reduce((best, system) => (this.#queueOf(system) < this.#queueOf(best) ? system : best));
  }

  #overflows(row: number, first: number, { whenQueueLongerThan, whenSlackBelow }: OverflowSpec, now: Ticks): boolean {
    const { jobs } = this.#life;
    if (whenQueueLongerThan !== null && this.#queueOf(first) <= whenQueueLongerThan) return false;
    return whenSlackBelow === null || jobs.deadline[row]! - now - this.#typical[jobs.workload[row]!]! < whenSlackBelow;
  }

  /** The customer's jobs there that have no slot, and get none of those that are free now. */
  #queueOf(system: number): number {
    return this.#life.queued.inSystem(system) - this.#systems[system]!.startingNow();
  }
}

function asksForSlack({ route }: WorkloadSpec): boolean {
  return route.kind === "overflow" && route.whenSlackBelow !== null;
}

/** The mean service time of a task at speed 1: of a trace, that of its jobs. */
function typicalService({ arrivals, job }: WorkloadSpec): Ticks {
  if (arrivals.kind !== "trace") return meanOf(job.service);
  const { count, service } = arrivals.jobs;
  return count === 0 ? 0 : service.subarray(0, count).reduce((sum, time) => sum + time, 0) / count;
}
