import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { TraceJobs } from "../model/workload/traceJobs.ts";
import { type Located, nodeAt, problemAt } from "./located.ts";
import type { NamedFiles, NamedText } from "./namedFiles.ts";
import { ScenarioError } from "./scenarioError.ts";
import { OptionSource } from "./textSource.ts";
import type { TraceFormat, TracePlacing } from "./traceFile.ts";

/**
 * The files that a scenario's values name. Each is read once, however many alternatives use it. What reads them is loaded when there is
 * one to read: most scenarios name none.
 */
export class ScenarioFiles implements NamedFiles {
  readonly #directory: string;
  readonly #traces = new Map<string, Promise<TraceJobs>>();
  readonly #columns = new Map<string, Promise<readonly number[]>>();

  /** @param directory Of the scenario file, absolute. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  trace(tree: Located, at: readonly string[], format: TraceFormat, placing: TracePlacing): Promise<TraceJobs> {
    const file = this.#locate(tree, at);
    return remembered(this.#traces, JSON.stringify([file, format, placing]), async () => {
      const { readTrace } = await import("./traceFile.ts");
      return readTrace(file, format, placing);
    });
  }

  /** The numbers of a column of a CSV file. */
  column(tree: Located, at: readonly string[], column: string): Promise<readonly number[]> {
    const file = this.#locate(tree, at);
    return remembered(this.#columns, JSON.stringify([file, column]), async () => {
      const { readColumn } = await import("./csvColumn.ts");
      return readColumn(file, column);
    });
  }

  async formula(tree: Located, at: readonly string[]): Promise<NamedText> {
    const file = this.#locate(tree, at);
    const { readFormulaText } = await import("./formulaFile.ts");
    return { file, text: readFormulaText(file) };
  }

  /**
   * A file's place: relative to the scenario file that names it; one that an option names is in the current directory, or else beside the
   * scenario file. Throws a `ScenarioError` at the name of a file that is not there.
   */
  #locate(tree: Located, at: readonly string[]): string {
    const node = nodeAt(tree, at);
    const name = node?.kind === "scalar" ? String(node.value) : "";
    const source = node?.place.source;
    const directories =
      source instanceof OptionSource ? [source.directory, this.#directory] : [source?.directory ?? this.#directory];
    const candidates = directories.map((directory) => path.resolve(directory, name));
    const file = candidates.find((candidate) => existsSync(candidate));
    if (file === undefined)
      throw new ScenarioError([problemAt(tree, at, `no such file; it is looked for at ${shown(candidates[0]!)}`)]);
    if (statSync(file).isDirectory()) throw new ScenarioError([problemAt(tree, at, "is a directory, expected a file")]);
    return shown(file);
  }
}

/** As a user would name it: relative to the current directory where it is inside. */
function shown(absolute: string): string {
  const relative = path.relative(process.cwd(), absolute);
  return relative === "" || relative.startsWith("..") ? absolute : relative;
}

function remembered<Value>(
  cache: Map<string, Promise<Value>>,
  key: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const known = cache.get(key) ?? read();
  cache.set(key, known);
  return known;
}
