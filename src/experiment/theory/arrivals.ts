import type { ArrivalSpec, WorkloadSpec } from "../../model/workload/workloadSpec.ts";
import { exponentialMean, onlyValue } from "./variates.ts";

/** What kind of process jobs come by, of those that formulas know. */
export type ArrivalKind =
  /** At constant rate, independent of each other, one at a time. */
  | "poisson"
  /** At instants that are known beforehand. */
  | "timed"
  /** At independent, equally distributed intervals, one at a time. */
  | "renewal"
  | "other";

/** The kind of a workload's arrivals, limits apart. */
export function arrivalKind({ arrivals }: WorkloadSpec): ArrivalKind {
  switch (arrivals.kind) {
    case "poisson":
      return isFlat(arrivals.profile) && isSingle(arrivals) ? "poisson" : "other";
    case "renewal":
      if (onlyValue(arrivals.interval) !== null) return onlyValue(arrivals.batch) === null ? "other" : "timed";
      if (!isSingle(arrivals) || !("mean" in arrivals.interval)) return "other";
      return exponentialMean(arrivals.interval) === null ? "renewal" : "poisson";
    case "at":
    case "cron":
      return onlyValue(arrivals.batch) === null ? "other" : "timed";
    case "trace":
    case "stream":
      return "other";
  }
}

/** Firings a tick of Poisson or renewal arrivals. */
export function rateOf({ arrivals }: WorkloadSpec): number {
  if (arrivals.kind === "poisson") return arrivals.rate;
  return arrivals.kind === "renewal" && "mean" in arrivals.interval ? 1 / arrivals.interval.mean : 0;
}

/** In what a workload's arrivals are not Poisson, each in a sentence. */
export function notPoisson({ arrivals }: WorkloadSpec): readonly string[] {
  switch (arrivals.kind) {
    case "poisson":
      return [
        ...(isFlat(arrivals.profile) ? [] : ["the rate changes with the hour, and the formulas need a constant one"]),
        ...batches(arrivals),
      ];
    case "renewal":
      return [
        ...(exponentialMean(arrivals.interval) === null
          ? ["intervals that are not exponential make no Poisson arrivals"]
          : []),
        ...batches(arrivals),
      ];
    case "at":
      return ["arrivals at given times are not Poisson"];
    case "cron":
      return ["arrivals by cron are not Poisson"];
    case "trace":
      return ["arrivals of a trace are not Poisson"];
    case "stream":
      return ["jobs that score what sensors sent are not Poisson, and their service follows what came"];
  }
}

function batches(arrivals: Exclude<ArrivalSpec, { kind: "trace" }>): readonly string[] {
  return isSingle(arrivals) ? [] : ["jobs come in batches, and the formulas need them one at a time"];
}

function isSingle({ batch }: Exclude<ArrivalSpec, { kind: "trace" }>): boolean {
  return onlyValue(batch) === 1;
}

function isFlat(profile: readonly number[] | null): boolean {
  return profile === null || profile.every((weight) => weight === profile[0]);
}
