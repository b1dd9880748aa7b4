import { CLASSIC } from "../eventLog.ts";
import type { JobTable } from "../jobTable.ts";
import { Phase, type RunTable } from "../runTable.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { Lane, Store, TransferOwner } from "./store.ts";

/**
 * What tasks read before they compute, and write after. A task is one client, and so is a gang; on a VM whose network has a limit it
 * has one slot's part of that (of all its slots, where it takes several cores), so that a VM never moves more than it can.
 */
export class TaskTransfers {
  readonly #spec: WorldSpec;
  /** By workload; null: it uses none. */
  readonly #stores: readonly (Store | null)[];
  /** By workload, system and whether it is written. */
  readonly #lanes: (Lane | undefined)[] = [];

  /** @param stores as in the scenario. */
  constructor(spec: WorldSpec, stores: readonly Store[]) {
    this.#spec = spec;
    this.#stores = spec.workloads.map(({ store }) => stores.find((candidate) => candidate.spec.name === store) ?? null);
  }

  /** A run is to read or write. Returns false where it has nothing to. */
  begin(run: number, phase: number, runs: RunTable, jobs: JobTable, owner: TransferOwner): boolean {
    const row = runs.job[run]!;
    const bytes = jobs.bytes[row];
    if (bytes === undefined) return false;
    const size = bytes[2 * runs.task[run]! + (phase === Phase.writing ? 1 : 0)]!;
    if (size === 0) return false;
    const workload = jobs.workload[row]!;
    const lane = this.#laneOf(workload, jobs.system[row]!, phase);
    runs.ticket[run] = this.#stores[workload]!.begin(owner, run, size, lane);
    return true;
  }

  /** A run that reads or writes gives that up. */
  giveUp(run: number, runs: RunTable, jobs: JobTable): void {
    this.#stores[jobs.workload[runs.job[run]!]!]!.giveUp(runs.ticket[run]!);
  }

  #laneOf(workload: number, system: number, phase: number): Lane {
    const { workloads, pools } = this.#spec;
    const place = 2 * (workload * (pools.length + 1) + system) + (phase === Phase.writing ? 1 : 0);
    const known = this.#lanes[place];
    if (known !== undefined) return known;
    const { job } = workloads[workload]!;
    const { object } = (phase === Phase.writing ? job.output : job.input)!;
    const pool = system === CLASSIC ? null : pools[system - 1]!;
    const network = pool === null ? Number.POSITIVE_INFINITY : (pool.network * job.cores) / pool.slotsPerVm;
    const lane = this.#stores[workload]!.lane(network, object);
    this.#lanes[place] = lane;
    return lane;
  }
}
