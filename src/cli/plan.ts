import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Argv } from "yargs";
import type { Command } from "./command.ts";
import { commandText } from "./commandText.ts";
import { type Arguments, list, readCommonOptions, single } from "./commonOptions.ts";
import { interruptible } from "./interrupts.ts";
import { loadOptions } from "./loadOptions.ts";
import { outFolders } from "./outFolders.ts";
import { painterFor } from "./painter.ts";
import { progressFor } from "./progress.ts";
import { speedLine } from "./speedLine.ts";
import { UsageError } from "./usageError.ts";

/** Options of `plan` and `quota`. */
export const PLAN_OPTIONS = {
  headroom: { type: "string", requiresArg: true, describe: "share by which the load may grow (default: 10%)" },
} as const;

/** `plan FILE`: the cheapest configuration that meets every objective, with a stated confidence. */
export const planCommand: Command = {
  options: PLAN_OPTIONS,
  builder: (yargs: Argv) =>
    yargs
      .positional("file", { type: "string", describe: "scenario file" })
      .example("$0 scenario.yaml", "as its plan: says, else the size of its pool")
      .example('$0 scenario.yaml --set "plan.choose.pools.scoring.vms={from: 8, to: 40}"', "among other sizes"),
  handler: async (args) => {
    await plan(args);
  },
};

/**
 * What `--headroom` says, or null.
 *
 * @throws UsageError for anything but a share above 0 and up to 900%.
 */
export function headroomOption(args: Arguments): { readonly text: string; readonly share: number } | null {
  const text = single(args, "headroom");
  if (text === undefined) return null;
  const [, percent = ""] = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/u.exec(text) ?? [];
  const share = Number((Number(percent) / 100).toPrecision(12));
  if (!(share > 0 && share <= 9)) throw new UsageError(`--headroom ${text}: expected a share such as 10%, up to 900%`);
  return { text: text.trim(), share };
}

async function plan(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const [file = ""] = list(args, "file");
  const [folder = ""] = outFolders([file], options.out);
  const [alternative, ...others] = options.alternative;
  const headroom = headroomOption(args);
  if (others.length > 0) throw new UsageError("--alternative is given more than once; plan takes one");
  const { checkResultFolder } = await import("../report/resultFolder.ts");
  const { loadScenario } = await import("../scenario/load.ts");
  const { planScenario } = await import("../experiment/plan/plan.ts");
  const { planJson, writePlanFile } = await import("../report/planFile.ts");
  const scenario = await loadScenario(file, loadOptions(options));
  checkResultFolder(folder);
  const progress = progressFor(options);
  const run = await interruptible((signal) =>
    planScenario(scenario, {
      workers: options.workers ?? availableParallelism(),
      signal,
      command: commandText("plan", options, headroom === null ? [] : ["--headroom", headroom.text]),
      ...(headroom === null ? {} : { headroom: headroom.share }),
      ...(alternative === undefined ? {} : { alternative }),
      ...(progress === null ? {} : { onProgress: progress.show }),
    }),
  ).finally(() => progress?.clear());
  const name = await writePlanFile(run.plan, folder);
  if (options.json) process.stdout.write(planJson(run.plan));
  else {
    const { planReport } = await import("../report/planReport.ts");
    const paint = painterFor(process.stdout, options.color, process.env);
    process.stdout.write(planReport(run.plan, join(folder, name), paint));
  }
  if (!options.quiet) process.stderr.write(`${speedLine(run.events, run.seconds)}\n`);
}
