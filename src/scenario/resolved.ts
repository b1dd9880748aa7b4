import path from "node:path";
import type { ScenarioValues, WorkloadValues } from "./scenarioSchema.ts";

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
  return { ...values, name: values.name ?? fallbackName, workloads };
}

function fillWorkload(name: string, workload: WorkloadValues): ResolvedWorkload {
  const { job, arrivals } = workload;
  const untold = job.tasks === undefined && job.gang === undefined && arrivals.trace === undefined;
  return {
    ...workload,
    tenant: workload.tenant ?? name,
    endpoint: workload.endpoint ?? name,
    job: untold ? { ...job, tasks: 1 } : job,
  };
}

const FILE_KEYS = new Set(["file", "csv", "formulaFile"]);

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
