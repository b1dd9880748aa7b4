import type { Distribution } from "../distribution.ts";

/** The distribution of what is always the same. */
export interface Constant extends Distribution {
  readonly kind: "constant";
}

/** @throws RangeError if the value is not finite. */
export function constant(value: number): Constant {
  if (!Number.isFinite(value)) {
    throw new RangeError(`A constant must be a finite number, not ${value}.`);
  }
  return { kind: "constant", mean: value, variance: 0, cdf: (x) => (x >= value ? 1 : 0), quantile: () => value };
}

/** Whether the distribution was made by `constant`; its `mean` is then its only value. */
export function isConstant(distribution: Distribution): distribution is Constant {
  return "kind" in distribution && distribution.kind === "constant";
}
