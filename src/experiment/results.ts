import type { OperationRow, Unit, WorldRecord } from "../model/worldResult.ts";

/** A metric over replications: mean with a Student-t 95% interval; the interval is null with one replication ("replay"). */
export interface Estimate {
  readonly mean: number | null;
  readonly halfWidth: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Replications in which the metric was defined. */
  readonly n: number;
  readonly unit: Unit;
  /** Of a quantile of all jobs over several replications: that of their jobs taken together. */
  readonly pooled?: number | null;
}

/** An alternative against the baseline on the same jobs, from the differences replication by replication. */
export interface Comparison {
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly ratio: number | null;
  /** Share of replications in which the alternative is better: a tie is not. */
  readonly pBetter: number | null;
  /** "replay" with one replication: a difference was seen, its spread was not. */
  readonly verdict: "better" | "worse" | "no clear difference" | "replay";
  /**
   * About so many further replications would settle what is not clear; null where it is clear, where nothing differs, and
   * where more than 10,000 would not do.
   */
  readonly moreReplications: number | null;
}

/** An objective of an alternative, judged with 95% confidence. */
export interface ObjectiveResult {
  /** As written: `latency.p95 <= 45 min`. */
  readonly objective: string;
  readonly metric: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly bound: number;
  /** The interval that decided; null where there is none, and nothing was decided. */
  readonly low: number | null;
  readonly high: number | null;
  readonly outcome: "met" | "missed" | "undecided";
  /** About so many further replications would decide it; null where it is decided, or nothing tells how many. */
  readonly moreReplications: number | null;
}

export interface AlternativeSummary {
  readonly metrics: Readonly<Record<string, Estimate>>;
  readonly objectives: readonly ObjectiveResult[];
  readonly warnings: readonly string[];
  /** Simulated length in seconds, for headings: a patch may change `time`. Absent: the scenario's. */
  readonly horizonSeconds?: number;
  readonly warmUpSeconds?: number;
  /** Where jobs went whose routes leave a choice; absent where all went one way. */
  readonly divisions?: readonly Division[];
  /** What became of the operations of the pool service; absent where there were none. */
  readonly operations?: OperationSummary;
  /** What became of the evaluations of autoscale formulas; absent where there were none. */
  readonly evaluations?: EvaluationSummary;
}

/** How many jobs of a workload went to each system, on average over the replications. */
export interface Division {
  readonly workload: string;
  readonly systems: readonly { readonly system: string; readonly jobs: number }[];
}

/** Evaluations of all replications, and the first failures of the first three pools that have any, in the first replication. */
export interface EvaluationSummary {
  readonly evaluations: number;
  /** Those that failed and left their pool alone, and those that did not bring it to its target. */
  readonly failed: number;
  readonly short: number;
  readonly firstFailures: readonly { readonly timeSeconds: number; readonly pool: string; readonly message: string }[];
}

/** Operations of all replications by their outcomes, and the first of the first replication that came to less than was asked. */
export interface OperationSummary {
  readonly done: number;
  readonly partial: number;
  readonly refused: number;
  readonly stopped: number;
  readonly underWay: number;
  readonly firstShort: readonly (Omit<OperationRow, "time"> & { readonly timeSeconds: number })[];
}

/** `warmUp: auto`: found in pilot runs that are no part of the figures, the same for all alternatives that ask for it. */
export interface WarmUpFound {
  readonly seconds: number;
  readonly method: "MSER-5" | "MSER-5 in whole days" | "MSER-5 in whole hours";
  /** Of each alternative. */
  readonly pilotReplications: number;
  /** The longest warm-up of all was asked for by this alternative. */
  readonly alternative: string;
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
    /** How the warm-up was found, where the scenario left it to us. */
    readonly warmUpFound?: WarmUpFound;
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
    readonly world: WorldRecord;
  }[];
  /** Events of all worlds, and the seconds spent simulating them (for people only: never in a file). */
  readonly events: number;
  readonly seconds: number;
}
