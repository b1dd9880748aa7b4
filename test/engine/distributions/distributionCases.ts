import type { Distribution } from "../../../src/engine/distribution.ts";
import { constant } from "../../../src/engine/distributions/constant.ts";
import { empirical } from "../../../src/engine/distributions/empirical.ts";
import { erlang } from "../../../src/engine/distributions/erlang.ts";
import { exponential } from "../../../src/engine/distributions/exponential.ts";
import { gamma } from "../../../src/engine/distributions/gamma.ts";
import { geometric } from "../../../src/engine/distributions/geometric.ts";
import { hyperexponential } from "../../../src/engine/distributions/hyperexponential.ts";
import { lognormal, lognormalOfQuantiles } from "../../../src/engine/distributions/lognormal.ts";
import { mixture } from "../../../src/engine/distributions/mixture.ts";
import { pareto } from "../../../src/engine/distributions/pareto.ts";
import { poissonCount } from "../../../src/engine/distributions/poissonCount.ts";
import { uniform } from "../../../src/engine/distributions/uniform.ts";
import { weibull } from "../../../src/engine/distributions/weibull.ts";
import reference from "./reference.json" with { type: "json" };

/** A distribution, and what a computation that shares nothing with it says about it. */
export interface DistributionCase {
  readonly name: string;
  readonly distribution: Distribution;
  readonly mean: number;
  readonly variance: number;
  /** Points x with P(X <= x). */
  readonly cdf: readonly (readonly [number, number])[];
  readonly has: "a density" | "atoms" | "both";
}

/** 90 s in ticks, as the model gives it. */
const MEAN = 90_000_000;

function against(
  name: keyof typeof reference,
  distribution: Distribution,
  has: DistributionCase["has"] = "a density",
): DistributionCase {
  const { mean, variance, cdf } = reference[name];
  return {
    name,
    distribution,
    mean,
    variance: typeof variance === "number" ? variance : Number.POSITIVE_INFINITY,
    cdf: cdf as [number, number][],
    has,
  };
}

/** Every distribution. The expected figures are those of reference.py; the empirical and constant ones are by hand. */
export const distributionCases: readonly DistributionCase[] = [
  against("exponential", exponential({ mean: MEAN })),
  against("lognormal of cv 0.6", lognormal({ mean: MEAN, cv: 0.6 })),
  against("lognormal of median and p95", lognormalOfQuantiles({ median: 240_000_000, p95: 720_000_000 })),
  against("gamma of cv 0.6", gamma({ mean: MEAN, cv: 0.6 })),
  against("gamma of cv 3", gamma({ mean: MEAN, cv: 3 })),
  against("gamma of cv 0.05", gamma({ mean: MEAN, cv: 0.05 })),
  against("erlang of 4 stages", erlang({ mean: MEAN, stages: 4 })),
  against("weibull of shape 0.7", weibull({ mean: MEAN, shape: 0.7 })),
  against("weibull of shape 2.5", weibull({ mean: MEAN, shape: 2.5 })),
  against("uniform", uniform({ min: 2_000_000, max: 5_000_000 })),
  against("hyperexponential of cv 1.5", hyperexponential({ mean: MEAN, cv: 1.5 })),
  against("hyperexponential of cv 5", hyperexponential({ mean: MEAN, cv: 5 })),
  against("pareto of shape 6", pareto({ mean: MEAN, shape: 6 })),
  against("pareto of shape 1.5", pareto({ mean: MEAN, shape: 1.5 })),
  against(
    "mixture of lognormal and exponential",
    mixture([
      { weight: 3, of: lognormal({ mean: MEAN, cv: 0.6 }) },
      { weight: 1, of: exponential({ mean: 10 * MEAN }) },
    ]),
  ),
  against(
    "mixture of lognormal and constant",
    mixture([
      { weight: 3, of: lognormal({ mean: MEAN, cv: 0.6 }) },
      { weight: 1, of: constant(MEAN) },
    ]),
    "both",
  ),
  against("geometric of mean 10", geometric({ mean: 10 }), "atoms"),
  against("poisson count of mean 4", poissonCount({ mean: 4 }), "atoms"),
  against("poisson count of mean 400", poissonCount({ mean: 400 }), "atoms"),
  {
    name: "empirical",
    distribution: empirical([30, 10, 20, 20]),
    mean: 20,
    variance: 50,
    cdf: [
      [9.5, 0],
      [10, 0.25],
      [10.5, 0.25],
      [19, 0.25],
      [20, 0.75],
      [25, 0.75],
      [29.5, 0.75],
      [30, 1],
      [30.5, 1],
      [1e9, 1],
    ],
    has: "atoms",
  },
  {
    name: "constant",
    distribution: constant(MEAN),
    mean: MEAN,
    variance: 0,
    cdf: [
      [0, 0],
      [MEAN - 1, 0],
      [MEAN, 1],
      [MEAN + 1, 1],
    ],
    has: "atoms",
  },
];
