/**
 * How many slots a gang has on the VM at a place of its list `vms` (in ascending order, one entry a slot): its next VM stands so
 * many places further.
 */
export function slotsAt(vms: Int32Array, place: number): number {
  const vm = vms[place];
  let next = place + 1;
  while (next < vms.length && vms[next] === vm) next++;
  return next - place;
}
