import { SHARE } from "./quantities.ts";
import type { ResolvedScenario } from "./resolved.ts";

/** Until when replications are added: until a metric's interval is narrow enough in every alternative, or there are `max`. */
export interface Precision {
  readonly min: number;
  readonly max: number;
  readonly metric: string;
  /** The largest relative error wanted, 0.05 for 5%. */
  readonly relativeHalfWidth: number;
}

/** What the scenario asks for, or null where it gives a number of replications. */
export function precisionOf({ replications }: Pick<ResolvedScenario, "replications">): Precision | null {
  if (typeof replications === "number") return null;
  const { min, max, metric, relativeHalfWidth } = replications;
  const share = SHARE.read(relativeHalfWidth);
  return { min, max, metric, relativeHalfWidth: share.ok ? share.value : Number.NaN };
}
