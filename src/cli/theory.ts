import { availableParallelism } from "node:os";
import type { Argv } from "yargs";
import type { Command } from "./command.ts";
import { commandText } from "./commandText.ts";
import { type Arguments, list, readCommonOptions } from "./commonOptions.ts";
import { interruptible } from "./interrupts.ts";
import { loadOptions } from "./loadOptions.ts";
import { painterFor } from "./painter.ts";
import { progressFor } from "./progress.ts";

/** `theory FILE`: exact results of queueing theory beside the simulation, or the assumptions that fail. */
export const theoryCommand: Command = {
  builder: (yargs: Argv) =>
    yargs
      .positional("file", { type: "string", describe: "scenario file" })
      .example("$0 scenario.yaml", "which textbook queues its alternatives are, and how well they agree"),
  handler: async (args) => {
    await theory(args);
  },
};

async function theory(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const [file = ""] = list(args, "file");
  const { loadScenario } = await import("../scenario/load.ts");
  const { compareWithTheory } = await import("../experiment/theory/compareWithTheory.ts");
  const scenario = await loadScenario(file, loadOptions(options));
  const progress = progressFor(options);
  const report = await interruptible((signal) =>
    compareWithTheory(scenario, {
      workers: options.workers ?? availableParallelism(),
      signal,
      command: commandText("theory", options),
      ...(progress === null ? {} : { onProgress: progress.show }),
    }),
  ).finally(() => progress?.clear());
  if (options.json) {
    const { jsonText } = await import("../report/summaryJson.ts");
    process.stdout.write(jsonText(report));
    return;
  }
  const { theoryText } = await import("../report/theoryText.ts");
  process.stdout.write(theoryText(report, painterFor(process.stdout, options.color, process.env)));
}
