import type { Comparison, Estimate, ObjectiveResult, WarmUpFound } from "../results.ts";
import type { QuotaFigures } from "./quotaNeeds.ts";
import type { Verdict } from "./verdict.ts";

/** Values by path of the scenario. */
export type Configuration = Readonly<Record<string, unknown>>;

/** The contents of `plan.json`. */
export interface PlanResult {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "poolsim"; readonly version: string };
  readonly command: string;
  readonly scenario: {
    readonly name: string;
    readonly hash: string;
    readonly seed: number;
    readonly currency: string;
    readonly horizonSeconds: number;
    readonly warmUpSeconds: number;
    readonly warmUpFound?: WarmUpFound;
  };
  /**
   * Feasible: the configuration meets every objective, and nothing cheaper that was tried does. Infeasible: nothing that was tried
   * does. Undecided: either could not be shown; the configuration, if there is one, meets them, but a cheaper one may.
   */
  readonly status: "feasible" | "infeasible" | "undecided";
  readonly configuration: Configuration | null;
  /** What was looked for; `note`: why it is not what was asked for. */
  readonly goal: { readonly goal: "minimise" | "maximise"; readonly metric: string; readonly note: string | null };
  readonly confidence: number;
  /** Of the configuration, over the fresh replications that it was checked on; empty without one. */
  readonly metrics: Readonly<Record<string, Estimate>>;
  readonly objectives: readonly ObjectiveResult[];
  /** Chance of a job to miss its deadline and of a round to be late, by workload that has one. */
  readonly deadlines: readonly DeadlineChance[];
  /** The load that the configuration carries; null where it is not feasible, or it was not looked for. */
  readonly headroom: PlanHeadroom | null;
  readonly quota: PlanQuota;
  readonly guarantee: string;
  /** What would decide it, or make it feasible; null where it is feasible. */
  readonly advice: string | null;
  /** Others that meet the objectives or cost about as much, the cheapest first. */
  readonly runnersUp: readonly RunnerUp[];
  /** Every configuration, in order. */
  readonly tried: readonly Tried[];
  readonly replications: {
    readonly search: number;
    /** Fresh ones, on which the answer was checked. */
    readonly check: number;
    readonly pilots: number;
    /** For the headroom of the configuration. */
    readonly headroom: number;
    /** What it would take to give every configuration as many as the answer had in the search and the check. */
    readonly grid: number;
  };
  readonly warnings: readonly string[];
}

export interface PlanHeadroom {
  /** The largest multiple of the load, in hundredths, that is shown to meet every objective; null where there are none to try. */
  readonly meets: number | null;
  /** The least that is shown not to; null where there is none up to 20, or none to try. */
  readonly misses: number | null;
  /** Why there are none to try. */
  readonly note: string | null;
}

export interface PlanQuota {
  /** Of the account as the file tells it; null: none is told. */
  readonly today: QuotaFigures | null;
  /** What the configuration takes; null without one. */
  readonly needs: QuotaFigures | null;
  /** The cheapest configuration for a load that is greater by `headroom`, a share; null where the headroom is not known. */
  readonly ask: {
    readonly headroom: number;
    /** Null: none that was tried is shown to do. */
    readonly configuration: Configuration | null;
    readonly needs: QuotaFigures | null;
    /** The multiple of today's load that it is shown to carry. */
    readonly carries: number | null;
    /** That it took to find it, beside those of the plan. */
    readonly replications: number;
  } | null;
}

export interface DeadlineChance {
  readonly workload: string;
  readonly metric: string;
  readonly chance: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface RunnerUp {
  readonly configuration: Configuration;
  /** Whether it was found to meet the objectives, or must if the answer does. */
  readonly meets: boolean;
  readonly cost: Estimate;
  /** Against the answer, on the same jobs. */
  readonly difference: Comparison;
  readonly objectives: readonly ObjectiveResult[];
}

export interface Tried {
  readonly configuration: Configuration;
  /** In the search. */
  readonly replications: number;
  /** `implied`: not decided by itself, but by one that it must be better or worse than. */
  readonly outcome: Verdict | "implied" | "not decided";
  readonly cost: Estimate | null;
  readonly objectives: readonly ObjectiveResult[];
  /** Why it is not the answer; null for the answer. */
  readonly dropped: string | null;
}

/** What a plan gives: the contents of `plan.json`, and for people the work that was done. */
export interface PlanRun {
  readonly plan: PlanResult;
  readonly events: number;
  readonly seconds: number;
}
