import type { Ticks } from "../../engine/time.ts";
import { meanOf } from "../meanOf.ts";
import type { PoolSpec } from "../pool/poolSpec.ts";
import type { TransferSpec } from "../workload/jobSpec.ts";
import type { WorkloadSpec } from "../workload/workloadSpec.ts";
import type { WorldSpec } from "../worldSpec.ts";

/** What is asked of a store, on average, beside what it can do. */
export interface StoreLoad {
  readonly store: string;
  /** Bytes, or requests, a tick. */
  readonly offered: number;
  readonly capacity: number;
  readonly limit: "bandwidth" | "requests";
}

/**
 * The load of each store by the tasks that read and write there, from the means of the scenario alone.
 *
 * @param jobRate jobs a tick of a workload.
 */
export function storeLoads(spec: WorldSpec, jobRate: (workload: WorkloadSpec) => number): StoreLoad[] {
  return spec.stores.flatMap(({ name, bandwidth, requests }) => {
    let bytes = 0;
    let begun = 0;
    for (const workload of spec.workloads) {
      if (workload.store !== name) continue;
      const { job } = workload;
      const tasks = jobRate(workload) * Math.max(1, meanOf(job.tasks));
      for (const { size } of transfersOf(workload)) {
        bytes += tasks * meanOf(size);
        begun += tasks;
      }
    }
    return [
      { store: name, offered: bytes, capacity: bandwidth, limit: "bandwidth" as const },
      { store: name, offered: begun, capacity: requests, limit: "requests" as const },
    ];
  });
}

/** How long a task of a workload reads and writes at least, on average: with the store to itself. */
export function leastTransfer(spec: WorldSpec, workload: WorkloadSpec, pool: PoolSpec | undefined): Ticks {
  const store = spec.stores.find(({ name }) => name === workload.store);
  if (store === undefined) return 0;
  const network = pool === undefined ? Number.POSITIVE_INFINITY : (pool.network * workload.job.cores) / pool.slotsPerVm;
  return transfersOf(workload).reduce((sum, { size, object }) => {
    const ofObject = object === null ? Number.POSITIVE_INFINITY : store.perObject.bandwidth;
    return sum + store.latency + meanOf(size) / Math.min(store.bandwidth, store.perClient, network, ofObject);
  }, 0);
}

function transfersOf({ job }: WorkloadSpec): readonly TransferSpec[] {
  return [job.input, job.output].filter((transfer) => transfer !== null);
}
