import { availableParallelism } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { Argv } from "yargs";
import type { StudyOptions, StudySize } from "../experiment/sweep/sweep.ts";
import type { StudyWork } from "../experiment/sweep/sweepResult.ts";
import { formatCount } from "../report/figure.ts";
import { asOutputError } from "../report/outputError.ts";
import type { Painter } from "../report/style.ts";
import type { LoadOptions } from "../scenario/load.ts";
import { SHARE } from "../scenario/quantities.ts";
import type { Command } from "./command.ts";
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
import { UsageError } from "./usageError.ts";

const DEFAULT_LIMIT = 1000;
const DEFAULT_CHANGE = "20%";
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
  tornado: { type: "boolean", describe: "change each number alone, down and up, and rank what moves most" },
  by: { type: "string", requiresArg: true, describe: `with --tornado: the change (default: ${DEFAULT_CHANGE})` },
  limit: { type: "string", requiresArg: true, describe: `points of the grid at most (default: ${DEFAULT_LIMIT})` },
  fresh: { type: "boolean", describe: "simulate again what an earlier sweep has kept" },
} as const;

/** `sweep FILE`: every combination of the values in the file's `sweep`, on the same jobs. */
export const sweepCommand: Command = {
  options: SWEEP_OPTIONS,
  builder: (yargs: Argv) =>
    yargs
      .positional("file", { type: "string", describe: "scenario file" })
      .example("$0 scenario.yaml", "the grid that the file's sweep describes")
      .example('$0 scenario.yaml --set "sweep.pools.own.vms=[8, 16]"', "another grid"),
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
  const change = single(args, "by");
  const isTornado = flag(args, "tornado");
  if (change !== undefined && !isTornado) throw new UsageError("--by goes with --tornado");
  const by = readChange(change ?? DEFAULT_CHANGE);
  const { CellFolder } = await import("../experiment/sweep/cellStore.ts");
  const study = isTornado ? await tornadoStudy(by) : await gridStudy();
  const options = studyOptions(args, common);
  const progress = progressFor(common);
  const { text, json, write, work } = await interruptible(async (signal) =>
    study(file, loadOptions(common), {
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
  const names = await write(folder);
  const paint = painterFor(process.stdout, common.color, process.env);
  process.stdout.write(common.json ? json() : text({ folder, names }, paint));
  if (!common.quiet) printWork(work, kept);
}

/** What a study came to, ready to be shown and written. */
interface Studied {
  readonly work: StudyWork;
  readonly text: (files: { readonly folder: string; readonly names: readonly string[] }, paint: Painter) => string;
  readonly json: () => string;
  readonly write: (folder: string) => Promise<string[]>;
}

type Study = (file: string, load: LoadOptions, options: StudyOptions) => Promise<Studied>;

async function gridStudy(): Promise<Study> {
  const { sweep } = await import("../experiment/sweep/sweep.ts");
  const { writeSweepFiles, sweepJson } = await import("../report/sweepFiles.ts");
  const { sweepText } = await import("../report/sweepText.ts");
  return async (file, load, options) => {
    const { result, work } = await sweep(file, load, options);
    return {
      work,
      text: (files, paint) => sweepText(result, files, paint),
      json: () => sweepJson(result),
      write: (folder) => writeSweepFiles(result, folder),
    };
  };
}

async function tornadoStudy(by: number): Promise<Study> {
  const { tornado } = await import("../experiment/sweep/tornado.ts");
  const { writeTornadoFiles, tornadoJson } = await import("../report/tornadoFiles.ts");
  const { tornadoText } = await import("../report/tornadoText.ts");
  return async (file, load, options) => {
    const { result, work } = await tornado(file, load, { ...options, by });
    return {
      work,
      text: (files, paint) => tornadoText(result, files, paint),
      json: () => tornadoJson(result),
      write: (folder) => writeTornadoFiles(result, folder),
    };
  };
}

function readChange(text: string): number {
  const reading = SHARE.read(text);
  if (!reading.ok) throw new UsageError(`--by ${text}: ${reading.message}`);
  if (reading.value === 0 || reading.value === 1)
    throw new UsageError(`--by ${text}: expected more than 0% and less than 100%`);
  return reading.value;
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
    ...(flag(args, "tornado") ? ["--tornado", "--by", single(args, "by") ?? DEFAULT_CHANGE] : []),
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
