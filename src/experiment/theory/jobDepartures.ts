import type { WorkloadSpec } from "../../model/workload/workloadSpec.ts";
import { momentsOf, onlyValue } from "./variates.ts";

/** In what a workload's jobs are not independent requests for one server each, each in a sentence. */
export function jobDepartures({ job, arrivals }: WorkloadSpec): readonly string[] {
  const departures: string[] = [];
  if (onlyValue(job.tasks) !== 1) departures.push("jobs are several tasks each, not one");
  if (onlyValue(job.gang) !== 1 || job.cores > 1) departures.push("jobs need several slots at once");
  if (job.timeout !== null) departures.push("jobs are cancelled when they take too long (timeout)");
  if (arrivals.kind === "trace") return departures;
  if (momentsOf(job.service) === null) departures.push("service times are taken in turn, not drawn");
  return departures;
}
