import type { Ticks } from "../../engine/time.ts";
import type { ExactSum } from "../../statistics/exactSum.ts";
import type { ClassicMeter } from "../billing/classicMeter.ts";
import type { Cell } from "../cell.ts";
import type { Parties } from "../parties.ts";
import type { LimitClock } from "../pool/limitClock.ts";
import type { Pool } from "../pool/pool.ts";
import type { RoundFigures } from "../rounds.ts";
import type { Window } from "../window.ts";
import type { StreamFlow } from "../workload/streamFlow.ts";
import type { VmRow } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";

/** What is counted of all jobs together. */
export interface JobFigures {
  /** Of the customer's jobs without a task on a slot, at most at the end of an instant inside the window. */
  readonly queuePeak: number;
  /** Of each line of `QueueParts` likewise. */
  readonly queuePeaks: Int32Array;
  /** Ready VMs, likewise. */
  readonly vmPeak: number;
}

/** What is counted of the shared fleet. */
export interface FleetFigures {
  /** `Infinity` where no fleet is modelled. */
  readonly mostWorkers: number;
  /** Integral of the workers over the window. */
  readonly capacity: ExactSum;
  /** Jobs of all tenants without a slot, at most at the end of an instant inside the window. */
  readonly queuePeak: number;
}

/** All that a world has gathered when its clock stopped. */
export interface Figures {
  readonly spec: WorldSpec;
  readonly window: Window;
  readonly clock: Ticks;
  readonly cells: readonly (Cell | undefined)[];
  readonly parties: Parties;
  readonly rounds: readonly RoundFigures[];
  readonly life: JobFigures;
  readonly classic: FleetFigures | null;
  readonly pools: readonly Pool[];
  /** The VM ledger, rounding included. */
  readonly vms: readonly VmRow[];
  /** What was used of the classic service's plan, where it is told by period. */
  readonly meter: ClassicMeter | null;
  readonly anyAtLimit: LimitClock;
  /** By workload: what its sensors sent; null, or nothing at all, where it has none. */
  readonly flows: readonly (StreamFlow | null)[];
}
