import type { Simulation } from "../engine/simulation.ts";
import { EventCode, FIRST_OF_SYSTEMS, KINDS } from "./eventCode.ts";
import type { JobLife } from "./jobLife.ts";
import type { PoolService } from "./pool/poolService.ts";
import type { Store } from "./storage/store.ts";
import type { System } from "./system.ts";

/** What jobs that wait may hope for. */
export interface Hopes {
  readonly systems: readonly (System | undefined)[];
  readonly stores: readonly Store[];
  readonly service: PoolService;
}

/**
 * Whether anything can still come of the jobs that wait, once no more jobs come: a task is on a slot, or something is pending
 * that is not over yet and may bring VMs or slots, or end a job. Otherwise only the clock would go on, and the bill.
 */
export class Prospects {
  readonly #simulation: Simulation;
  readonly #life: JobLife;
  readonly #hopes: Hopes;

  constructor(simulation: Simulation, life: JobLife, hopes: Hopes) {
    this.#simulation = simulation;
    this.#life = life;
    this.#hopes = hopes;
  }

  /** Looks through all pending events, unless a task is on a slot: none of them is a task's then, or it is over. */
  get any(): boolean {
    if (this.#life.tasks.running) return true;
    return this.#simulation.queue.some((code, subject, order) => this.#mayHelp(code, subject, order));
  }

  #mayHelp(code: number, subject: number, order: number): boolean {
    const { systems, stores, service } = this.#hopes;
    switch (code) {
      case EventCode.taskStarts:
      case EventCode.taskEnds:
        return false;
      case EventCode.timeout:
        return this.#life.jobs.timeoutEvent[subject] === order;
      case EventCode.operations:
        return service.mayHelp(order);
      case EventCode.increaseAsked:
      case EventCode.increaseGranted:
        return true;
      case EventCode.store:
        return stores[subject]!.isPending(order);
      default: {
        const own = code - FIRST_OF_SYSTEMS;
        return systems[Math.floor(own / KINDS)]!.mayHelp(own % KINDS, subject, order);
      }
    }
  }
}
