import type { Simulation } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import type { EventLog } from "../eventLog.ts";
import { type JobTable, NONE } from "../jobTable.ts";
import type { RequeuedTask } from "../requeuedTasks.ts";
import type { RunTable } from "../runTable.ts";
import { slotsAt } from "../slotsByVm.ts";
import type { Passing, WaitingQueue } from "../waitingQueue.ts";
import { ExpectedEnds } from "./expectedEnds.ts";
import type { Fleet } from "./fleet.ts";
import type { PoolSpec } from "./poolSpec.ts";
import type { Vm } from "./vm.ts";

/** What backfilling stands on. */
export interface EasySurroundings {
  readonly simulation: Pick<Simulation, "now">;
  readonly log: EventLog;
  readonly life: {
    readonly jobs: JobTable;
    readonly tasks: { readonly runs: RunTable; sizeOf(row: number, task: number, speed: number): Ticks };
  };
}

/** A pool whose queue is backfilled. */
export interface EasyPool {
  readonly index: number;
  readonly spec: PoolSpec;
  readonly fleet: Fleet;
  /** Divides the service times of a workload. */
  speedOf(workload: number): number;
}

/** When the head of the queue is to have its slots, as far as anybody can tell, and what is left for others at that instant. */
interface Reservation {
  readonly at: Ticks;
  /** Of a head that takes slots anywhere. */
  readonly spare: number;
  /** Of a head that takes its slots of one VM: the free slots, at that instant, of the VMs that then have enough. */
  readonly rooms: ReadonlyMap<number, number> | null;
}

/**
 * EASY backfilling: the first in line has a reservation, the earliest instant at which enough slots are free if every task
 * gives its slots back when it is expected to; whoever waits behind may start at once if that instant comes no later for it:
 * it is expected to be through by then, or takes slots that the first in line leaves over. Nobody else has a reservation.
 *
 * It is looked at whenever a job comes or slots become free, as all dispatching is. A task that is over its estimate is expected to end at any moment. VMs that are not ready yet, or take no more tasks, are
 * no part of it: while the ready ones are too few for the first in line, all that fits may start.
 *
 * Source: Mu'alem and Feitelson, "Utilization, predictability, workloads, and user runtime estimates in scheduling the IBM
 * SP2 with backfilling", IEEE TPDS 12(6), 2001.
 */
export class EasyBackfill implements Passing {
  readonly #pool: EasyPool;
  readonly #around: EasySurroundings;
  readonly #give: (row: number, again: RequeuedTask | null) => void;
  readonly #ends = new ExpectedEnds();
  #head = NONE;
  /** Null where it is to be found anew. */
  #reservation: Reservation | null = null;

  /** @param give gives a task of the job its slots: one that was requeued, or the next one. */
  constructor(pool: EasyPool, give: (row: number, again: RequeuedTask | null) => void, around: EasySurroundings) {
    this.#pool = pool;
    this.#give = give;
    this.#around = around;
  }

