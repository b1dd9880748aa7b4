import { EventQueue } from "../../engine/eventQueue.ts";
import { EventClass } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { EventCode } from "../eventCode.ts";
import { NONE } from "../jobTable.ts";
import type { Fleet } from "../pool/fleet.ts";
import type { Vm } from "../pool/vm.ts";
import type { Window } from "../window.ts";

/** In the place of an end's order number: the task has no length. */
const BRIEF = -2;

/** The tasks of a pool's VMs, one on each slot at most, with ends that are known as they begin. */
export class VmTasks {
  /** Those on VMs that serve, and those that ended. */
  running = 0;
  through = 0;
  /** Of the task taken last: which of its VM's slots it has. */
  slot = 0;
  readonly #fleet: Fleet;
  readonly #slotsPerVm: number;
  readonly #window: Window;
  readonly #ends = new EventQueue();
  /** By berth and slot: when its task ends, and that end's order number; NONE where there is none, or its VM left. */
  readonly #endOf: number[] = [];
  readonly #orderOf: number[] = [];
  /** Places of tasks of no length: free again at that instant, but only when no other is that jobs could take in it. */
  readonly #brief: number[] = [];
  readonly #briefly = new Float64Array(1);

  constructor(fleet: Fleet, slotsPerVm: number, window: Window) {
    this.#fleet = fleet;
    this.#slotsPerVm = slotsPerVm;
    this.#window = window;
  }

  /** The next end of all, of a VM that serves or did; NEVER if there is none. */
  get nextEnd(): Ticks {
    const front = this.#ends.front();
    return front < 0 ? NEVER : this.#ends.timeAt(front);
  }

  /** The first instant from one on at which a slot is free: NEVER, or one beyond the limit, where none is by then. */
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
    const place = this.#freePlaceOf(vm);
    free.hold(vm);
    vm.taskStarts(start, this.#window);
    this.running++;
    if (end === start) {
      this.#brief.push(place);
      this.#briefly[0] = start;
      this.#orderOf[place] = BRIEF;
      return vm;
    }
    this.#ends.push(end, EventClass.completion, EventCode.taskEnds, place);
    this.#endOf[place] = end;
    this.#orderOf[place] = this.#ends.pushed;
    return vm;
  }

  /** Tasks of VMs that serve end, up to an instant. */
  freeBy(time: Ticks): void {
    const ends = this.#ends;
    for (let front = ends.front(); front >= 0 && ends.timeAt(front) <= time; front = ends.front()) {
      ends.take();
      const place = ends.subject;
      if (this.#orderOf[place] !== ends.order) continue;
      this.#free(place, this.#endOf[place]!);
    }
  }

  /** Tasks of no length end: no other job gets its slot before they have. */
  settle(): void {
    if (this.#brief.length === 0) return;
    for (const place of this.#brief) this.#free(place, this.#briefly[0]!);
    this.#brief.length = 0;
  }

  /** A VM with tasks serves no more. Returns when each ends, of which it has to be told by `lingersNoMore`. */
  lingers({ berth }: Vm): readonly Ticks[] {
    const ends: Ticks[] = [];
    const first = berth * this.#slotsPerVm;
    for (let place = first; place < first + this.#slotsPerVm; place++) {
      if ((this.#orderOf[place] ?? NONE) === NONE) continue;
      ends.push(this.#endOf[place]!);
      this.#orderOf[place] = NONE;
    }
    this.running -= ends.length;
    return ends;
  }

  /** A task of a VM that left ends now. */
  lingersNoMore(vm: Vm, now: Ticks): void {
    vm.taskEnds(now, this.#window);
    vm.used--;
    this.through++;
  }

  /** Notes which of the VM's slots it is too. */
  #freePlaceOf({ berth }: Vm): number {
    const first = berth * this.#slotsPerVm;
    let slot = 0;
    while ((this.#orderOf[first + slot] ?? NONE) !== NONE) slot++;
    this.slot = slot;
    return first + slot;
  }

  #free(place: number, end: Ticks): void {
    const vm = this.#fleet.at(Math.floor(place / this.#slotsPerVm));
    this.#orderOf[place] = NONE;
    vm.taskEnds(end, this.#window);
    if (vm.used === 1) vm.idleSince = end;
    this.#fleet.free.release(vm);
    this.running--;
    this.through++;
  }
}
