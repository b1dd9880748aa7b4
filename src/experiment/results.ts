import type { OperationRow, Unit, WorldResult } from "../model/worldResult.ts";

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
  /** What became of the operations of the pool service; absent where there were none. */
  readonly operations?: OperationSummary;
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

/** The contents of `summary.json`. */
export interface Summary {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "poolsim"; readonly version: string };
  /** The subcommand and those of its options that change figures. */
  readonly command: string;
  readonly scenario: {
    readonly name: string;
    readonly hash: string;
    readonly seed: number;
    /** Simulated length in seconds, and replications: for headings. */
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