  /** Lets jobs pass the first in line, which does not fit. */
  fill(queue: WaitingQueue): void {
    if (!this.hasRoom) return;
    this.#head = queue.head();
    this.#reservation = null;
    if (this.#head !== NONE) queue.pass(this);
  }

  get hasRoom(): boolean {
    return this.#pool.fleet.free.slots > 0;
  }

  mayPass(row: number, again: RequeuedTask | null): boolean {
    const { jobs } = this.#around.life;
    const { free } = this.#pool.fleet;
    const width = jobs.width[row]!;
    const together = jobs.together[row] === 1;
    if (width > (together ? free.most : free.slots)) return false;
    this.#reservation ??= this.#reserve();
    const { at, spare, rooms } = this.#reservation;
    if (this.#expectedEnd(row, again) <= at) return true;
    return rooms === null ? width <= spare : this.#leavesRoom(rooms, width, together ? width : 1);
  }

  /** Whether a VM still has enough for the first in line once others take slots, so many of each VM at a time. */
  #leavesRoom(rooms: ReadonlyMap<number, number>, width: number, atATime: number): boolean {
    if (width / atATime < rooms.size) return true;
    const { free } = this.#pool.fleet;
    const left = new Map(rooms);
    const held: Vm[] = [];
    for (let slots = 0; slots < width; slots += atATime) {
      const vm = free.choose(atATime);
      free.hold(vm, atATime);
      held.push(vm);
      left.set(vm.ordinal, (left.get(vm.ordinal) ?? 0) - atATime);
    }
    // They were held to see which ones they would be.
    for (const vm of held) free.release(vm, atATime);
    const needed = this.#around.life.jobs.width[this.#head]!;
    return [...left.values()].some((room) => room >= needed);
  }

  serve(row: number, again: RequeuedTask | null): void {
    this.#reservation = null;
    this.#give(row, again);
  }

  /** A task is about to get its slots. Returns when it is expected to give them back. */
  expect(row: number, again: RequeuedTask | null): Ticks {
    const { jobs } = this.#around.life;
    const { log, simulation } = this.#around;
    const until = this.#expectedEnd(row, again);
    log.expected(simulation.now, jobs.number[row]!, taskOf(jobs, row, again), this.#pool.index, until);
    return until;
  }

  /** A run got its slots. */
  took(run: number, until: Ticks): void {
    this.#ends.add(run, until);
  }

  /** A run gives its slots back. */
  released(run: number): void {
    this.#ends.remove(run);
  }

  /** Of a task that gets its slots now: after its estimate or, where none is told, exactly as long as it computes, if nobody stops it. */
  #expectedEnd(row: number, again: RequeuedTask | null): Ticks {
    const { life, simulation } = this.#around;
    const { jobs } = life;
    const task = taskOf(jobs, row, again);
    const speed = this.#pool.speedOf(jobs.workload[row]!);
    const size = life.tasks.sizeOf(row, task, speed);
    const left = again === null ? size : again.remaining;
    const estimate = jobs.estimate[row]!;
    if (estimate < 0) {
      const delay = jobs.tasks[row] === 1 ? jobs.dispatchDelay[row]! : jobs.dispatchDelays[row]![task]!;
      return simulation.now + delay + left;
    }
    return simulation.now + Math.max(0, Math.floor(estimate / speed + 0.5) - (size - left));
  }

  #reserve(): Reservation {
    const { jobs } = this.#around.life;
    const width = jobs.width[this.#head]!;
    return jobs.together[this.#head] === 1 ? this.#reserveOnOne(width) : this.#reserveAnywhere(width);
  }

  #reserveAnywhere(width: number): Reservation {
    const { now } = this.#around.simulation;
    let free = this.#pool.fleet.free.slots;
    let at: Ticks = now;
    for (const { run, until } of this.#ends.inOrder) {
      const end = Math.max(now, until);
      // All that ends at that instant counts.
      if (free >= width && end > at) break;
      at = end;
      this.#eachVm(run, (_, slots) => {
        free += slots;
      });
    }
    return free >= width ? { at, spare: free - width, rooms: null } : { at: NEVER, spare: 0, rooms: null };
  }

  #reserveOnOne(width: number): Reservation {
    const { now } = this.#around.simulation;
    const rooms = new Map<number, number>();
    for (const vm of this.#pool.fleet.vms) if (vm.serves) rooms.set(vm.ordinal, this.#pool.spec.slotsPerVm - vm.used);
    let at: Ticks = now;
    let found = false;
    for (const { run, until } of this.#ends.inOrder) {
      const end = Math.max(now, until);
      if (found && end > at) break;
      at = end;
      this.#eachVm(run, (vm, slots) => {
        const room = rooms.get(vm)! + slots;
        rooms.set(vm, room);
        found ||= room >= width;
      });
    }
    for (const [vm, room] of rooms) if (room < width) rooms.delete(vm);
    return { at: found ? at : NEVER, spare: 0, rooms };
  }

  /** The slots that a run will leave free, by VM: those of VMs that take no more tasks are not. */
  #eachVm(run: number, tell: (vm: number, slots: number) => void): void {
    const { vm, gangVms } = this.#around.life.tasks.runs;
    const living = this.#pool.fleet.vms;
    const vms = gangVms[run];
    const tellOf = (ordinal: number, slots: number): void => {
      if (living.of(ordinal)?.serves === true) tell(ordinal, slots);
    };
    if (vms === undefined) tellOf(vm[run]!, 1);
    else for (let place = 0; place < vms.length; place += slotsAt(vms, place)) tellOf(vms[place]!, slotsAt(vms, place));
  }
}

function taskOf(jobs: JobTable, row: number, again: RequeuedTask | null): number {
  return again === null ? jobs.tasks[row]! - jobs.untaken[row]! : again.task;
}
