import type { Vm } from "./vm.ts";

/**
 * In which order VMs leave when a pool must shrink: idle ones first, the longest idle before others, then those with the
 * fewest slots held, the youngest before others, for they have the least to lose. The services do not tell theirs.
 */
export function fewestTasksFirst(a: Vm, b: Vm): number {
  if (a.used !== b.used) return a.used - b.used;
  if (a.used > 0) return b.ordinal - a.ordinal;
  return a.idleSince - b.idleSince || a.ordinal - b.ordinal;
}
