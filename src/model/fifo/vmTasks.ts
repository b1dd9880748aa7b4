import { NEVER, type Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import type { Pool } from "../pool/pool.ts";
import type { Vm } from "../pool/vm.ts";
import { doubled } from "../roomier.ts";
import type { Window } from "../window.ts";
import type { SystemState } from "../worldResult.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { LastTask, PoolTasks } from "./poolTasks.ts";
import { StartsAhead } from "./startsAhead.ts";
import { VmEnds } from "./vmEnds.ts";

const FEWEST_BERTHS = 64;

/**
 * The tasks of a pool's VMs, one on each at most, with ends that are known as they begin. The pool's own VMs are told of them
 * when somebody looks, or they leave: until then columns are.
 */
export class VmTasks implements PoolTasks {
  lingering = 0;
  readonly #pool: Pool;
  readonly #window: Window;
  /** Nothing happens after it. */
  readonly #stop: Ticks;
  /** Divide service times, by workload. */
  readonly #speeds: readonly number[];
  readonly #ends: VmEnds;
  /** Of tasks of VMs that serve. */
  readonly #starts = new StartsAhead();
  /** Tasks of VMs that left which do not compute yet. */
  #lingeringStarts = 0;
  /** By berth: its VM, and since when that is ready. */
  #ordinal = new Int32Array(FEWEST_BERTHS);
  #ready = new Float64Array(FEWEST_BERTHS);
  /** When its last task starts. */
  #starting = new Float64Array(FEWEST_BERTHS);
  /** What it did: ticks inside the window, and tasks that end; and whether it began one since somebody looked. */
  #busy = new Float64Array(FEWEST_BERTHS);
  #tasks = new Int32Array(FEWEST_BERTHS);
  #hasBegun = new Uint8Array(FEWEST_BERTHS);

  constructor(pool: Pool, workloads: number, window: Window, stop: Ticks) {
    this.#pool = pool;
    this.#window = window;
    this.#stop = stop;
    this.#speeds = Array.from({ length: workloads }, (_, workload) => pool.speedOf(workload));
    this.#ends = new VmEnds(pool.spec.reuse);
  }

  get running(): number {
    return this.#ends.busy;
  }

  get starting(): number {
    return this.#starts.count + this.#lingeringStarts;
  }

  get nextEnd(): Ticks {
    return this.#ends.earliest;
  }

  comes({ berth, ordinal }: Vm, now: Ticks): void {
    if (berth >= this.#ordinal.length) this.#grow();
    this.#ordinal[berth] = ordinal;
    this.#ready[berth] = now;
    this.#busy[berth] = 0;
    this.#tasks[berth] = 0;
    this.#hasBegun[berth] = 1;
    this.#ends.add(berth, ordinal, now);
  }

  serve(block: JobBlock, from: number, limit: Ticks): number {
    const { count, workload, worker, submitted, dispatch, service, taken, started, ended } = block;
    const ends = this.#ends;
    const starts = this.#starts;
    const speeds = this.#speeds;
    let place = from;
    for (; place < count && submitted[place]! < limit; place++) {
      const slot = ends.freeFrom(submitted[place]!, limit);
      if (slot >= limit) break;
      const speed = speeds[workload[place]!]!;
      if (speed !== 1) service[place] = Math.floor(service[place]! / speed + 0.5);
      const start = slot + dispatch[place]!;
      const end = start + service[place]!;
      const berth = ends.take();
      ends.occupy(berth, slot, end);
      if (start > slot) {
        starts.goTo(slot);
        starts.add(start);
      }
      worker[place] = berth;
      taken[place] = slot;
      started[place] = start;
      ended[place] = end;
    }
    this.#count(block, from, place);
    return place;
  }

  /** What VMs do for the jobs of a block in [from, to). */
  #count(block: JobBlock, from: number, to: number): void {
    const { worker, submitted, eligible, started, ended, apart } = block;
    const ordinals = this.#ordinal;
    const ready = this.#ready;
    const starting = this.#starting;
    const busy = this.#busy;
    const tasks = this.#tasks;
    const hasBegun = this.#hasBegun;
    const window = this.#window;
    const stop = this.#stop;
    for (let i = from; i < to; i++) {
      const berth = worker[i]!;
      const came = submitted[i]!;
      const start = started[i]!;
      const end = ended[i]!;
      worker[i] = ordinals[berth]!;
      eligible[i] = came;
      apart[i] = ready[berth]! > came ? ready[berth]! - came : 0;
      starting[berth] = start;
      busy[berth] = busy[berth]! + window.overlap(start, end < stop ? end : stop);
      tasks[berth] = tasks[berth]! + Number(end <= stop);
      hasBegun[berth] = 1;
    }
  }

  freeBy(time: Ticks): void {
    this.#ends.freeBy(time);
    this.#starts.goTo(time);
  }

  settle(): void {
    this.#ends.settle();
  }

  /** Tells the VMs which of them have tasks, and since when the others have none. */
  show(): void {
    const { fleet } = this.#pool;
    const { free } = fleet;
    const ends = this.#ends;
    const hasBegun = this.#hasBegun;
    // Those that have served since are the next to be used, but for such as came later.
    while (free.idle > 0 && hasBegun[free.choose().berth] === 1) free.hold(free.choose());
    for (let place = 0; place < ends.idle; place++) {
      const vm = fleet.vms.at(ends.idleAt(place));
      if (vm.used === 0) continue;
      vm.idleSince = ends.idleSince(place);
      free.release(vm);
    }
    hasBegun.fill(0);
  }

  leaves(vm: Vm, now: Ticks): readonly LastTask[] {
    const { berth } = vm;
    const end = this.#ends.remove(berth);
    if (end === NEVER) {
      this.#tell(vm);
      return [];
    }
    const start = Math.max(now, this.#starting[berth]!);
    this.#busy[berth] = this.#busy[berth]! - this.#window.overlap(start, Math.min(end, this.#stop));
    this.#tasks[berth] = this.#tasks[berth]! - Number(end <= this.#stop);
    this.#tell(vm);
    this.lingering++;
    if (start > now) {
      this.#starts.remove(start);
      this.#lingeringStarts++;
    } else {
      vm.taskStarts(now, this.#window);
    }
    return [{ starts: start, ends: end }];
  }

  lastStarts(vm: Vm, now: Ticks): void {
    vm.taskStarts(now, this.#window);
    this.#lingeringStarts--;
  }

  lastEnds(vm: Vm, now: Ticks): void {
    vm.taskEnds(now, this.#window);
    vm.used = 0;
    this.lingering--;
  }

  stateWith(state: SystemState): SystemState {
    const busy = this.running - this.#starts.count;
    return { ...state, idle: state.idle - busy, busy };
  }

  close(): void {
    for (const vm of this.#pool.fleet.vms) if (vm.ready !== NOT_YET && vm.left === NOT_YET) this.#tell(vm);
  }

  #tell(vm: Vm): void {
    vm.hasServed(this.#tasks[vm.berth]!, this.#busy[vm.berth]!);
  }

  #grow(): void {
    this.#ordinal = doubled(this.#ordinal);
    this.#ready = doubled(this.#ready);
    this.#starting = doubled(this.#starting);
    this.#busy = doubled(this.#busy);
    this.#tasks = doubled(this.#tasks);
    this.#hasBegun = doubled(this.#hasBegun);
  }
}
