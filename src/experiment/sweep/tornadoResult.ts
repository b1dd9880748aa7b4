import type { WrittenValue } from "../../scenario/sweptPaths.ts";
import type { Comparison, Estimate } from "../results.ts";
import type { StudiedScenario } from "./sweepResult.ts";

/** An alternative with one number changed. */
export interface TornadoCell {
  readonly path: string;
  readonly value: WrittenValue;
  readonly alternative: string;
  /** All of them. */
  readonly metrics: Readonly<Record<string, Estimate>>;
  /** Of cost and latency, against the alternative as it is, on the same jobs. */
  readonly changes: Readonly<Record<string, Comparison>>;
}

/** What `sweep --tornado` gives. */
export interface TornadoResult {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "poolsim"; readonly version: string };
  readonly command: string;
  readonly scenario: StudiedScenario;
  /** Cost and latency. */
  readonly metrics: readonly [string, string];
  /** For each alternative and metric: the paths that move it, the strongest first. */
  readonly ranking: readonly {
    readonly alternative: string;
    readonly metric: string;
    readonly paths: readonly string[];
  }[];
  /** By path, down before up, then alternative. */
  readonly cells: readonly TornadoCell[];
}
