import type { Ticks } from "../../engine/time.ts";

/** When an operation of the pool service is called. */
export type OccasionSpec =
  | { readonly kind: "at"; readonly time: Ticks }
  /** The first firing at or after a tick, or null when there is none. */
  | { readonly kind: "cron"; readonly nextAt: (from: Ticks) => Ticks | null }
  /** When a poll, every so many ticks from the first job on, sees that no job is left. */
  | { readonly kind: "whenAllDone"; readonly poll: Ticks };

/** What is asked of the pool service. */
export type ActionSpec =
  | {
      readonly kind: "create";
      readonly vms: number;
      readonly billingPlan: string | null;
      readonly lowPriority?: number;
    }
  | { readonly kind: "resize"; readonly vms: number; readonly lowPriority?: number }
  | { readonly kind: "delete" };

export interface OperationSpec {
  readonly when: OccasionSpec;
  readonly action: ActionSpec;
}
