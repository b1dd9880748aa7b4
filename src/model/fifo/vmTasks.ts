import { EventQueue } from "../../engine/eventQueue.ts";
import { EventClass } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { EventCode } from "../eventCode.ts";
import { NONE } from "../jobTable.ts";
import type { Fleet } from "../pool/fleet.ts";
import type { Vm } from "../pool/vm.ts";
import type { Window } from "../window.ts";

/** The tasks of a pool's VMs, one on each at most, with ends that are known as they begin. */
export class VmTasks {
  /** Those on VMs that serve, and those that ended. */
  running = 0;
  through = 0;
  readonly #fleet: Fleet;
  readonly #window: Window;
  readonly #ends = new EventQueue();
  /** By berth: when its task ends, and that end's order number; NONE once its VM left. */
  readonly #endOf: number[] = [];
  readonly #orderOf: number[] = [];
  /** VMs of tasks of no length: free again at that instant, but only when no other is that jobs could take in it. */
  readonly #brief: Vm[] = [];
  readonly #briefly = new Float64Array(1);

  constructor(fleet: Fleet, window: Window) {
    this.#fleet = fleet;
    this.#window = window;
  }

  /** The next end of all, of a VM that serves or did; NEVER if there is none. */
  get nextEnd(): Ticks {
    const front = this.#ends.front();
    return front < 0 ? NEVER : this.#ends.timeAt(front);
  }

  /** The first instant from one on at which a VM is free: NEVER, or one beyond the limit, where none is by then. */
  freeFrom(time: Ticks, limit: Ticks): Ticks {
    const { free } = this.#fleet;
    if (time > this.#briefly[0]!) this.settle();
    this.freeBy(time);
    if (free.slots === 0) this.settle();
    if (free.slots > 0) return time;
    for (let end = this.nextEnd; end < limit; end = this.nextEnd) {
      this.freeBy(end);
      if (free.slots > 0) return end;
    }
    return this.nextEnd;
  }

  /** The VM whose turn it is takes a task from one instant to another. */
  take(start: Ticks, end: Ticks): Vm {
    const { free } = this.#fleet;
    const vm = free.choose();
    const { berth } = vm;
    free.hold(vm);
    vm.taskStarts(start, this.#window);
    this.running++;
    if (end === start) {
      this.#brief.push(vm);
      this.#briefly[0] = start;
      return vm;
    }
    this.#ends.push(end, EventClass.completion, EventCode.taskEnds, berth);
    this.#endOf[berth] = end;
    this.#orderOf[berth] = this.#ends.pushed;
    return vm;
  }

  /** Tasks of VMs that serve end, up to an instant. */
  freeBy(time: Ticks): void {
    const ends = this.#ends;
    for (let front = ends.front(); front >= 0 && ends.timeAt(front) <= time; front = ends.front()) {
      ends.take();
      const berth = ends.subject;
      if (this.#orderOf[berth] !== ends.order) continue;
      this.#free(this.#fleet.at(berth), this.#endOf[berth]!);
    }
  }

  /** Tasks of no length end: no other job gets its VM before they have. */
  settle(): void {
    if (this.#brief.length === 0) return;
    for (const vm of this.#brief) this.#free(vm, this.#briefly[0]!);
    this.#brief.length = 0;
  }

  /** A VM with a task serves no more. Returns when the task ends, of which it has to be told by `lingersNoMore`. */
  lingers({ berth }: Vm): Ticks {
    this.running--;
    this.#orderOf[berth] = NONE;
    return this.#endOf[berth]!;
  }

  /** The task of a VM that left ends now. */
  lingersNoMore(vm: Vm, now: Ticks): void {
    vm.taskEnds(now, this.#window);
    vm.used = 0;
    this.through++;
  }

  #free(vm: Vm, end: Ticks): void {
    vm.taskEnds(end, this.#window);
    vm.idleSince = end;
    this.#fleet.free.release(vm);
    this.running--;
    this.through++;
  }
}
