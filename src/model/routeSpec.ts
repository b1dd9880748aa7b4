import type { Ticks } from "../engine/time.ts";

/** A pool's name, or null for the classic service. */
export type Target = string | null;

export type RouteSpec =
  | { readonly kind: "fixed"; readonly target: Target }
  | { readonly kind: "byTenant"; readonly targets: ReadonlyMap<string, Target>; readonly otherwise: Target }
  /** The first of them that starts the job at once, else the one with the shortest queue. */
  | { readonly kind: "anyOf"; readonly targets: readonly Target[] }
  | OverflowSpec;

/** Jobs go to one system, or to another one when all that is told of `when...` holds at their submission. */
export interface OverflowSpec {
  readonly kind: "overflow";
  readonly target: Target;
  readonly overflowTo: Target;
  /** Jobs of the customer's that wait at the first; null: however many. */
  readonly whenQueueLongerThan: number | null;
  /** Ticks to the deadline, less a typical task's service time; null: however many. */
  readonly whenSlackBelow: Ticks | null;
}
