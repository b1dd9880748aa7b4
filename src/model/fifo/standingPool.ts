import type { Machine } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { Auditor } from "../audit/auditor.ts";
import type { Pool } from "../pool/pool.ts";
import type { Observed } from "../timeline.ts";
import type { Window } from "../window.ts";
import { NO_VMS, type SystemState } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { FifoService, ServiceFigures } from "./fifoService.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { JobsNow } from "./jobsSeen.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { PoolsAlone } from "./poolsAlone.ts";
import { VmEnds } from "./vmEnds.ts";
import { WaitSpells } from "./waitSpells.ts";

const NO_JOBS: JobsNow = { waiting: 0, held: 0, running: 0, busy: 0 };

/**
 * A pool whose VMs are requested at time 0 and stay, each of one slot, beside others that have nothing to do. Their VMs go
 * through their own events, which no job has a part in; what jobs use of them is booked when the clock stops.
 */
export class StandingPool implements FifoService, Machine {
  readonly freeFrom: Float64Array;
  readonly observed: readonly Observed[];
  readonly outstanding = 0;
  readonly #spec: WorldSpec;
  readonly #window: Window;
  readonly #stop: Ticks;
  readonly #pools: PoolsAlone;
  /** The one that serves the jobs. */
  readonly #pool: Pool;
  readonly #vms: VmEnds;
  /** Divide service times, by workload. */
  readonly #speeds: readonly number[];
  readonly #anyFaster: boolean;
  /** By VM: ticks inside the window that it computed, and tasks that ended. */
  readonly #busy: Float64Array;
  readonly #tasks: Float64Array;
  readonly #spells: WaitSpells;

  /** @param jobsAt the jobs at an instant that the timeline asks for. */
  constructor(spec: WorldSpec, plain: PlainFifo, window: Window, replication: number, jobsAt: (at: Ticks) => JobsNow) {
    this.#spec = spec;
    this.#window = window;
    this.#stop = spec.drain ? NEVER : window.end;
    const log = new Auditor(spec, [], { full: false });
    this.#pools = new PoolsAlone(spec, window, { replication, log, keepEvaluations: false });
    const { all, service } = this.#pools.pools;
    const pool = all[plain.system - 1]!;
    this.#pool = pool;
    this.#spells = new WaitSpells((at, waits) => pool.watchLimit(at, waits));
    service.start();
    this.freeFrom = Float64Array.from(this.#pool.fleet.vms, ({ readyAt }) => readyAt);
    this.#vms = new VmEnds(this.#pool.spec.reuse);
    this.freeFrom.forEach((from, vm) => {
      this.#vms.add(vm, vm, from);
    });
    this.#speeds = spec.workloads.map((_, workload) => this.#pool.speedOf(workload));
    this.#anyFaster = this.#speeds.some((speed) => speed !== 1);
    this.#busy = new Float64Array(plain.servers);
    this.#tasks = new Float64Array(plain.servers);
    this.observed = all.map((each) => {
      const vms = [...each.fleet.vms].map(({ starts, readyAt }) => ({ starts, readyAt }));
      const state = (at: Ticks) => stateOf(vms, at, each === pool ? jobsAt(at) : NO_JOBS);
      return { name: each.name, state };
    });
  }

  serve(block: JobBlock): boolean {
    const { count, workload, worker, submitted, service, dispatch, eligible, taken, started, ended, apart } = block;
    const vms = this.#vms;
    const { freeFrom } = this;
    if (this.#anyFaster) {
      for (let i = 0; i < count; i++) {
        const speed = this.#speeds[workload[i]!]!;
        if (speed !== 1) service[i] = Math.floor(service[i]! / speed + 0.5);
      }
    }
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const slot = vms.freeFrom(now);
      const vm = vms.take();
      const start = slot + dispatch[i]!;
      const end = start + service[i]!;
      vms.occupy(vm, slot, end);
      worker[i] = vm;
      eligible[i] = now;
      taken[i] = slot;
      started[i] = start;
      ended[i] = end;
      const ready = freeFrom[vm]!;
      apart[i] = ready > now ? Math.min(slot, ready) - now : 0;
    }
    this.#count(block);
    return true;
  }

  /** What VMs do for the jobs of a block, and when any of these wait. */
  #count({ count, worker, submitted, taken, started, ended }: JobBlock): void {
    const spells = this.#spells;
    const stop = this.#stop;
    const window = this.#window;
    for (let i = 0; i < count; i++) {
      const vm = worker[i]!;
      const end = ended[i]!;
      this.#busy[vm] = this.#busy[vm]! + window.overlap(started[i]!, end < stop ? end : stop);
      // One of no length that would get its slot at the very end gets none.
      if (taken[i]! < stop && end <= stop) this.#tasks[vm] = this.#tasks[vm]! + 1;
      spells.served(submitted[i]!, taken[i]!);
    }
  }

  /** No cap holds a job back. */
  admit(): boolean {
    return true;
  }

  close(clock: Ticks): ServiceFigures {
    this.#pools.simulation.run(this, { end: clock, drain: this.#spec.drain, eventCap: NEVER });
    this.#spells.overBy(clock);
    for (const vm of this.#pool.fleet.vms) vm.hasServed(this.#tasks[vm.ordinal]!, this.#busy[vm.ordinal]!);
    return this.#pools.close();
  }

  handle(code: number, subject: number): void {
    this.#pools.handle(code, subject);
  }

  instantEnds(until: Ticks): void {
    this.#pools.notePeak(until);
  }

  arrive(): void {}

  dispatch(): void {}

  decide(): void {}
}

/** Of VMs that all were requested at time 0. */
function stateOf(
  vms: readonly { readonly starts: Ticks; readonly readyAt: Ticks }[],
  at: Ticks,
  { waiting, running, busy }: JobsNow,
): SystemState {
  let ready = 0;
  let starting = 0;
  for (const { starts, readyAt } of vms) {
    if (readyAt <= at) ready++;
    else if (starts <= at) starting++;
  }
  return {
    queued: waiting,
    held: 0,
    running,
    ...NO_VMS,
    target: vms.length,
    provisioning: vms.length - ready - starting,
    starting,
    idle: ready - busy,
    busy,
  };
}
