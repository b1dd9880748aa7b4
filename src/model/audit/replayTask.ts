import type { Ticks } from "../../engine/time.ts";
import { AuditError } from "./auditError.ts";
import type { Attempt, ReplayJob } from "./replayJob.ts";

/** A task takes slots of one VM: all that it needs at one instant, and no more. */
export function holdSlots(time: Ticks, job: ReplayJob, task: number, vm: number, slots: number): Attempt {
  let attempt = job.onSlots.get(task);
  if (attempt === undefined) {
    attempt = {
      ...{ taken: time, ready: 0, slots: 0, holds: new Map(), fate: "done" },
      ...{ started: null, startedOn: new Set(), computing: null, computed: 0, turned: -1, turnedOn: new Set() },
    };
    job.onSlots.set(task, attempt);
  }
  const width = attempt.slots + slots;
  if (attempt.taken !== time || attempt.holds.has(vm) || width > job.width || (job.together && slots < job.width)) {
    const extent = `task ${task}, which is ${job.width} wide`;
    throw new AuditError(3, time, `job ${job.number} takes ${slots} slots, after ${attempt.slots}, for ${extent}`);
  }
  attempt.holds.set(vm, slots);
  attempt.slots = width;
  return attempt;
}

/** A task starts on one of its VMs: once on each, on all at one instant, and only with all of its slots. */
export function startTask(time: Ticks, job: ReplayJob, task: number, vm: number): void {
  const attempt = job.onSlots.get(task);
  if (attempt === undefined || attempt.slots !== job.width || !attempt.holds.has(vm) || attempt.startedOn.has(vm)) {
    throw new AuditError(2, time, `job ${job.number} starts task ${task} without the slots it needs`);
  }
  if (attempt.started !== null && attempt.started !== time) {
    throw new AuditError(2, time, `job ${job.number} starts task ${task} at two instants`);
  }
  attempt.started = time;
  attempt.computing = time;
  attempt.startedOn.add(vm);
  const first = job.first;
  if (first === null || (first.started === time && task < first.task)) {
    job.first = {
      task,
      taken: attempt.taken,
      ready: attempt.ready,
      started: time,
      ended: null,
      service: 0,
      transfer: 0,
    };
  }
}

/** A task turns from computing to reading or writing, or back: on each of its VMs, on all at one instant. */
export function turnTask(time: Ticks, job: ReplayJob, task: number, vm: number, computes: boolean): void {
  const attempt = job.onSlots.get(task);
  const which = `job ${job.number} ${computes ? "computes" : "transfers"} task ${task}`;
  if (attempt === undefined || !attempt.startedOn.has(vm))
    throw new AuditError(2, time, `${which}, which never started`);
  if (attempt.turnedOn.size === attempt.startedOn.size) attempt.turnedOn.clear();
  if (attempt.turnedOn.size > 0) {
    if (attempt.turned !== time || attempt.turnedOn.has(vm) || (attempt.computing !== null) !== computes)
      throw new AuditError(2, time, `${which} on some of its VMs only`);
  } else {
    if ((attempt.computing !== null) === computes) throw new AuditError(2, time, `${which}, which does already`);
    attempt.computed = computedBy(attempt, time);
    attempt.computing = computes ? time : null;
    attempt.turned = time;
  }
  attempt.turnedOn.add(vm);
}

function computedBy({ computed, computing }: Attempt, time: Ticks): Ticks {
  return computed + (computing === null ? 0 : time - computing);
}

/** A task gives back the slots that it holds of one VM. */
export function freeTask(
  time: Ticks,
  job: ReplayJob,
  task: number,
  vm: number,
  slots: number,
  computed: boolean,
): void {
  const attempt = job.onSlots.get(task);
  if (attempt === undefined || attempt.holds.get(vm) !== slots) {
    const what = `${slots} slots of task ${task}, which does not hold them`;
    throw new AuditError(3, time, `job ${job.number} gives back ${what}`);
  }
  if (computed !== attempt.startedOn.has(vm)) {
    const state = computed ? "never started" : "had started";
    throw new AuditError(2, time, `job ${job.number} ends task ${task}, which ${state}`);
  }
  attempt.holds.delete(vm);
  if (attempt.holds.size > 0) return;
  job.onSlots.delete(task);
  if (attempt.fate === "requeued") {
    job.requeued.add(task);
    return;
  }
  const { size } = job.attempts.get(task) ?? {};
  const took = (job.kept.get(task) ?? 0) + computedBy(attempt, time);
  if (attempt.fate === "done" && computed && size !== undefined && size !== took) {
    job.cutShort ??= `computed task ${task} for ${took} ticks, before for ${size}`;
  }
  if (attempt.fate === "failed") job.failed++;
  else if (computed) job.done++;
  if (job.first?.task !== task) return;
  job.first.ended = time;
  job.first.service = took;
  job.first.transfer = time - (attempt.started ?? time) - computedBy(attempt, time);
}

/**
 * A task is to lose its slots, which it gives back next: it waits again, or never runs again. Gives the time that it has
 * computed so far, as far as it was not to be done again before.
 */
export function interruptTask(time: Ticks, job: ReplayJob, task: number, fate: "requeued" | "failed"): Ticks {
  const attempt = job.onSlots.get(task);
  if (attempt === undefined || attempt.fate !== "done") {
    throw new AuditError(2, time, `job ${job.number} has task ${task} ${fate}, which holds no slots`);
  }
  attempt.fate = fate;
  return (job.kept.get(task) ?? 0) + computedBy(attempt, time);
}

/** An attempt of a task failed after all of its service, as long each time, and another one is left. */
export function retryTask(time: Ticks, job: ReplayJob, task: number, maxRetries: number): void {
  const size = interruptTask(time, job, task, "requeued");
  const before = job.attempts.get(task) ?? { failed: 0, size };
  if (before.size !== size) {
    throw new AuditError(
      7,
      time,
      `job ${job.number} computed task ${task} for ${size} ticks, before for ${before.size}`,
    );
  }
  if (++before.failed > maxRetries) {
    throw new AuditError(1, time, `job ${job.number} tries task ${task} for the ${before.failed + 1}th time`);
  }
  job.attempts.set(task, before);
  job.kept.set(task, 0);
}
