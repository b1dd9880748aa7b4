import { DAY, SECOND } from "../engine/time.ts";
import type { PoolSpec } from "../model/pool/poolSpec.ts";
import type { StoreSpec } from "../model/storage/storeSpec.ts";
import type { WorkloadSpec } from "../model/workload/workloadSpec.ts";
import { priceIn } from "./money.ts";
import { BANDWIDTH, DURATION, RATE } from "./quantities.ts";
import type { ResolvedScenario } from "./resolved.ts";
import type { StoreValues } from "./scenarioSchema.ts";
import { withDisks } from "./storePresets.ts";

/** The stores of an alternative in the model's terms: those that something is moved from or to. */
export function compileStorage(
  { storage = {} }: ResolvedScenario,
  workloads: readonly WorkloadSpec[],
  pools: readonly PoolSpec[],
): readonly StoreSpec[] {
  const ofTasks = workloads.filter(({ job }) => job.input !== null || job.output !== null).map(({ store }) => store);
  const used = new Set([...ofTasks, ...pools.map(({ pull }) => pull?.store ?? null)]);
  return Object.entries(storage)
    .filter(([name]) => used.has(name))
    .map(([name, store]) => compileStore(name, withDisks(store)));
}

function compileStore(name: string, store: StoreValues): StoreSpec {
  const latency = DURATION.read(store.latency ?? "0 s");
  return {
    name,
    bandwidth: bytesATick(store.bandwidth),
    perClient: bytesATick(store.perClient),
    requests: requestsATick(store.requests),
    perObject: {
      bandwidth: bytesATick(store.perObject?.bandwidth),
      requests: requestsATick(store.perObject?.requests),
    },
    latency: latency.ok ? latency.value : 0,
    price: store.price === undefined ? null : priceIn(store.price, DAY),
  };
}

/** `none`, and what is not told, is no limit. */
export function bytesATick(text: string | undefined): number {
  const reading = BANDWIDTH.read(text);
  return reading.ok ? reading.value / SECOND : Number.POSITIVE_INFINITY;
}

function requestsATick(text: string | undefined): number {
  const reading = RATE.read(text);
  return reading.ok ? reading.value : Number.POSITIVE_INFINITY;
}
