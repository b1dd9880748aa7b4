import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Argv } from "yargs";
import type { Side } from "../experiment/diff.ts";
import type { Command } from "./command.ts";
import { type Arguments, type CommonOptions, flag, list, readCommonOptions } from "./commonOptions.ts";
import { interruptible } from "./interrupts.ts";
import { loadOptions } from "./loadOptions.ts";
import { painterFor } from "./painter.ts";
import { progressFor } from "./progress.ts";

/** Options of `diff` alone. */
export const DIFF_OPTIONS = {
  "input-only": { type: "boolean", describe: "tell what changed in the input, and simulate nothing" },
} as const;

/** `diff A B`: what changed between two scenario files or result folders, and what it did to the figures. */
export const diffCommand: Command = {
  options: DIFF_OPTIONS,
  builder: (yargs: Argv) =>
    yargs
      .positional("before", {
        type: "string",
        describe: "a scenario file (it is simulated) or a result folder",
      })
      .positional("after", { type: "string", describe: "another" })
      .example("$0 old.yaml new.yaml", "simulate both on the same draws and compare")
      .example("$0 results/old results/new", "compare what was simulated before"),
  handler: async (args) => {
    await compareBoth(args);
  },
};

async function compareBoth(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const inputOnly = flag(args, "input-only");
  const [before = ""] = list(args, "before");
  const [after = ""] = list(args, "after");
  const { diff } = await import("../experiment/diff.ts");
  // Both are read before either is simulated: what is wrong with the second is told at once.
  const sides = [await openSide(before, options, inputOnly), await openSide(after, options, inputOnly)] as const;
  const found = diff(await sides[0](), await sides[1]());
  if (options.json) {
    const { inCurrency } = await import("../report/moneyUnits.ts");
    const { jsonText } = await import("../report/summaryJson.ts");
    process.stdout.write(jsonText(inCurrency(found, found.currency)));
    return;
  }
  const { diffReport } = await import("../report/diffReport.ts");
  process.stdout.write(diffReport(found, painterFor(process.stdout, options.color, process.env)));
}

/** Reads what a path names; the function that it gives simulates it where that is still to be done. */
async function openSide(path: string, options: CommonOptions, inputOnly: boolean): Promise<() => Promise<Side>> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    const { readSide } = await import("../report/readSide.ts");
    const side = await readSide(path, !inputOnly);
    return async () => side;
  }
  const { loadScenario, validateScenario } = await import("../scenario/load.ts");
  const scenario = await loadScenario(path, loadOptions(options));
  const { resolved, seed, currency } = scenario;
  if (inputOnly) return async () => ({ label: path, resolved, seed, currency, figures: null });
  await validateScenario(scenario);
  const { runScenario } = await import("../experiment/run.ts");
  const { sideOfRun } = await import("../experiment/diff.ts");
  const { InterruptedError, NO_ANSWER_YET } = await import("../experiment/interruptedError.ts");
  return async () => {
    const progress = progressFor(options);
    const result = await interruptible((signal) =>
      runScenario(scenario, {
        workers: options.workers ?? availableParallelism(),
        signal,
        ...(progress === null ? {} : { onProgress: progress.show }),
      }),
    ).finally(() => progress?.clear());
    if (result.summary.interrupted === true) throw new InterruptedError(NO_ANSWER_YET);
    return sideOfRun(path, result);
  };
}
