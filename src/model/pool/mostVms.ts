import type { PoolSpec } from "../worldSpec.ts";

/** How many VMs a pool can ever have: what does not fit on them never will. */
export function mostVms({ scaling, vms }: PoolSpec): number {
  if (scaling.kind === "onDemand") return Math.max(...[...scaling.max, ...scaling.min].map((entry) => entry.vms));
  if (scaling.kind === "fixed") return vms;
  if (scaling.kind === "autoscale") return Math.max(vms, scaling.formula.mostDedicated);
  return Math.max(vms, ...scaling.operations.map(({ action }) => (action.kind === "delete" ? 0 : action.vms)));
}
