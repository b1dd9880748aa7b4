import { availableParallelism } from "node:os";
import type { Argv } from "yargs";
import type { Command } from "./command.ts";
import { commandText } from "./commandText.ts";
import { type Arguments, list, readCommonOptions, single } from "./commonOptions.ts";
import { interruptible } from "./interrupts.ts";
import { loadOptions } from "./loadOptions.ts";
import { metricOption } from "./metricOption.ts";
import { painterFor } from "./painter.ts";
import { progressFor } from "./progress.ts";
import { UsageError } from "./usageError.ts";

const DEFAULT_METRIC = "cost.total";

/** Options of `breakeven` alone. */
export const BREAKEVEN_OPTIONS = {
  over: { type: "string", requiresArg: true, describe: "path of the number that is varied" },
  between: { type: "string", array: true, nargs: 2, requiresArg: true, describe: "names of two alternatives" },
  metric: { type: "string", requiresArg: true, describe: `what is to be equal (default: ${DEFAULT_METRIC})` },
  from: { type: "string", requiresArg: true, describe: "least value (default: a tenth of the file's)" },
  to: { type: "string", requiresArg: true, describe: "largest value (default: ten times the file's)" },
} as const;

/** `breakeven FILE --over path --between A B`: the value at which two alternatives are equal. */
export const breakevenCommand: Command = {
  options: BREAKEVEN_OPTIONS,
  builder: (yargs: Argv) =>
    yargs
      .positional("file", { type: "string", describe: "scenario file" })
      .example("$0 x.yaml --over pools.own.vms --between classic own", "at how many VMs they cost the same"),
  handler: async (args) => {
    await breakeven(args);
  },
};

async function breakeven(args: Arguments): Promise<void> {
  const common = readCommonOptions(args);
  const [file = ""] = list(args, "file");
  const over = single(args, "over");
  const [first, second, ...more] = list(args, "between");
  if (over === undefined) throw new UsageError("breakeven needs --over, the path of the number that is varied");
  if (first === undefined || second === undefined || more.length > 0 || first === second)
    throw new UsageError("breakeven needs --between with the names of two alternatives");
  if (common.alternative.length > 0) throw new UsageError("breakeven takes its alternatives from --between");
  const metric = metricOption("metric", single(args, "metric") ?? DEFAULT_METRIC);
  const [from, to] = [single(args, "from"), single(args, "to")];
  const words = [
    ...["--over", over, "--between", first, second],
    ...(metric === DEFAULT_METRIC ? [] : ["--metric", metric]),
    ...(from === undefined ? [] : ["--from", from]),
    ...(to === undefined ? [] : ["--to", to]),
  ];
  if (common.out !== undefined) {
    const { checkResultFolder } = await import("../report/resultFolder.ts");
    checkResultFolder(common.out);
  }
  const { breakEven } = await import("../experiment/breakEven/breakEven.ts");
  const progress = progressFor(common);
  const result = await interruptible((signal) =>
    breakEven(file, loadOptions(common), {
      over,
      between: [first, second],
      metric,
      from,
      to,
      command: commandText("breakeven", common, words),
      workers: common.workers ?? availableParallelism(),
      signal,
      ...(progress === null ? {} : { onProgress: progress.show }),
    }),
  ).finally(() => progress?.clear());
  if (common.out !== undefined) {
    const { writeBreakEvenFiles } = await import("../report/studyReport.ts");
    await writeBreakEvenFiles(result, common.out);
  }
  if (common.json) {
    const { breakEvenJson } = await import("../report/studyReport.ts");
    process.stdout.write(breakEvenJson(result));
    return;
  }
  const { breakEvenText } = await import("../report/breakEvenText.ts");
  process.stdout.write(breakEvenText(result, painterFor(process.stdout, common.color, process.env)));
}
