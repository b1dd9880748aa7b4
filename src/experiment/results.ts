import type { Unit, WorldResult } from "../model/worldResult.ts";

/** A metric over replications: mean with a Student-t 95% interval; the interval is null with one replication ("replay"). */
export interface Estimate {
  readonly mean: number | null;
  readonly halfWidth: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Replications in which the metric was defined. */
  readonly n: number;
  readonly unit: Unit;
}

/** An alternative against the baseline on the same jobs, from the differences replication by replication. */
export interface Comparison {
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly ratio: number | null;
  /** Share of replications in which the alternative is better; ties count half. */
  readonly pBetter: number | null;
  /** "replay" with one replication: a difference was seen, its spread was not. */
  readonly verdict: "better" | "worse" | "no clear difference" | "replay";
}

export interface ObjectiveResult {
  /** As written: `latency.p95 <= 45 min`. */
  readonly objective: string;
  readonly metric: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly bound: number;
  readonly outcome: "met" | "missed" | "undecided";
}

export interface AlternativeSummary {
  readonly metrics: Readonly<Record<string, Estimate>>;
  readonly objectives: readonly ObjectiveResult[];
  readonly warnings: readonly string[];
  /** Simulated length in seconds, for headings: a patch may change `time`. Absent: the scenario's. */
  readonly horizonSeconds?: number;
  readonly warmUpSeconds?: number;
}

/** What came of `replications: {min, max, metric, relativeHalfWidth}`. */
export interface Stopping {
  readonly metric: string;
  /** Asked for, 0.05 for 5%. */
  readonly relativeHalfWidth: number;
  readonly min: number;
  readonly max: number;
  /** Whether the metric is known so well in every alternative that has it. */
  readonly reached: boolean;
  /** Replications that would have been needed, projected; null where it was reached, or cannot be said. */
  readonly needed: number | null;
}

/** The contents of `summary.json`. */
export interface Summary {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "poolsim"; readonly version: string };
  /** The subcommand and those of its options that change figures. */
  readonly command: string;
  /** The run was told to end: fewer replications than asked for. Absent: it was not. */
  readonly interrupted?: boolean;
  readonly scenario: {
    readonly name: string;
    readonly hash: string;
    readonly seed: number;
    /** Simulated length in seconds, and replications (those that were run): for headings. */
    readonly horizonSeconds: number;
    readonly warmUpSeconds: number;
    readonly replications: number;
    readonly currency: string;
    readonly resolved: unknown;
  };
  readonly baseline: string;
  /** In file order. */
  readonly alternatives: Readonly<Record<string, AlternativeSummary>>;
  /** By alternative (the baseline apart), then metric. */
  readonly comparisons: Readonly<Record<string, Readonly<Record<string, Comparison>>>>;
  readonly recommendation: { readonly alternative: string | null; readonly reason: string } | null;
  /** Absent where the number of replications was given. */
  readonly stopping?: Stopping;
}

/** What `run` gives: the summary, and the raw worlds for the CSV files, in order of alternative, then replication. */
export interface RunResult {
  readonly summary: Summary;
  readonly worlds: readonly {
    readonly alternative: string;
    readonly replication: number;
    readonly world: WorldResult;
  }[];
  /** Events of all worlds, and the seconds spent simulating them (for people only: never in a file). */
  readonly events: number;
  readonly seconds: number;
}
