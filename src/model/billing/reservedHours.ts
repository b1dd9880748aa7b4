import type { Ticks } from "../../engine/time.ts";

/** From when to when a VM is billed. */
export interface Stretch {
  readonly since: Ticks;
  readonly until: Ticks;
}

/** At each instant so many of the VMs are covered by what is reserved: tells the covered VM-time piece by piece. */
export function coveredTime(
  stretches: readonly Stretch[],
  reserved: number,
  piece: (vms: number, since: Ticks, until: Ticks) => void,
): void {
  const changes = stretches.flatMap(({ since, until }) => [
    { time: since, by: 1 },
    { time: until, by: -1 },
  ]);
  changes.sort((a, b) => a.time - b.time);
  let vms = 0;
  let since = 0;
  for (const { time, by } of changes) {
    const covered = Math.min(vms, reserved);
    if (covered > 0 && time > since) piece(covered, since, time);
    vms += by;
    since = time;
  }
}
