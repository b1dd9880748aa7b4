import type { Unit } from "../../model/worldResult.ts";

/** A figure that a formula gives, under the name that the simulation has for it. */
export interface Expectation {
  readonly metric: string;
  readonly unit: Unit;
  readonly theory: number;
}

/** A system's textbook name and what is known of it. */
export interface QueueModel {
  /** `M/M/8 at 90%`. */
  readonly name: string;
  readonly kind: "exact" | "approximation";
  readonly source: string;
  readonly notes: readonly string[];
  readonly expectations: readonly Expectation[];
  /** In ticks: how long the queue remembers, for formulas of the steady state; null for those of a whole run. */
  readonly relaxation: number | null;
}

/** Either a model, or every reason why there is none. `name`: what it is like all the same. */
export type Recognition =
  | { readonly model: QueueModel }
  | { readonly model: null; readonly name: string | null; readonly departures: readonly string[] };

/** Nothing was recognised, and why. */
export function unlike(departures: readonly string[], name: string | null = null): Recognition {
  return { model: null, name, departures };
}
