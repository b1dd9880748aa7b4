import { availableParallelism } from "node:os";
import type { Argv } from "yargs";
import type { RunResult, Summary } from "../experiment/results.ts";
import type { Command } from "./command.ts";
import { commandText } from "./commandText.ts";
import { type Arguments, type CommonOptions, flag, list, readCommonOptions, single } from "./commonOptions.ts";
import { EXIT } from "./exitCode.ts";
import { interruptible } from "./interrupts.ts";
import { loadOptions } from "./loadOptions.ts";
import { outFolders } from "./outFolders.ts";
import { painterFor } from "./painter.ts";
import { progressFor } from "./progress.ts";
import { speedLine } from "./speedLine.ts";

/** Options of `run` alone. */
export const RUN_OPTIONS = {
  jobs: { type: "boolean", describe: "also write jobs.csv, a row for each job" },
  audit: { type: "boolean", describe: "check every job and VM against the model's invariants" },
  engine: {
    type: "string",
    requiresArg: true,
    choices: ["auto", "events"],
    default: "auto",
    describe: "auto goes job by job where that gives the same figures; events never",
  },
  check: { type: "boolean", describe: "exit with 99 unless every objective is met" },
} as const;

/** `run FILE...`: simulates every alternative on the same jobs, prints the comparison and writes the results. */
export const runCommand: Command = {
  options: RUN_OPTIONS,
  builder: (yargs: Argv) =>
    yargs
      .positional("file", { type: "string", describe: "scenario files (YAML or JSON)" })
      .example("$0 scenario.yaml", "compare, print, write results/scenario/")
      .example("$0 scenario.yaml --set pools.scoring.vms=40", "the same with one value changed"),
  handler: async (args) => {
    await run(args);
  },
};

async function run(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const engine = single(args, "engine") === "events" ? "events" : "auto";
  const files = list(args, "file");
  const folders = outFolders(files, options.out);
  const { checkResultFolder } = await import("../report/resultFolder.ts");
  const { loadScenario, validateScenario } = await import("../scenario/load.ts");
  const { runScenario } = await import("../experiment/run.ts");
  const { writeRunFiles } = await import("../report/runFiles.ts");
  const scenarios = [];
  for (const file of files) scenarios.push(await loadScenario(file, loadOptions(options)));
  for (const folder of folders) checkResultFolder(folder);
  // With several files, what is wrong with the last one is told before the first one is simulated.
  if (files.length > 1) for (const scenario of scenarios) await validateScenario(scenario);

  const results: RunResult[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    const progress = progressFor(options);
    const result = await interruptible((signal) =>
      runScenario(scenario, {
        audit: flag(args, "audit"),
        jobs: flag(args, "jobs"),
        engine,
        workers: options.workers ?? availableParallelism(),
        signal,
        command: commandText("run", options),
        ...(progress === null ? {} : { onProgress: progress.show }),
      }),
    ).finally(() => progress?.clear());
    const folder = folders[index]!;
    const names = await writeRunFiles(result, folder);
    if (!options.json) await printReport(result.summary, { folder, names }, options, index > 0);
    // The rows of the worlds are in files now; only the summary is still wanted.
    results.push({ ...result, worlds: [] });
    if (result.summary.interrupted === true) break;
  }
  if (options.json) await printJson(results);
  if (flag(args, "check")) checkObjectives(results);
  if (!options.quiet) printSpeed(results);
  if (results.at(-1)?.summary.interrupted === true) process.exitCode = EXIT.interrupted;
}

async function printReport(
  summary: Summary,
  files: { readonly folder: string; readonly names: readonly string[] },
  options: CommonOptions,
  another: boolean,
): Promise<void> {
  const { terminalReport } = await import("../report/terminalReport.ts");
  const paint = painterFor(process.stdout, options.color, process.env);
  process.stdout.write((another ? "\n" : "") + terminalReport(summary, files, paint));
}

/** One summary for one file, an array of them for several. */
async function printJson(results: readonly RunResult[]): Promise<void> {
  const { summariesJson } = await import("../report/summaryJson.ts");
  process.stdout.write(summariesJson(results.map(({ summary }) => summary)));
}

function printSpeed(results: readonly RunResult[]): void {
  const events = results.reduce((sum, result) => sum + result.events, 0);
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  process.stderr.write(`${speedLine(events, seconds)}\n`);
}

/** Exit 99 unless every objective of every simulated alternative is met; an undecided one is not. */
function checkObjectives(results: readonly RunResult[]): void {
  const objectives = results.flatMap(({ summary }) =>
    Object.values(summary.alternatives).flatMap((alternative) => alternative.objectives),
  );
  if (objectives.some(({ outcome }) => outcome !== "met")) process.exitCode = EXIT.objectiveMissed;
  if (objectives.length === 0) process.stderr.write("poolsim: --check found no objectives in the scenario\n");
}
