import type { WorkloadSpec } from "./workload/workloadSpec.ts";

/** Parts of a cell: its workload; and of the customer's cells their tenant and their system. */
export const PARTS_OF_CELL = 3;

/** No such part. */
const NO_PART = -1;

/** Who submits jobs, and where to: see `Parties`. */
interface Submitters {
  readonly tenants: readonly string[];
  readonly systems: readonly string[];
  readonly byWorkload: readonly (readonly {
    readonly workload: number;
    readonly tenant: number;
    readonly cell: number;
  }[])[];
}

/** The parts of all jobs whose queues are told of one by one: each workload's; and of the customer's each tenant's and system's. */
export class QueueParts {
  readonly count: number;
  /** By cell: the numbers of its parts, `PARTS_OF_CELL` places each; below 0 there is none. */
  readonly ofCell: Int32Array;
  readonly #workloads: number;
  readonly #tenants: number;

  constructor({ tenants, systems: { length: systems }, byWorkload }: Submitters, workloads: readonly WorkloadSpec[]) {
    this.#workloads = workloads.length;
    this.#tenants = tenants.length;
    this.count = this.system(systems);
    const all = byWorkload.flat();
    this.ofCell = new Int32Array(PARTS_OF_CELL * systems * all.length);
    for (const { workload, tenant, cell } of all) {
      const isOwn = !workloads[workload]!.background;
      for (let system = 0; system < systems; system++) {
        const parts = [workload, isOwn ? this.tenant(tenant) : NO_PART, isOwn ? this.system(system) : NO_PART];
        this.ofCell.set(parts, PARTS_OF_CELL * (cell + system));
      }
    }
  }

  workload(index: number): number {
    return index;
  }

  tenant(index: number): number {
    return this.#workloads + index;
  }

  system(index: number): number {
    return this.#workloads + this.#tenants + index;
  }
}
