import { EventClass, type Simulation } from "../../engine/simulation.ts";
import { EventCode } from "../eventCode.ts";
import type { Pool } from "../pool/pool.ts";
import type { Vm } from "../pool/vm.ts";
import type { PoolTasks } from "./poolTasks.ts";

/** The tasks of VMs that serve no more: they start and end by events, and with the last one its VM is empty. */
export class LastTasks {
  /** Those of them that came. */
  events = 0;
  readonly #pool: Pool;
  readonly #tasks: PoolTasks;
  readonly #simulation: Simulation;

  constructor(pool: Pool, tasks: PoolTasks, simulation: Simulation) {
    this.#pool = pool;
    this.#tasks = tasks;
    this.#simulation = simulation;
  }

  /** A VM serves no more. */
  leaves(vm: Vm): void {
    const simulation = this.#simulation;
    const { now } = simulation;
    for (const { starts, ends } of this.#tasks.leaves(vm, now)) {
      if (starts > now) simulation.at(starts, EventClass.completion, EventCode.taskStarts, vm.berth);
      simulation.at(ends, EventClass.completion, EventCode.taskEnds, vm.berth);
    }
  }

  /** A task starts. */
  starts(berth: number): void {
    this.events++;
    this.#tasks.lastStarts(this.#pool.fleet.vms.at(berth), this.#simulation.now);
  }

  /** A task ends. */
  ends(berth: number): void {
    const { fleet, resizing } = this.#pool;
    const vm = fleet.vms.at(berth);
    this.events++;
    this.#tasks.lastEnds(vm, this.#simulation.now);
    if (vm.used > 0) return;
    fleet.empty(vm);
    resizing.fleetChanged();
  }
}
