import type { Billed } from "../billing/bill.ts";
import { CLASSIC } from "../eventLog.ts";
import { apportion } from "../money.ts";
import { vmsOfPool } from "../vmsByPool.ts";

/**
 * What the jobs of each cell computed of the billed hours, in ticks: in the classic service their slots' time; in a pool
 * their part of the time in which its VMs were busy, by slots, so that the parts add up to it.
 */
export function cellHours({ parties, cells, vms }: Pick<Billed, "parties" | "cells" | "vms">): readonly bigint[] {
  const slotTime = Array.from(cells, (cell) => cell?.slotTime.toBigInt() ?? 0n);
  const all = parties.byWorkload.flat();
  parties.systems.forEach((name, system) => {
    if (system === CLASSIC) return;
    const places = all.map(({ cell }) => cell + system).filter((place) => cells[place] !== undefined);
    const slots = places.map((place) => slotTime[place]!);
    if (slots.every((time) => time === 0n)) return;
    const busy = vmsOfPool(vms, name).reduce((sum, vm) => sum + BigInt(vm.busy), 0n);
    apportion(busy, slots).forEach((part, i) => {
      slotTime[places[i]!] = part;
    });
  });
  return slotTime;
}
