import type { TraceJobs } from "../model/workload/traceJobs.ts";
import type { Located } from "./located.ts";
import type { TraceFormat, TracePlacing } from "./traceFile.ts";

/** The contents of the files that a scenario's values name; `at` is the path of the value in the tree. */
export interface NamedFiles {
  trace(tree: Located, at: readonly string[], format: TraceFormat, placing: TracePlacing): Promise<TraceJobs>;
  /** The numbers of a column of a CSV file. */
  column(tree: Located, at: readonly string[], column: string): Promise<readonly number[]>;
  /** The text of an autoscale formula. */
  formula(tree: Located, at: readonly string[]): Promise<NamedText>;
}

/** A text, and the file it is from as a user would name it. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}
