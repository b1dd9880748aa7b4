import { EventQueue } from "../../engine/eventQueue.ts";
import { EventClass } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { EventCode } from "../eventCode.ts";
import { NONE } from "../jobTable.ts";
import type { Pool } from "../pool/pool.ts";
import type { Vm } from "../pool/vm.ts";
import type { Window } from "../window.ts";
import type { SystemState } from "../worldResult.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { LastTask, PoolTasks } from "./poolTasks.ts";

/** In the place of an event's order number: the task has no length. */
const BRIEF = -2;

/** The tasks of VMs of several slots, one on each slot at most. The pool's own VMs are told of each. */
export class SlotTasks implements PoolTasks {
  running = 0;
  lingering = 0;
  starting = 0;
  readonly #pool: Pool;
  readonly #slotsPerVm: number;
  readonly #window: Window;
  /** Divide service times, by workload. */
  readonly #speeds: readonly number[];
  /** Starts of tasks that come yet, and ends of those that have started. */
  readonly #events = new EventQueue();
  /** By berth and slot: when its task starts and ends, and the next event's order number; NONE where there is none, or its VM left. */
  readonly #startOf: number[] = [];
  readonly #endOf: number[] = [];
  readonly #orderOf: number[] = [];
  /** Places of tasks of no length: free again at that instant, but only when no other is that jobs could take in it. */
  readonly #brief: number[] = [];
  #briefly: Ticks = 0;
  /** It never goes back: no job is served before the one ahead of it, nor by a slot before that is free. */
  #clock: Ticks = 0;

  constructor(pool: Pool, workloads: number, window: Window) {
    this.#pool = pool;
    this.#slotsPerVm = pool.spec.slotsPerVm;
    this.#window = window;
    this.#speeds = Array.from({ length: workloads }, (_, workload) => pool.speedOf(workload));
  }

  get nextEnd(): Ticks {
    const front = this.#events.front();
    return front < 0 ? NEVER : this.#events.timeAt(front);
  }

  comes(_vm: Vm, now: Ticks): void {
    this.#goTo(now);
  }

  leaves({ berth }: Vm): readonly LastTask[] {
    const tasks: LastTask[] = [];
    const first = berth * this.#slotsPerVm;
    for (let place = first; place < first + this.#slotsPerVm; place++) {
      if ((this.#orderOf[place] ?? NONE) === NONE) continue;
      tasks.push({ starts: this.#startOf[place]!, ends: this.#endOf[place]! });
      this.#orderOf[place] = NONE;
    }
    this.running -= tasks.length;
    this.lingering += tasks.length;
    return tasks;
  }

  lastStarts(vm: Vm, now: Ticks): void {
    vm.taskStarts(now, this.#window);
    this.starting--;
  }

  lastEnds(vm: Vm, now: Ticks): void {
    vm.taskEnds(now, this.#window);
    vm.used--;
    this.lingering--;
  }

  serve(block: JobBlock, first: number, limit: Ticks): number {
    const { count, workload, worker, submitted, dispatch, service, eligible, taken, started, ended, apart } = block;
    let place = first;
    for (; place < count; place++) {
      const came = submitted[place]!;
      const from = came > this.#clock ? came : this.#clock;
      if (from >= limit) break;
      const slot = this.#freeFrom(from, limit);
      if (slot >= limit) break;
      const speed = this.#speeds[workload[place]!]!;
      if (speed !== 1) service[place] = Math.floor(service[place]! / speed + 0.5);
      const start = slot + dispatch[place]!;
      const end = start + service[place]!;
      const vm = this.#pool.fleet.free.choose();
      worker[place] = vm.ordinal * this.#slotsPerVm + this.#take(vm, slot, start, end);
      eligible[place] = came;
      taken[place] = slot;
      started[place] = start;
      ended[place] = end;
      apart[place] = vm.ready > came ? vm.ready - came : 0;
      this.#goTo(slot);
    }
    return place;
  }

  freeBy(time: Ticks): void {
    this.#goTo(time);
    const events = this.#events;
    for (let front = events.front(); front >= 0 && events.timeAt(front) <= time; front = events.front()) {
      events.take();
      const place = events.subject;
      if (this.#orderOf[place] !== events.order) continue;
      if (events.code === EventCode.taskStarts) this.#starts(place);
      else this.#free(place, this.#endOf[place]!);
    }
  }

  settle(): void {
    if (this.#brief.length === 0) return;
    for (const place of this.#brief) this.#free(place, this.#briefly);
    this.#brief.length = 0;
  }

  show(): void {}

  stateWith(state: SystemState): SystemState {
    return state;
  }

  close(): void {}

  #goTo(time: Ticks): void {
    if (time > this.#clock) this.#clock = time;
  }

  /** The first instant from one on at which a slot is free: NEVER, or one beyond the limit, where none is by then. */
  #freeFrom(time: Ticks, limit: Ticks): Ticks {
    const { free } = this.#pool.fleet;
    if (time > this.#briefly) this.settle();
    this.freeBy(time);
    if (free.slots === 0) this.settle();
    if (free.slots > 0) return time;
    for (let end = this.nextEnd; end < limit; end = this.nextEnd) {
      this.freeBy(end);
      if (free.slots > 0) return end;
    }
    return this.nextEnd;
  }

  /** A VM takes a task, which starts and ends then. Returns which of its slots has it. */
  #take(vm: Vm, now: Ticks, start: Ticks, end: Ticks): number {
    const first = vm.berth * this.#slotsPerVm;
    let slot = 0;
    while ((this.#orderOf[first + slot] ?? NONE) !== NONE) slot++;
    const place = first + slot;
    this.#pool.fleet.free.hold(vm);
    this.running++;
    this.#startOf[place] = start;
    this.#endOf[place] = end;
    if (start > now) {
      this.starting++;
      this.#await(start, EventCode.taskStarts, place);
      return slot;
    }
    vm.taskStarts(now, this.#window);
    if (end === now) {
      this.#brief.push(place);
      this.#briefly = now;
      this.#orderOf[place] = BRIEF;
    } else {
      this.#await(end, EventCode.taskEnds, place);
    }
    return slot;
  }

  #await(time: Ticks, code: number, place: number): void {
    this.#events.push(time, EventClass.completion, code, place);
    this.#orderOf[place] = this.#events.pushed;
  }

  #starts(place: number): void {
    this.#vmAt(place).taskStarts(this.#startOf[place]!, this.#window);
    this.starting--;
    this.#await(this.#endOf[place]!, EventCode.taskEnds, place);
  }

  #free(place: number, end: Ticks): void {
    const { fleet } = this.#pool;
    const vm = this.#vmAt(place);
    this.#orderOf[place] = NONE;
    vm.taskEnds(end, this.#window);
    if (vm.used === 1) vm.idleSince = end;
    fleet.free.release(vm);
    this.running--;
  }

  #vmAt(place: number): Vm {
    return this.#pool.fleet.vms.at(Math.floor(place / this.#slotsPerVm));
  }
}
