import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type LoadedScenario, type LoadOptions, loadScenario, ScenarioError } from "../../src/scenario/load.ts";

const root = mkdtempSync(path.join(process.env.POOLSIM_SCRATCH ?? tmpdir(), "scenario-"));
let folders = 0;

/** Writes files into a folder of their own and returns it. */
export function scratch(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = path.join(root, String(folders++));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return folder;
}

export function load(text: string, options: LoadOptions = {}): Promise<LoadedScenario> {
  return loadScenario(path.join(scratch({ "scenario.yaml": text }), "scenario.yaml"), options);
}

/** What a user reads when a scenario is refused, its folder left out. */
export async function refusal(text: string, options: LoadOptions = {}): Promise<string> {
  return refusalOf(scratch({ "scenario.yaml": text }), "scenario.yaml", options);
}

export async function refusalOf(folder: string, file: string, options: LoadOptions = {}): Promise<string> {
  try {
    await loadScenario(path.join(folder, file), options);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message.replaceAll(`${folder}${path.sep}`, "");
    throw error;
  }
  throw new Error("the scenario was accepted");
}

/** The first lines of a refusal's blocks, without excerpts. */
export function headlines(text: string): readonly string[] {
  return text.split("\n").filter((line) => !/^ {2,}\d* *\|/.test(line));
}

/** The ten lines of a first scenario. */
export const TEN_LINES = `name: Nightly scoring
workloads:
  nightly:
    arrivals: {cron: "0 1 * * *", jobs: 5000}
    job: {service: 90 s, deadline: 4 h}
    route: scoring
classic: {observedWait: {lognormal: {median: 5 min, p95: 40 min}}}
pools:
  scoring: {vms: 32}
objectives: ["rounds.late <= 5%"]
`;
