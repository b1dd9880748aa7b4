import type { Argv } from "yargs";
import { plainText } from "../report/plainText.ts";
import type { Command } from "./command.ts";
import { type Arguments, type CommonOptions, list, readCommonOptions } from "./commonOptions.ts";
import { readAssumptions, readDuration, readGiven, readInterval, readNumber, readTime } from "./formulaOptions.ts";
import { painterFor } from "./painter.ts";
import { UsageError } from "./usageError.ts";

const value = { type: "string", requiresArg: true } as const;
const repeated = { type: "string", array: true, nargs: 1, requiresArg: true } as const;

/** Options of `formula` alone. */
export const FORMULA_OPTIONS = {
  samples: { ...value, describe: "evaluate on these samples: CSV with time,variable,value" },
  at: { ...value, describe: "evaluate at this time (default: when the last sample is visible)" },
  current: { ...value, describe: "VMs that the pool has, and that are its target (default: 0)" },
  with: { ...repeated, describe: "set one of its variables, as name=value (repeatable)" },
  slots: { ...value, describe: "slots of a VM, for the warnings" },
  interval: { ...value, describe: 'time between evaluations such as "5 min", for the warnings' },
  work: { ...value, describe: 'time of a typical task such as "3 min", for the warnings' },
  assume: { ...repeated, describe: "a behaviour that is not documented, as name=choice (repeatable)" },
} as const;

/** `formula FILE`: checks an Azure Batch autoscale formula, warns of known traps, or evaluates it once. */
export const formulaCommand: Command = {
  options: FORMULA_OPTIONS,
  builder: (yargs: Argv) =>
    yargs
      .positional("file", { type: "string", describe: "file that holds the formula" })
      .example("$0 pool.txt", "check it, and warn of known traps")
      .example("$0 pool.txt --samples samples.csv --current 4", "what it would do"),
  handler: async (args) => {
    await formula(args);
  },
};

async function formula(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const [file = ""] = list(args, "file");
  const { readFormulaFile } = await import("../scenario/formulaFile.ts");
  const { lintFormula } = await import("../model/scaling/formula/lint/lint.ts");
  const read = readFormulaFile(file, { with: readGiven(args), assumptions: await readAssumptions(args) });
  const slots = readNumber(args, "slots", 1);
  const interval = await readInterval(args);
  const work = await readDuration(args, "work");
  const warnings = lintFormula(read.formula, {
    ...(slots === undefined ? {} : { slotsPerVm: slots }),
    ...(interval === undefined ? {} : { interval }),
    ...(work === undefined ? {} : { work }),
  }).map(({ line, column, rule, message, reason, mend }) => ({ line, column, rule, message, reason, mend }));
  const { formulaReport, formulaWarnings } = await import("../report/formulaReport.ts");
  const { jsonText } = await import("../report/summaryJson.ts");
  const { checked, metrics } = read.formula;
  const facts = { file, statements: checked.statements.length, reads: metrics.map(({ name }) => name), warnings };
  if (!["samples", "at", "current"].some((name) => list(args, name).length > 0)) {
    const paint = painterFor(process.stdout, options.color, process.env);
    process.stdout.write(options.json ? jsonText(facts) : formulaReport(facts, paint));
    return;
  }
  const outcome = await evaluate(args, read, options);
  if (options.json) process.stdout.write(jsonText({ ...outcome, warnings }));
  else process.stdout.write(`${plainText(outcome.results)}\n`);
  if (options.json || options.quiet) return;
  process.stderr.write(formulaWarnings(warnings, painterFor(process.stderr, options.color, process.env)));
}

/** The result of one evaluation, as plain data. */
interface Evaluated {
  /** In the service's form. */
  readonly results: string;
  readonly dedicated: number;
  readonly lowPriority: number;
  readonly deallocation: string;
}

async function evaluate(
  args: Arguments,
  { formula, problem }: import("../scenario/formulaFile.ts").FormulaFile,
  { seed }: CommonOptions,
): Promise<Evaluated> {
  const { contextOf } = await import("../scenario/formulaContext.ts");
  const { readFormulaSamples } = await import("../scenario/formulaSamples.ts");
  const [samplesFile] = list(args, "samples");
  const samples = samplesFile === undefined ? new Map() : await readFormulaSamples(samplesFile);
  const current = readNumber(args, "current", 0);
  const context = contextOf(formula, { samples, at: await readTime(args, "at"), current, seed: seed ?? 0 });
  if (context === null)
    throw new UsageError("--at is needed where no samples tell the time, such as 2026-03-02T08:00:00Z");
  const outcome = formula.evaluate(context);
  const { dedicated, lowPriority, deallocation, error } = outcome;
  if (error === null) return { results: formula.results(outcome), dedicated, lowPriority, deallocation };
  const { ScenarioError } = await import("../scenario/scenarioError.ts");
  throw new ScenarioError([problem(error.span, `${error.code}, nothing changes. ${error.message}`)]);
}
