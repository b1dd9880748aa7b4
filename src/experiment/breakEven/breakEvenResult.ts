import type { Unit } from "../../model/worldResult.ts";
import type { StudiedScenario } from "../sweep/sweepResult.ts";

/** A mean over replications with its 95% interval, null with one replication. */
export interface MeanWithin {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Both alternatives at one value of the path, on the same jobs. */
export interface BreakEvenPoint {
  readonly value: number | string;
  readonly first: MeanWithin;
  readonly second: MeanWithin;
  /** First less second, replication by replication. */
  readonly difference: MeanWithin;
}

/** Where the two are equal. */
export interface Crossing {
  /** The middle of the bracket; for whole numbers the last one before the change. */
  readonly value: number | string;
  /** The two are on one side of each other at `from` and on the other at `to`: a change of sign, however steep. */
  readonly from: number | string;
  readonly to: number | string;
  /** Between them no difference shows at 95% confidence. Null: not within the range, or one replication. */
  readonly low: number | string | null;
  readonly high: number | string | null;
  /** The name of the alternative that has less of the metric below, and above; null where they do not differ there. */
  readonly lessBelow: string | null;
  readonly lessAbove: string | null;
}

/** What `breakeven` gives. */
export interface BreakEvenResult {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "poolsim"; readonly version: string };
  readonly command: string;
  readonly scenario: StudiedScenario;
  readonly over: string;
  readonly between: readonly [string, string];
  readonly metric: string;
  readonly unit: Unit;
  readonly from: number | string;
  readonly to: number | string;
  /** `equal`: the two do not differ anywhere. */
  readonly status: "crossing" | "no crossing" | "equal";
  /** The first in the range; null where there is none. */
  readonly crossing: Crossing | null;
  /** Where the sign changes once more: not looked at more closely. */
  readonly further: readonly { readonly from: number | string; readonly to: number | string }[];
  /** Everywhere that was looked, in order of the value. */
  readonly points: readonly BreakEvenPoint[];
}
