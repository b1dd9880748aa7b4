import type { Located } from "./located.ts";
import type { NamedFiles } from "./namedFiles.ts";
import type { Objective } from "./objective.ts";
import type { Precision } from "./precision.ts";
import type { ResolvedScenario } from "./resolved.ts";
import type { SweptPath } from "./sweptPaths.ts";

/** One way to run a scenario's jobs. */
export interface LoadedAlternative {
  readonly name: string;
  readonly resolved: ResolvedScenario;
  /** Where each of its values was written: for problems that only show when it is compiled. */
  readonly tree: Located;
  /** The files that its values name; shared by all alternatives. */
  readonly files: NamedFiles;
  /** What is odd about it as it stands in the file, without its name. */
  readonly warnings: readonly string[];
}

/** A scenario file, read, merged, checked and with every default filled in. */
export interface LoadedScenario {
  readonly name: string;
  /** As the user named it. */
  readonly file: string;
  readonly seed: number;
  /** Of each alternative; at least so many where `precision` is told. */
  readonly replications: number;
  /** Until when replications are added; null: they are not. */
  readonly precision: Precision | null;
  /** SHA-256 of the resolved scenario, in hexadecimal: the same for the file that `show` prints. */
  readonly hash: string;
  /** The top of the file with its defaults, and the alternatives' patches: what `summary.json` holds. No directories of this machine. */
  readonly resolved: unknown;
  /** The same with files named as they were written: what `show` prints. */
  readonly written: unknown;
  /** The whole file, with what it extends and `--set` options: for what is asked of it beside its alternatives. */
  readonly top: Located;
  /** The name of one of `alternatives`. */
  readonly baseline: string;
  readonly objectives: readonly Objective[];
  /** Three letters. */
  readonly currency: string;
  /** The paths that a sweep goes over, in file order; none: the file has no `sweep`. */
  readonly sweep: readonly SweptPath[];
  /** In file order; only those asked for. At least one. */
  readonly alternatives: readonly LoadedAlternative[];
  /** Those of its alternatives, each with the name in front. */
  readonly warnings: readonly string[];
}
