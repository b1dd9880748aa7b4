import { ArrivalLanes } from "../../engine/arrivalLanes.ts";
import { type Machine, Simulation } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { Auditor } from "../audit/auditor.ts";
import { ClassicMeter } from "../billing/classicMeter.ts";
import { roundedLedger } from "../billing/vmRounding.ts";
import { FIRST_OF_SYSTEMS, KINDS } from "../eventCode.ts";
import { openPools, type Pools } from "../pool/openPools.ts";
import type { Pool } from "../pool/pool.ts";
import { poolWarnings } from "../pool/poolWarnings.ts";
import type { Observed } from "../timeline.ts";
import type { Window } from "../window.ts";
import { NO_VMS, type SystemState } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { FifoService, JobsNow, ServiceFigures } from "./fifoService.ts";
import type { JobBlock } from "./jobBlock.ts";
import { lifeOfNobody } from "./lifeOfNobody.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { VmEnds } from "./vmEnds.ts";

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
  readonly #simulation = new Simulation(new ArrivalLanes([]));
  readonly #pools: Pools;
  /** The one that serves the jobs. */
  readonly #pool: Pool;
  readonly #vms: VmEnds;
  /** Divide service times, by workload. */
  readonly #speeds: readonly number[];
  readonly #anyFaster: boolean;
  /** By VM: ticks inside the window that it computed, and tasks that ended. */
  readonly #busy: Float64Array;
  readonly #tasks: Float64Array;
  /** Whether a job has waited, and until when one did last. */
  #hasWaited = false;
  readonly #waitsUntil = new Float64Array(1);
  #vmPeak = 0;

  /** @param jobsAt the jobs at an instant that the timeline asks for. */
  constructor(spec: WorldSpec, plain: PlainFifo, window: Window, replication: number, jobsAt: (at: Ticks) => JobsNow) {
    this.#spec = spec;
    this.#window = window;
    this.#stop = spec.drain ? NEVER : window.end;
    const simulation = this.#simulation;
    const log = new Auditor(spec, [], { full: false });
    this.#pools = openPools(spec, replication, {
      ...{ simulation, log, window },
      life: lifeOfNobody(simulation, log, window),
      requestDispatch: () => {},
      requestDecision: () => {},
      stores: [],
      refuge: null,
      keepEvaluations: false,
    });
    this.#pool = this.#pools.all[plain.system - 1]!;
    this.#pools.service.start();
    this.freeFrom = Float64Array.from(this.#pool.fleet.vms(), ({ readyAt }) => readyAt);
    this.#vms = new VmEnds(this.freeFrom, this.#pool.spec.reuse);
    this.#speeds = spec.workloads.map((_, workload) => this.#pool.speedOf(workload));
    this.#anyFaster = this.#speeds.some((speed) => speed !== 1);
    this.#busy = new Float64Array(plain.servers);
    this.#tasks = new Float64Array(plain.servers);
    this.observed = this.#pools.all.map((pool) => {
      const vms = [...pool.fleet.vms()].map(({ starts, readyAt }) => ({ starts, readyAt }));
      const state = (at: Ticks) => stateOf(vms, at, pool === this.#pool ? jobsAt(at) : NO_JOBS);
      return { name: pool.name, state };
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
      vms.freeBy(now);
      const isIdle = vms.idle > 0;
      const slot = isIdle ? now : vms.earliest;
      const vm = isIdle ? vms.takeIdle() : vms.takeNext();
      const start = slot + dispatch[i]!;
      const end = start + service[i]!;
      // Freed in the instant in which it was taken, it may be taken again before others that are free, or after them.
      if (end === slot) return false;
      vms.occupy(vm, end);
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
    const { limits } = this.#pool;
    const waitsUntil = this.#waitsUntil;
    const stop = this.#stop;
    const window = this.#window;
    for (let i = 0; i < count; i++) {
      const vm = worker[i]!;
      const end = ended[i]!;
      this.#busy[vm] = this.#busy[vm]! + window.overlap(started[i]!, end < stop ? end : stop);
      if (end <= stop) this.#tasks[vm] = this.#tasks[vm]! + 1;
      const now = submitted[i]!;
      if (taken[i] === now) continue;
      if (!this.#hasWaited) {
        limits.set(now, "max");
      } else if (now > waitsUntil[0]!) {
        limits.set(waitsUntil[0]!, null);
        limits.set(now, "max");
      }
      this.#hasWaited = true;
      waitsUntil[0] = taken[i]!;
    }
  }

  /** No cap holds a job back. */
  admit(): boolean {
    return true;
  }

  close(clock: Ticks): ServiceFigures {
    this.#simulation.run(this, { end: clock, drain: this.#spec.drain, eventCap: NEVER });
    if (this.#hasWaited && this.#waitsUntil[0]! < clock) this.#pool.limits.set(this.#waitsUntil[0]!, null);
    for (const vm of this.#pool.fleet.vms()) vm.hasServed(this.#tasks[vm.ordinal]!, this.#busy[vm.ordinal]!);
    const { all, operations, anyAtLimit } = this.#pools;
    for (const pool of all) pool.close();
    return {
      classic: null,
      pools: all,
      vms: roundedLedger(
        all.flatMap(({ fleet }) => fleet.ledger()),
        this.#spec,
        this.#window,
      ),
      meter: ClassicMeter.of(this.#spec, this.#window),
      anyAtLimit,
      cancelledVms: all.map(({ fleet }) => fleet.cancelled),
      operations: operations.rows(),
      vmPeak: this.#vmPeak,
      events: this.#simulation.events,
      warnings: poolWarnings(all),
    };
  }

  handle(code: number, subject: number): void {
    const own = code - FIRST_OF_SYSTEMS;
    this.#pools.all[Math.floor(own / KINDS) - 1]!.handle(own % KINDS, subject);
  }

  instantEnds(until: Ticks): void {
    if (until <= this.#window.from || !(this.#spec.drain || this.#simulation.now < this.#window.end)) return;
    let vms = 0;
    for (const { fleet } of this.#pools.all) vms += fleet.notePeak();
    if (vms > this.#vmPeak) this.#vmPeak = vms;
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
