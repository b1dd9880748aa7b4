import { availableParallelism } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { Argv, CommandModule } from "yargs";
import type { StudyOptions, StudySize } from "../experiment/sweep/sweep.ts";
import type { StudyWork } from "../experiment/sweep/sweepResult.ts";
import { formatCount } from "../report/figure.ts";
import { asOutputError } from "../report/outputError.ts";
import { commandText } from "./commandText.ts";
import {
  type Arguments,
  type CommonOptions,
  flag,
  list,
  readCommonOptions,
  readInteger,
  single,
} from "./commonOptions.ts";
import { interruptible } from "./interrupts.ts";
import { loadOptions } from "./loadOptions.ts";
import { metricOption } from "./metricOption.ts";
import { outFolders } from "./outFolders.ts";
import { painterFor } from "./painter.ts";
import { progressFor } from "./progress.ts";
import { speedLine } from "./speedLine.ts";

const DEFAULT_LIMIT = 1000;
const DEFAULT_METRIC = "latency.p95";

/** Options of `sweep` alone. */
export const SWEEP_OPTIONS = {
  metric: {
    type: "string",
    requiresArg: true,
    describe: `what cost is traded for (default: ${DEFAULT_METRIC})`,
  },
  cost: {
    type: "string",
    requiresArg: true,
    describe: "default: cost.total if all is priced, else computeHours.billed",
  },
  limit: { type: "string", requiresArg: true, describe: `points of the grid at most (default: ${DEFAULT_LIMIT})` },
  fresh: { type: "boolean", describe: "simulate again what an earlier sweep has kept" },
} as const;

/** `sweep FILE`: every combination of the values in the file's `sweep`, on the same jobs. */
export const sweepCommand: CommandModule = {
  command: "sweep <file>",
  describe: "simulate every combination of some values, and show what is worth its cost",
  builder: (yargs: Argv) =>
    yargs
      .positional("file", { type: "string", describe: "scenario file" })
      .options(SWEEP_OPTIONS)
      .example("$0 sweep scenario.yaml", "the grid that the file's sweep describes")
      .example('$0 sweep scenario.yaml --set "sweep.pools.own.vms=[8, 16]"', "another grid"),
  handler: async (args) => {
    await sweepFile(args);
  },
};

async function sweepFile(args: Arguments): Promise<void> {
  const common = readCommonOptions(args);
  const [file = ""] = list(args, "file");
  const [folder = ""] = outFolders([file], common.out);
  const { checkResultFolder } = await import("../report/resultFolder.ts");
  checkResultFolder(folder);
  const kept = cellFolder(folder);
  const { CellFolder } = await import("../experiment/sweep/cellStore.ts");
  const { sweep } = await import("../experiment/sweep/sweep.ts");
  const { writeSweepFiles, sweepJson } = await import("../report/sweepFiles.ts");
  const options = studyOptions(args, common);
  const progress = progressFor(common);
  const { result, work } = await interruptible(async (signal) =>
    sweep(file, loadOptions(common), {
      ...options,
      signal,
      store: new CellFolder(kept, flag(args, "fresh")),
      ...(progress === null ? {} : { onProgress: progress.show }),
    }),
  )
    .catch((error: unknown) => {
      throw asOutputError(error, kept);
    })
    .finally(() => progress?.clear());
  const names = await writeSweepFiles(result, folder);
  if (common.json) process.stdout.write(sweepJson(result));
  else {
    const { sweepText } = await import("../report/sweepText.ts");
    process.stdout.write(sweepText(result, { folder, names }, painterFor(process.stdout, common.color, process.env)));
  }
  if (!common.quiet) printWork(work, kept);
}

/** Where the cells of a result's sweeps are kept: beside it, so that the result itself holds nothing else. */
function cellFolder(folder: string): string {
  const whole = resolve(folder);
  return join(dirname(whole), `.${basename(whole)}.cells`);
}

function studyOptions(args: Arguments, common: CommonOptions): Omit<StudyOptions, "store"> {
  const cost = single(args, "cost");
  const metric = single(args, "metric");
  if (cost !== undefined) metricOption("cost", cost);
  const words = [
    ...(metric === undefined ? [] : ["--metric", metric]),
    ...(cost === undefined ? [] : ["--cost", cost]),
  ];
  return {
    limit: readInteger(args, "limit", 1) ?? DEFAULT_LIMIT,
    against: metricOption("metric", metric ?? DEFAULT_METRIC),
    ...(cost === undefined ? {} : { cost }),
    command: commandText("sweep", common, words),
    workers: common.workers ?? availableParallelism(),
    ...(common.quiet || common.json ? {} : { onSize: printSize }),
  };
}

function printSize({ points, alternatives, replications }: StudySize): void {
  const sizes = [
    formatCount(points, "point"),
    formatCount(alternatives, "alternative"),
    formatCount(replications, "replication"),
  ];
  const simulations = formatCount(points * alternatives * replications, "simulation");
  process.stderr.write(`${sizes.join(" x ")}: ${simulations}\n`);
}

function printWork({ kept, simulated, events, seconds }: StudyWork, folder: string): void {
  if (kept > 0)
    process.stderr.write(`${formatCount(simulated, "new simulation")}, ${kept} as they were in ${folder}\n`);
  process.stderr.write(`${speedLine(events, seconds)}\n`);
}
