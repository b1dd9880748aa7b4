import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Argv } from "yargs";
import type { Command } from "./command.ts";
import { commandText } from "./commandText.ts";
import { type Arguments, list, readCommonOptions } from "./commonOptions.ts";
import { interruptible } from "./interrupts.ts";
import { loadOptions } from "./loadOptions.ts";
import { outFolders } from "./outFolders.ts";
import { painterFor } from "./painter.ts";
import { headroomOption, PLAN_OPTIONS } from "./plan.ts";
import { progressFor } from "./progress.ts";
import { speedLine } from "./speedLine.ts";
import { UsageError } from "./usageError.ts";

/** `quota FILE`: whether the account's quotas must be raised and to what, on one page that can be acted on. */
export const quotaCommand: Command = {
  options: PLAN_OPTIONS,
  builder: (yargs: Argv) =>
    yargs
      .positional("file", { type: "string", describe: "scenario file" })
      .example("$0 nightly.yaml --headroom 20%", "for a load that may grow by a fifth"),
  handler: async (args) => {
    await quota(args);
  },
};

async function quota(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const [file = ""] = list(args, "file");
  const [folder = ""] = outFolders([file], options.out);
  const [alternative, ...others] = options.alternative;
  if (others.length > 0) throw new UsageError("--alternative is given more than once; quota takes one");
  const headroom = headroomOption(args);
  const { checkResultFolder } = await import("../report/resultFolder.ts");
  const { loadScenario } = await import("../scenario/load.ts");
  const { quotaScenario } = await import("../experiment/quota/quota.ts");
  const { writeQuotaFiles } = await import("../report/quotaFiles.ts");
  const scenario = await loadScenario(file, loadOptions(options));
  checkResultFolder(folder);
  const progress = progressFor(options);
  const run = await interruptible((signal) =>
    quotaScenario(scenario, {
      workers: options.workers ?? availableParallelism(),
      signal,
      command: commandText("quota", options, headroom === null ? [] : ["--headroom", headroom.text]),
      ...(headroom === null ? {} : { headroom: headroom.share }),
      ...(alternative === undefined ? {} : { alternative }),
      ...(progress === null ? {} : { onProgress: progress.show }),
    }),
  ).finally(() => progress?.clear());
  const files = await writeQuotaFiles(run.quota, folder);
  if (options.json) {
    const { quotaJson } = await import("../report/quotaFiles.ts");
    process.stdout.write(quotaJson(run.quota));
  } else {
    const { quotaPage } = await import("../report/quotaPage.ts");
    const { quotaReport } = await import("../report/quotaReport.ts");
    const paint = painterFor(process.stdout, options.color, process.env);
    const [first = "", ...more] = files;
    process.stdout.write(quotaReport(quotaPage(run.quota), [join(folder, first), ...more], paint));
  }
  if (!options.quiet) process.stderr.write(`${speedLine(run.events, run.seconds)}\n`);
}
