import type { Unit } from "../../model/worldResult.ts";
import type { Estimate } from "../results.ts";

/** What an exact (or approximate) figure is worth beside the simulated one. */
export interface TheoryFigure {
  /** As in `summary.json`. */
  readonly metric: string;
  readonly unit: Unit;
  readonly theory: number;
  readonly simulated: Estimate;
  /** Whether theory lies in the 95% interval; null where there is none. */
  readonly inside: boolean | null;
  /** Simulated mean minus theory, in half-widths; null without an interval that has a width. */
  readonly halfWidthsOff: number | null;
}

/** A system with a queue of its own: the classic service or a pool. */
export interface TheorySystem {
  /** `classic` or a pool's name. */
  readonly system: string;
  /** `M/M/8 at 90%`; null where nothing here has a formula. */
  readonly recognisedAs: string | null;
  readonly kind: "exact" | "approximation" | "none";
  /** Of the formulas; null where there are none. */
  readonly source: string | null;
  readonly notes: readonly string[];
  readonly figures: readonly TheoryFigure[];
  /** Every assumption of the formulas that does not hold; none where there is one that fits. */
  readonly departures: readonly string[];
  /** Why simulated and steady state may differ although both are right. */
  readonly cautions: readonly string[];
}

export interface TheoryAlternative {
  readonly horizonSeconds: number;
  readonly warmUpSeconds: number;
  readonly systems: readonly TheorySystem[];
}

/** What `theory` gives: the contents of `--json`. */
export interface TheoryReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "poolsim"; readonly version: string };
  /** The subcommand and those of its options that change figures. */
  readonly command: string;
  readonly scenario: {
    readonly name: string;
    readonly hash: string;
    readonly seed: number;
    readonly currency: string;
    /** That were simulated. */
    readonly replications: number;
    /** That the file asks for; an interval takes two. */
    readonly replicationsAsked: number;
  };
  /** In file order. */
  readonly alternatives: Readonly<Record<string, TheoryAlternative>>;
}
