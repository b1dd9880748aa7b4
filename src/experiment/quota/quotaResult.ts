import type { ChangeKind } from "../../scenario/quotaChanges.ts";
import type { PlanResult } from "../plan/planResult.ts";
import type { QuotaFigures } from "../plan/quotaNeeds.ts";
import type { Verdict } from "../plan/verdict.ts";
import type { Estimate, ObjectiveResult } from "../results.ts";

/** The contents of `quota.json`. */
export interface QuotaResult {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "poolsim"; readonly version: string };
  readonly command: string;
  readonly scenario: PlanResult["scenario"];
  /**
   * `enough`: the objectives are met as it is. `within quota`: a change that needs no larger quota does it. `raise`: a larger quota
   * does, and nothing that was tried within today's is shown to. Else nothing that was tried is shown to.
   */
  readonly status: "enough" | "within quota" | "raise" | "infeasible" | "undecided";
  readonly quotas: {
    /** Whether the file tells of the VMs that a pool may have; if not, the pools and VMs that there are are taken for it. */
    readonly isTold: boolean;
    readonly today: QuotaFigures;
    /** How long a raise takes, as the file tells it; null: it does not. */
    readonly increaseTakes: string | null;
  };
  /** The pool that may be changed; null where jobs go to several. */
  readonly pool: string | null;
  readonly today: QuotaTrial;
  /** Within today's quotas, in the order in which they were tried. */
  readonly changes: readonly QuotaTrial[];
  readonly notTried: readonly { readonly kind: ChangeKind; readonly change: string; readonly reason: string }[];
  /** All jobs on the classic service; null where the file has none, or it cannot be. */
  readonly classic: QuotaTrial | null;
  /** The cheapest that meets the objectives, whatever the quotas. */
  readonly plan: PlanResult;
  /** Null where nothing is missed. */
  readonly peakDay: PeakDay | null;
  readonly replications: number;
  /** Of all trials and the plan, each of the horizon's length. */
  readonly daysSimulated: number;
}

/** A way to run the jobs, simulated. */
export interface QuotaTrial {
  readonly kind: ChangeKind;
  readonly change: string;
  readonly outcome: Verdict;
  readonly objectives: readonly ObjectiveResult[];
  readonly replications: number;
  /** Those that a decision is made by. */
  readonly metrics: Readonly<Record<string, Estimate>>;
}

/** The day of the window on which most jobs waited and ran at a time. */
export interface PeakDay {
  /** `2026-03-03`, UTC. */
  readonly date: string;
  /** Seconds after midnight, UTC. */
  readonly secondOfDay: number;
  /** At that instant, in the mean over the replications of the day's own peaks. */
  readonly jobs: number;
  /** Of the other days, the mean of their peaks; null where there are none. */
  readonly otherDays: number | null;
}

/** What `quotaScenario` gives: the contents of `quota.json`, and for people the work that was done. */
export interface QuotaRun {
  readonly quota: QuotaResult;
  readonly events: number;
  readonly seconds: number;
}
