import type { Ticks } from "../../engine/time.ts";
import type { Vm } from "../pool/vm.ts";
import type { SystemState } from "../worldResult.ts";
import type { JobBlock } from "./jobBlock.ts";

/** A task of a VM that serves no more: it starts now or later, and then ends. */
export interface LastTask {
  readonly starts: Ticks;
  readonly ends: Ticks;
}

/** The tasks on a pool's slots, whose ends are known as they begin: VMs come and leave, and in between jobs are served. */
export interface PoolTasks {
  /** Tasks of VMs that serve, and of those that left. */
  readonly running: number;
  readonly lingering: number;
  /** Those of either that do not compute yet. */
  readonly starting: number;
  /** The next end of those that serve; NEVER if there is none. */
  readonly nextEnd: Ticks;
  /** A VM is ready now. */
  comes(vm: Vm, now: Ticks): void;
  /** A VM serves no more. Returns its tasks: of their starts that come yet, and of their ends, it has to be told by the next two. */
  leaves(vm: Vm, now: Ticks): readonly LastTask[];
  /** A task of a VM that left starts now. */
  lastStarts(vm: Vm, now: Ticks): void;
  /** A task of a VM that left ends now. */
  lastEnds(vm: Vm, now: Ticks): void;
  /**
   * Serves jobs of a block from a place on, each as soon as a slot is free, by the VM whose turn it is then: fills `worker` (its
   * slots count on from those of the VM before it), `eligible`, `taken`, `started`, `ended` and `apart`. Returns the place of the
   * first whose slot is not free before the limit.
   */
  serve(block: JobBlock, from: number, limit: Ticks): number;
  /** Tasks of VMs that serve end, up to an instant. */
  freeBy(time: Ticks): void;
  /** Tasks of no length end: no other job gets its slot before they have. */
  settle(): void;
  /** Somebody looks at the pool's VMs. */
  show(): void;
  /** The state that the pool tells, with the VMs that have tasks. */
  stateWith(state: SystemState): SystemState;
  /** The clock stopped: VMs that serve are told of all they did. */
  close(): void;
}
