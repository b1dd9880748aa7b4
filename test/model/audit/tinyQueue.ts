import { NO_VM } from "../../../src/model/eventLog.ts";
import type { WorldSpec } from "../../../src/model/worldSpec.ts";
import { type Call, type MadeRun, madeCensus, madeRecord, madeVm } from "./madeLog.ts";

export interface TinyJob {
  readonly at: number;
  readonly workload: number;
  readonly width: number;
  readonly tasks: number;
  readonly service: number;
  readonly dispatch: number;
}

export interface TinySystem {
  /** 0: the classic service, whose only "VM" is the fleet. */
  readonly system: 0 | 1;
  readonly vms: readonly { readonly ready: number; readonly slots: number }[];
  readonly firstFit: boolean;
  /** By workload. */
  readonly priorities: readonly number[];
  /** By workload, each its own endpoint. */
  readonly caps: readonly number[];
}

interface Task {
  readonly job: number;
  readonly task: number;
  readonly slots: Map<number, number>;
  readonly taken: number;
  readonly ready: number;
  readonly starts: number;
  readonly ends: number;
}

/**
 * A queue simulated tick by tick in the plainest way, told as an event log: at each tick tasks end, others start, VMs
 * become ready, jobs come, caps admit, and slots are given until nobody fits. Jobs must come in order of their times.
 */
export function tinyQueue(spec: WorldSpec, sys: TinySystem, jobs: readonly TinyJob[]): MadeRun {
  const calls: Call[] = [];
  const on: Task[] = [];
  const all: Task[] = [];
  const free = sys.vms.map(() => 0);
  const eligible = new Map<number, number>();
  const taken = jobs.map(() => 0);
  const ended = new Set<number>();
  const vmOf = (vm: number): number => (sys.system === 0 ? NO_VM : vm);
  const busy = sys.vms.map(() => 0);
  if (sys.system === 1) for (const vm of sys.vms.keys()) calls.push(["vmRequested", 0, 1, vm]);
  let came = 0;
  let now = 0;
  for (; ended.size < jobs.length || sys.vms.some((vm) => vm.ready >= now); now++) {
    for (const task of on.filter((candidate) => candidate.ends === now)) {
      on.splice(on.indexOf(task), 1);
      for (const [vm, slots] of task.slots) {
        calls.push(["released", now, task.job, task.task, sys.system, vmOf(vm), slots, true]);
        free[vm]! += slots;
      }
      const own = all.filter((other) => other.job === task.job);
      const job = jobs[task.job]!;
      if (own.length < job.tasks || own.some((other) => on.includes(other))) continue;
      ended.add(task.job);
      const first = own.toSorted((a, b) => a.starts - b.starts || a.task - b.task)[0]!;
      const e = eligible.get(task.job)!;
      const provisioning = Math.max(0, Math.min(first.taken, first.ready) - e);
      const instants = { submitted: job.at, eligible: e, taken: first.taken, started: first.starts };
      const wait = { held: e - job.at, provisioning, queued: first.taken - e - provisioning, dispatch: job.dispatch };
      const rest = { service: first.ends - first.starts, lastTask: now - first.ends };
      calls.push(["ended", now, madeRecord({ job: task.job, workload: job.workload, ...instants, ...wait, ...rest })]);
    }
    for (const task of on.filter((candidate) => candidate.starts === now)) tellStart(task);
    sys.vms.forEach((vm, v) => {
      if (vm.ready !== now) return;
      free[v] = vm.slots;
      if (sys.system === 1) calls.push(["vmReady", now, 1, v]);
    });
    for (; came < jobs.length && jobs[came]!.at === now; came++)
      calls.push(["submitted", now, came, jobs[came]!.workload, 0]);
    for (let n = 0; n < came; n++) {
      const job = jobs[n]!;
      const inside = [...eligible.keys()].filter((m) => !ended.has(m) && jobs[m]!.workload === job.workload).length;
      if (eligible.has(n) || inside >= sys.caps[job.workload]!) continue;
      eligible.set(n, now);
      calls.push(["eligible", now, n, job.workload, sys.system, job.width, job.tasks]);
    }
    for (let next = choose(); next !== undefined; next = choose()) give(next);
    // Busy: this tick, from now to the next, some task of the VM computes.
    sys.vms.forEach((_, v) => {
      if (on.some((task) => task.slots.has(v) && task.starts <= now)) busy[v]!++;
    });
  }
  const clock = now - 1;
  return {
    spec: { ...spec, drain: true, horizon: clock },
    calls,
    clock,
    result: {
      vms: sys.system === 0 ? [] : sys.vms.map(({ ready }, vm) => line(vm, ready)),
      census: spec.workloads.map(({ name }, w) => {
        const count = jobs.filter((job) => job.workload === w).length;
        return madeCensus({ workload: name, submitted: count, finished: count });
      }),
      window: { from: 0, to: clock },
    },
  };

  function line(vm: number, ready: number): ReturnType<typeof madeVm> {
    return madeVm({ vm, ready, billed: clock - ready, busy: busy[vm]!, idle: clock - ready - busy[vm]! });
  }

  function choose(): number | undefined {
    const waiting = [...eligible.keys()].filter((n) => taken[n]! < jobs[n]!.tasks);
    const rank = (n: number): number => sys.priorities[jobs[n]!.workload]!;
    waiting.sort((a, b) => rank(b) - rank(a) || a - b);
    const room = free.reduce((sum, slots) => sum + slots, 0);
    const fits = (n: number | undefined): boolean => n !== undefined && jobs[n]!.width <= room;
    return sys.firstFit ? waiting.find(fits) : fits(waiting[0]) ? waiting[0] : undefined;
  }

  function give(n: number): void {
    const job = jobs[n]!;
    const slots = new Map<number, number>();
    let missing = job.width;
    free.forEach((room, vm) => {
      const part = Math.min(room, missing);
      if (part === 0) return;
      slots.set(vm, part);
      free[vm]! -= part;
      missing -= part;
    });
    const ready = Math.max(...[...slots.keys()].map((vm) => sys.vms[vm]!.ready));
    const starts = now + job.dispatch;
    const task = { job: n, task: taken[n]!++, slots, taken: now, ready, starts, ends: starts + job.service };
    for (const [vm, part] of slots) calls.push(["taken", now, n, job.workload, task.task, sys.system, vmOf(vm), part]);
    on.push(task);
    all.push(task);
    if (job.dispatch === 0) tellStart(task);
  }

  function tellStart(task: Task): void {
    for (const vm of task.slots.keys()) calls.push(["started", now, task.job, task.task, sys.system, vmOf(vm)]);
  }
}
