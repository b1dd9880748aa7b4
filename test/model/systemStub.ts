import type { Ticks } from "../../src/engine/time.ts";
import { CLASSIC } from "../../src/model/eventLog.ts";
import type { DelayDraw, System } from "../../src/model/system.ts";
import type { SystemState } from "../../src/model/worldResult.ts";

export const NOTHING: SystemState = {
  queued: 0,
  held: 0,
  running: 0,
  target: 0,
  provisioning: 0,
  starting: 0,
  idle: 0,
  busy: 0,
  leaving: 0,
  unusable: 0,
  preempted: 0,
};

/** A system that has an index, a dispatch delay and a state, and does nothing. */
export function systemStub(index: number, dispatchDelay: DelayDraw, state: (at: Ticks) => SystemState): System {
  const nothing = (): void => {};
  return {
    name: index === CLASSIC ? "classic" : `pool ${index}`,
    index,
    dispatchDelay,
    due: false,
    jobsOnSlots: 0,
    tasksSucceeded: 0,
    tasksFailed: 0,
    canHold: () => true,
    takes: () => true,
    startsAtOnce: () => false,
    startingNow: () => 0,
    submit: nothing,
    dispatch: nothing,
    taskStarts: nothing,
    taskTransfers: nothing,
    taskComputes: nothing,
    release: nothing,
    mayHelp: () => false,
    requeue: nothing,
    withdraw: nothing,
    jobEnded: nothing,
    handle: nothing,
    state,
    close: nothing,
  };
}
