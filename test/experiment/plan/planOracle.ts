/** A row of `plan.json` of the exact answers; times in minutes. */
export type PlanOracle = Fixed | Dedicated;

/** One M/M/c pool with the smallest fleet that meets `P(W>t)<=share`. */
export interface Fixed {
  readonly problem: "fixed";
  readonly lam: number;
  readonly ES: number;
  readonly slo: string;
  readonly best_c: number;
  readonly P_at_best: number;
}

/** Two M/M/c streams of one minute's service: one pool for both, or one each. */
export interface Dedicated {
  readonly problem: "shared_vs_dedicated";
  readonly lam: readonly number[];
  /** `W_p95<=minutes` */
  readonly slo: string;
  readonly shared_c: number;
  readonly dedicated: readonly number[];
}

export function isFixed(oracle: PlanOracle): oracle is Fixed {
  return oracle.problem === "fixed";
}

export function isDedicated(oracle: PlanOracle): oracle is Dedicated {
  return oracle.problem === "shared_vs_dedicated";
}
