import type { Variate } from "../../engine/distribution.ts";
import type { Ticks } from "../../engine/time.ts";

/** A cap on jobs that run at a time: for each name, or `otherwise`. `Infinity` is none. */
export interface CapSpec {
  readonly byName: ReadonlyMap<string, number>;
  readonly otherwise: number;
}

export interface ClassicSpec {
  readonly fleet: FleetSpec;
  readonly endpointConcurrency: CapSpec;
  readonly tenantConcurrency: CapSpec;
  /** A job is rejected if so many wait ahead of it after the instant's dispatch; `Infinity` is none. */
  readonly maxQueued: number;
  /** Delay between slot and start, in ticks; it holds the slot. */
  readonly dispatch: Variate;
  /** Divides a job's service time. */
  readonly speed: Variate;
  /** What the customer's jobs are charged to; null: they have no price. */
  readonly billingPlan: string | null;
}

/** Slots by time of day: each entry holds from its `from` (ticks after midnight UTC, rising) to the next one's. */
export type WorkerTimetable = readonly { readonly from: Ticks; readonly workers: number }[];

export type FleetSpec =
  /** One entry: constant. */
  | { readonly kind: "workers"; readonly timetable: WorkerTimetable }
  /** No fleet: the wait is drawn with the job, from when its caps admit it. */
  | { readonly kind: "observedWait"; readonly wait: Variate }
  /** Neither told: nobody waits for others. */
  | { readonly kind: "unlimited" };
