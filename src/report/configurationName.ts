import type { Configuration } from "../experiment/plan/planResult.ts";
import { formatCount } from "./figure.ts";

/** `20 VMs`, `200 workers`, `pools.a.vms=6, pools.b.vms=4`. */
export function configurationName(configuration: Configuration): string {
  const entries = Object.entries(configuration);
  const [[path, value] = ["", null]] = entries;
  const noun = /^pools\.[^.]+\.vms$/.test(path) ? "VM" : path === "classic.workers" ? "worker" : null;
  if (entries.length === 1 && noun !== null && typeof value === "number") return formatCount(value, noun);
  return entries.map(([each, set]) => `${each}=${typeof set === "string" ? set : JSON.stringify(set)}`).join(", ");
}
