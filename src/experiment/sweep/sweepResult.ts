import type { WrittenValue } from "../../scenario/sweptPaths.ts";
import type { Comparison, Estimate, ObjectiveResult } from "../results.ts";

/** What sweeps and sensitivities tell of the scenario that they began with. */
export interface StudiedScenario {
  readonly name: string;
  readonly hash: string;
  readonly seed: number;
  readonly replications: number;
  readonly currency: string;
  readonly resolved: unknown;
}

/** An alternative at a point of the grid. */
export interface SweepCell {
  /** The value of each path. */
  readonly settings: Readonly<Record<string, WrittenValue>>;
  readonly alternative: string;
  readonly replications: number;
  /** All of them. */
  readonly metrics: Readonly<Record<string, Estimate>>;
  /** Cost and latency against the baseline at the same point, on the same jobs; none for the baseline. */
  readonly comparisons: Readonly<Record<string, Comparison>>;
  readonly objectives: readonly ObjectiveResult[];
  readonly warnings: readonly string[];
  /** No other cell of the same workload is better in one of cost and latency and as good in the other. */
  readonly pareto: boolean;
}

/** What `sweep` gives. */
export interface SweepResult {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "poolsim"; readonly version: string };
  readonly command: string;
  readonly scenario: StudiedScenario;
  readonly baseline: string;
  readonly paths: readonly { readonly path: string; readonly values: readonly WrittenValue[] }[];
  /** The two metrics of the Pareto frontier. */
  readonly frontier: { readonly cost: string; readonly against: string };
  /** By point, the last path's value changing first; then alternative. */
  readonly cells: readonly SweepCell[];
}

/** Work done for a study, for people only: never in a file. */
export interface StudyWork {
  /** Simulations made, and those that were kept from before. */
  readonly simulated: number;
  readonly kept: number;
  readonly events: number;
  readonly seconds: number;
}
