import type { VmRow } from "./worldResult.ts";

const NONE: readonly VmRow[] = [];

/** Of ledgers that were parted before: many ask for the VMs of each pool in turn. */
const PARTED = new WeakMap<readonly VmRow[], ReadonlyMap<string, readonly VmRow[]>>();

/** The lines of the VM ledger that are a pool's, in their order. */
export function vmsOfPool(vms: readonly VmRow[], pool: string): readonly VmRow[] {
  let parts = PARTED.get(vms);
  if (parts === undefined) {
    parts = partedByPool(vms);
    PARTED.set(vms, parts);
  }
  return parts.get(pool) ?? NONE;
}

function partedByPool(vms: readonly VmRow[]): ReadonlyMap<string, readonly VmRow[]> {
  const parts = new Map<string, VmRow[]>();
  for (const vm of vms) {
    const part = parts.get(vm.pool);
    if (part === undefined) parts.set(vm.pool, [vm]);
    else part.push(vm);
  }
  return parts;
}
