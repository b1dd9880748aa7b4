import type { Fleet } from "../pool/fleet.ts";
import type { PoolLimits } from "../pool/poolLimits.ts";
import type { PoolSpec } from "../pool/poolSpec.ts";
import type { Resizing } from "../pool/resizing.ts";
import type { Vm } from "../pool/vm.ts";

/** A rule by which a pool has more or fewer VMs. It decides once in an instant, when all else of classes 0 to 5 has happened. */
export interface Scaler {
  /** The pool exists from now on. */
  start(): void;
  /** A slot of the VM was taken or given back, or it became ready, or leaves. */
  touch(vm: Vm): void;
  /** What happens to the rule at an event of the pool. */
  handle(kind: number): void;
  decide(): void;
  /** Whether a pending event of the rule would change anything, as things stand; `order`: its number. */
  mayAct(kind: number, order: number): boolean;
}

/** Slots of a pool by what tasks do with them. */
export interface SlotCounts {
  /** Waiting tasks ask for so many, gangs with their whole widths. */
  waiting: number;
  /** Tasks hold so many, and compute on so many of them. */
  held: number;
  computing: number;
}

/** What a rule that scales a pool sees of it and can do. */
export interface ScaledPool {
  readonly index: number;
  readonly spec: PoolSpec;
  readonly fleet: Fleet;
  readonly limits: PoolLimits;
  readonly resizing: Resizing;
  readonly slots: Readonly<SlotCounts>;
  /** Tasks that ended here, since the pool exists. */
  readonly tasksSucceeded: number;
  readonly tasksFailed: number;
  /** An idle VM is not wanted any more. */
  releaseIdle(vm: Vm): void;
  /** VMs whose start task failed are not wanted any more. */
  releaseUnusable(): void;
  requestDecision(): void;
}
