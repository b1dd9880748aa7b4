import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunResult } from "../../src/experiment/results.ts";
import { type RunOptions, runScenario } from "../../src/experiment/run.ts";
import { type LoadOptions, loadScenario } from "../../src/scenario/load.ts";

/** What a scenario file gave, replication by replication. */
export interface Simulated {
  /** A metric's values in order of replication, of the only alternative or of the one named. */
  values(metric: string, alternative?: string): readonly number[];
  readonly result: RunResult;
}

/** Writes a scenario's text to a file of its own, then loads and runs that, as the command line would. */
export async function simulate(text: string, options: RunOptions = {}): Promise<Simulated> {
  const folder = mkdtempSync(path.join(tmpdir(), "poolsim-theory-"));
  try {
    const file = path.join(folder, "scenario.yaml");
    writeFileSync(file, text);
    return await simulateFile(file, {}, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Loads and runs a scenario file. */
export async function simulateFile(file: string, load: LoadOptions, options: RunOptions = {}): Promise<Simulated> {
  const result = await runScenario(await loadScenario(file, load), options);
  const first = result.worlds[0]!.alternative;
  return {
    result,
    values(metric, alternative = first) {
      const worlds = result.worlds.filter((world) => world.alternative === alternative);
      return worlds.map(({ replication, world }) => {
        const value = world.metrics[metric]?.value;
        if (value === undefined || value === null) {
          throw new Error(`${alternative} has no ${metric} in replication ${replication}`);
        }
        return value;
      });
    },
  };
}
