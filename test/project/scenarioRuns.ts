import { readdirSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { RunResult } from "../../src/experiment/results.ts";
import { runScenario } from "../../src/experiment/run.ts";
import { type LoadOptions, loadScenario } from "../../src/scenario/load.ts";

const FOLDER = resolve(import.meta.dirname, "../../scenarios");

/** The trace that `philly.yaml` needs: no part of the project. */
export const TRACE = "philly_2017-10-02_to_10-15.csv.gz";

/** The names of the bundled scenarios, without `.yaml`. */
export const SCENARIOS = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => basename(name, ".yaml"));

/** Those that need no file but their own. */
export const SELF_CONTAINED = SCENARIOS.filter((name) => name !== "philly");

export function scenarioFile(name: string): string {
  return resolve(FOLDER, `${name}.yaml`);
}

export function scenarioText(name: string): string {
  return readFileSync(scenarioFile(name), "utf8");
}

/** What a user types to name their copy of the trace. */
export function withTraceFile(file: string): LoadOptions {
  return { set: [`workloads.philly.arrivals.trace.file=${JSON.stringify(file)}`] };
}

/** Runs a bundled scenario as it is, and prints how long that took: less than 10 s is what users were promised. */
export async function runBundled(name: string, options: LoadOptions = {}): Promise<RunResult> {
  const result = await runScenario(await loadScenario(scenarioFile(name), options));
  // Told and not asserted: a busy machine is no fault of the program.
  console.info(`scenarios/${name}.yaml: ${result.events} events in ${result.seconds.toFixed(2)} s`);
  return result;
}

/** A metric's mean over the replications. Throws where there is none. */
export function meanOf({ summary }: RunResult, alternative: string, metric: string): number {
  const mean = summary.alternatives[alternative]?.metrics[metric]?.mean;
  if (mean === undefined || mean === null) throw new Error(`${alternative} has no ${metric}`);
  return mean;
}

/** What became of each objective, in the order of the file. */
export function outcomes({ summary }: RunResult, alternative: string): readonly string[] {
  return summary.alternatives[alternative]!.objectives.map(({ objective, outcome }) => `${objective}: ${outcome}`);
}
