import { CLASSIC } from "../model/eventLog.ts";
import { mayReach, Parties } from "../model/parties.ts";
import type { WorkloadSpec } from "../model/workload/workloadSpec.ts";
import type { WorldSpec } from "../model/worldSpec.ts";

/**
 * What must be said of waits in a shared service whose fleet the scenario does not tell: that they are drawn, or that there
 * are none by others. Null where a fleet is told or no job of the customer's goes there.
 */
export function assumedFleet(spec: WorldSpec): string | null {
  const { classic, workloads } = spec;
  const { byWorkload } = new Parties(spec);
  const used = workloads.some(
    (workload, index) =>
      !workload.background &&
      byWorkload[index]!.some((party, member) => mayReach(party, CLASSIC) && submits(workload, member)),
  );
  if (classic === null || !used) return null;
  switch (classic.fleet.kind) {
    case "workers":
      return null;
    case "observedWait":
      return (
        "classic: no fleet is simulated, each wait is drawn from observedWait whatever the load; if the fleet is known, " +
        "write classic.workers instead."
      );
    case "unlimited":
      return (
        "classic: no fleet is told, so nobody waits for others there, only for caps; write classic.workers, or " +
        "classic.observedWait if only the waits are known."
      );
  }
}

/** Whether any job is of this tenant: the last one stands for the lines of a trace that name none. */
function submits({ arrivals }: WorkloadSpec, member: number): boolean {
  if (arrivals.kind !== "trace") return true;
  const { count, tenant, tenants } = arrivals.jobs;
  return member < tenants.length || tenant.subarray(0, count).some((each) => each < 0);
}
