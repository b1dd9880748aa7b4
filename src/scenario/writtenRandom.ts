import type { Written } from "./valueKind.ts";

/** Anything random as written: a constant, or one distribution. */
export type Random = Written | RandomKinds;

type Parameters = Readonly<Record<string, Written | undefined>>;

/** Exactly one of these. */
export interface RandomKinds {
  readonly exponential?: Parameters | undefined;
  readonly lognormal?: Parameters | undefined;
  readonly gamma?: Parameters | undefined;
  readonly erlang?: Parameters | undefined;
  readonly weibull?: Parameters | undefined;
  readonly uniform?: Parameters | undefined;
  readonly hyperexponential?: Parameters | undefined;
  readonly pareto?: Parameters | undefined;
  readonly geometric?: Parameters | undefined;
  readonly poisson?: Parameters | undefined;
  readonly empirical?: readonly Written[] | EmpiricalFile | undefined;
  readonly preset?: string | undefined;
  readonly sequence?: readonly Written[] | undefined;
  readonly mixture?: readonly { readonly weight: number; readonly of: Random }[] | undefined;
}

/** Values from a column of a CSV file; `unit` where they are durations. */
export interface EmpiricalFile {
  readonly csv: string;
  readonly column: string;
  readonly unit?: "us" | "ms" | "s" | "min" | "h" | "d" | undefined;
}
