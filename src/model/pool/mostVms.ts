import type { PoolSpec } from "./poolSpec.ts";

/** How many VMs a pool can ever have: what does not fit on them never will. */
export function mostVms({ scaling, vms: dedicated, lowPriority }: PoolSpec): number {
  const vms = dedicated + (lowPriority?.vms ?? 0);
  if (scaling.kind === "onDemand") return Math.max(...[...scaling.max, ...scaling.min].map((entry) => entry.vms));
  if (scaling.kind === "byJobs") return scaling.max;
  if (scaling.kind === "fixed") return vms;
  if (scaling.kind === "autoscale") {
    const { mostDedicated, mostLowPriority } = scaling.formula;
    return Math.max(dedicated, mostDedicated) + (lowPriority === null ? 0 : Math.max(lowPriority.vms, mostLowPriority));
  }
  const others = scaling.operations.map(({ action }) => (action.kind === "delete" ? 0 : (action.lowPriority ?? 0)));
  const most = Math.max(lowPriority?.vms ?? 0, ...others);
  const operated = scaling.operations.map(({ action }) => (action.kind === "delete" ? 0 : action.vms));
  return Math.max(dedicated, ...operated) + most;
}
