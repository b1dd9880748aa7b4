import type { Ticks } from "../../engine/time.ts";

/**
 * What there may be millions of, VMs that were cancelled before they were ready, as a sum that does not depend on their
 * order: two sets of them with the same count and the same two sums of 32 bits are taken to be the same.
 */
export class CancelledSum {
  private count = 0;
  private first = 0;
  private second = 0;

  add(vm: number, requested: Ticks, cancelled: Ticks): void {
    const mixed = mix(mix(Math.imul(vm + 1, 0x9e3779b1), requested), cancelled);
    this.count++;
    this.first = (this.first + mixed) | 0;
    this.second = (this.second + Math.imul(mixed, mixed | 1)) | 0;
  }

  equals(other: CancelledSum): boolean {
    return this.count === other.count && this.first === other.first && this.second === other.second;
  }
}

function mix(before: number, time: Ticks): number {
  const low = Math.imul(before ^ (time % 0x1_0000_0000), 0x85ebca6b);
  const both = Math.imul((low >>> 13) ^ low ^ Math.floor(time / 0x1_0000_0000), 0xc2b2ae35);
  return both ^ (both >>> 16);
}
