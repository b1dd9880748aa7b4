import path from "node:path";
import { PRESETS, withPreset } from "./planPresets.ts";
import type { ClassicValues, PlanValues, PoolValues, ScenarioValues, WorkloadValues } from "./scenarioSchema.ts";
import { withStorePreset } from "./storePresets.ts";
import { UNTOLD_PLAN } from "./untold.ts";

/** A workload with the defaults that depend on its name. */
export type ResolvedWorkload = WorkloadValues & { readonly tenant: string; readonly endpoint: string };

/** One alternative's scenario, or the top of the file, with every default filled in; quantities stand as they were written. */
export type ResolvedScenario = Omit<ScenarioValues, "workloads"> & {
  readonly name: string;
  readonly workloads: Readonly<Record<string, ResolvedWorkload>>;
};

/** Fills in the defaults that depend on other keys: names of tenants and endpoints, a trace's columns, one task a job. */
export function fillDependent(values: ScenarioValues, fallbackName: string): ResolvedScenario {
  const workloads = Object.fromEntries(
    Object.entries(values.workloads).map(([name, workload]): [string, ResolvedWorkload] => [
      name,
      fillWorkload(name, workload),
    ]),
  );
  const plans = fillPlans(values);
  const storage = Object.entries(values.storage ?? {}).map(([name, store]) => [name, withStorePreset(store)]);
  const resolved = {
    ...{ ...values, name: values.name ?? fallbackName, workloads },
    ...(storage.length === 0 ? {} : { storage: Object.fromEntries(storage) as ScenarioValues["storage"] }),
  };
  return Object.keys(plans).length === 0 ? resolved : { ...resolved, billingPlans: plans };
}

/** The plans that are written, and those of the services that are used. */
function fillPlans({ billingPlans = {}, classic, pools = {} }: ScenarioValues): Readonly<Record<string, PlanValues>> {
  const used = planNames(classic, pools).filter((name) => !Object.hasOwn(billingPlans, name));
  const services = used.filter((name) => Object.hasOwn(PRESETS, name)).map((name) => [name, UNTOLD_PLAN] as const);
  return Object.fromEntries(
    [...Object.entries(billingPlans), ...services].map(([name, plan]) => [name, withPreset(name, plan)]),
  );
}

/** The names of the plans that the classic service and pools are charged to, and those of the pools' operations. */
export function planNames(
  classic: Pick<ClassicValues, "billingPlan"> | null | undefined,
  pools: Readonly<Record<string, PoolValues>>,
): readonly string[] {
  const ofPools = Object.values(pools).flatMap(({ billingPlan, scaling }) => [
    billingPlan,
    ...(scaling?.operations ?? []).map(({ create }) => (typeof create === "object" ? create.billingPlan : undefined)),
  ]);
  return [...new Set([classic?.billingPlan, ...ofPools])].filter((name) => name !== undefined);
}

function fillWorkload(name: string, workload: WorkloadValues): ResolvedWorkload {
  const { job, arrivals } = workload;
  const untold =
    job.tasks === undefined &&
    job.gang === undefined &&
    job.nodes === undefined &&
    arrivals.trace === undefined &&
    arrivals.stream === undefined;
  return {
    ...workload,
    tenant: workload.tenant ?? name,
    endpoint: workload.endpoint ?? name,
    job: untold ? { ...job, tasks: 1 } : job,
  };
}

/** Keys whose texts are names of files. */
export const FILE_KEYS: ReadonlySet<string> = new Set(["file", "csv", "formulaFile"]);

/** The same without directories of this machine: a file named by an absolute path keeps its last part only. */
export function withoutDirectories<Value>(value: Value): Value {
  return strip(value, "") as Value;
}

function strip(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => strip(item, ""));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, strip(item, name)]));
  }
  const isPath = typeof value === "string" && FILE_KEYS.has(key) && path.isAbsolute(value);
  return isPath ? path.basename(value) : value;
}
