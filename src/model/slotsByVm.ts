/** A gang's VMs with the number of slots on each; `vms` is in ascending order, one entry a slot. */
export function* slotsByVm(vms: Int32Array): Generator<readonly [vm: number, slots: number]> {
  for (let i = 0; i < vms.length; ) {
    const vm = vms[i]!;
    let slots = 0;
    while (vms[i] === vm) {
      slots++;
      i++;
    }
    yield [vm, slots];
  }
}
