import type { Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import { hasRule } from "../scaling/hasRule.ts";
import type { SystemState } from "../worldResult.ts";
import type { Pool } from "./pool.ts";

/** A pool in the timeline: its jobs, and its VMs by what they do. */
export function poolState(pool: Pool, at: Ticks): SystemState {
  let starting = 0;
  let preempted = 0;
  let busy = 0;
  for (const vm of pool.fleet.vms) {
    if (vm.ready === NOT_YET) {
      if (vm.unusable) continue;
      if (vm.starts <= at) starting++;
      else if (vm.replaces === "evicted") preempted++;
    } else if (vm.left === NOT_YET && vm.active > 0) {
      busy++;
    }
  }
  const { ready, provisioning, leaving, unusable } = pool.fleet;
  return {
    queued: pool.jobsHere - pool.jobsOnSlots,
    held: 0,
    running: pool.jobsOnSlots,
    target: hasRule(pool.spec.scaling)
      ? ready + provisioning.count
      : pool.resizing.target + pool.resizing.lowPriorityTarget,
    provisioning: provisioning.count - starting - preempted,
    starting,
    idle: ready - busy,
    busy,
    leaving,
    unusable,
    preempted,
  };
}
