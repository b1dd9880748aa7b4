import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compareWithTheory } from "../../../src/experiment/theory/compareWithTheory.ts";
import type { Recognition } from "../../../src/experiment/theory/queueModel.ts";
import { recognise } from "../../../src/experiment/theory/recognise.ts";
import { stationsOf } from "../../../src/experiment/theory/station.ts";
import type { TheoryReport } from "../../../src/experiment/theory/theoryReport.ts";
import { compileWorld, type LoadedScenario, loadScenario } from "../../../src/scenario/load.ts";

async function withScenario<T>(text: string, use: (scenario: LoadedScenario) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "poolsim-recognise-"));
  try {
    const file = path.join(folder, "scenario.yaml");
    writeFileSync(file, text);
    return await use(await loadScenario(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the systems of a scenario's last alternative are taken for. */
export function recognised(text: string): Promise<Readonly<Record<string, Recognition>>> {
  return withScenario(text, async (scenario) => {
    const spec = await compileWorld(scenario.alternatives.at(-1)!, scenario);
    return Object.fromEntries(stationsOf(spec).map((station) => [station.system, recognise(spec, station)]));
  });
}

/** Of the only system: its name, or its departures. */
export async function verdictOn(text: string): Promise<string | readonly string[]> {
  const [recognition] = Object.values(await recognised(text));
  return recognition!.model === null ? recognition!.departures : recognition!.model.name;
}

/** Theory beside the simulation, as the command has it. */
export function compared(text: string): Promise<TheoryReport> {
  return withScenario(text, (scenario) => compareWithTheory(scenario));
}
