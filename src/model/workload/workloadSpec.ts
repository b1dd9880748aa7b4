import type { Variate } from "../../engine/distribution.ts";
import type { Ticks } from "../../engine/time.ts";
import type { RouteSpec } from "../routeSpec.ts";
import type { JobSpec } from "./jobSpec.ts";
import type { TraceJobs } from "./traceJobs.ts";

export interface WorkloadSpec {
  readonly name: string;
  readonly tenant: string;
  readonly endpoint: string;
  /** The load of other tenants on the classic service: simulated, but no part of the customer's figures. */
  readonly background: boolean;
  readonly arrivals: ArrivalSpec;
  readonly job: JobSpec;
  readonly route: RouteSpec;
  /** Name of the store that its inputs and outputs use; null: it has neither. */
  readonly store: string | null;
}

/** When jobs are submitted. `batch` is the number of jobs at each firing; `limit` stops the source after so many jobs. */
export type ArrivalSpec =
  | {
      readonly kind: "poisson";
      /** Mean firings a tick. */
      readonly rate: number;
      /** 24 or 168 weights of mean 1, constant within each UTC hour (168 begin on Monday); null: a constant rate. */
      readonly profile: readonly number[] | null;
      readonly batch: Variate;
      readonly limit: number;
    }
  | { readonly kind: "renewal"; readonly interval: Variate; readonly batch: Variate; readonly limit: number }
  | { readonly kind: "at"; readonly times: readonly Ticks[]; readonly batch: Variate; readonly limit: number }
  | {
      readonly kind: "cron";
      /** The first firing at or after a tick, or null when there is none. */
      readonly nextAt: (from: Ticks) => Ticks | null;
      readonly batch: Variate;
      readonly limit: number;
    }
  | { readonly kind: "trace"; readonly jobs: TraceJobs; readonly limit: number }
  | StreamSpec;

/** Arrivals that fire by themselves: all kinds but traces and streams. */
export type FiringSpec = Exclude<ArrivalSpec, { readonly kind: "trace" } | StreamSpec>;

/**
 * Sensors whose readings are scored run by run: at each firing of a cron a submitter sends one job for every few sensors, whose rows
 * are what arrived since the last run. Of a job, `service` is the start-up alone.
 */
export interface StreamSpec {
  readonly kind: "stream";
  readonly flow: FlowSpec;
  /** Length of a tumbling window, which makes a row of each sensor that was heard in it; windows follow the calendar. */
  readonly window: Ticks;
  /** From a window's end until its rows can be scored. */
  readonly lag: Ticks;
  /** The first firing at or after a tick, or null when there is none. */
  readonly nextAt: (from: Ticks) => Ticks | null;
  readonly sensorsPerJob: number;
  /** Of each row, in ticks: one draw a job. */
  readonly rowTime: Variate;
  readonly submitter: {
    /** From the firing to the first submission: one draw a firing. */
    readonly delay: Variate;
    /** Ticks between two submissions; 0: all at once. */
    readonly gap: number;
  };
  /** Whether a firing is left out that comes while jobs of an earlier one are not through. */
  readonly overlap: "stack" | "skip";
  /** The jobs of a run, always so many. */
  readonly batch: Variate;
  readonly limit: number;
}

/** The readings of all sensors as one even flow, in which they take turns. */
export interface FlowSpec {
  readonly sensors: number;
  /** Of one sensor on average, in millionths, so that usual rates are whole numbers. */
  readonly microEventsPerDay: bigint;
  /** 24 or 168 weights of any mean, constant within each UTC hour (168 begin on Monday), in millionths; null: a constant rate. */
  readonly microWeights: readonly bigint[] | null;
  /** What the ingestion takes at most; null: everything. A unit takes 1,000 events or 1 MB a second. */
  readonly capacity: { readonly units: number; readonly eventBytes: number } | null;
  /** What becomes of the rest: it is sent again until it is taken, or lost. */
  readonly excess: "retry" | "drop";
}
