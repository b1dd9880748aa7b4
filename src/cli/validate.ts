import type { Argv } from "yargs";
import { plainText } from "../report/plainText.ts";
import type { Problem } from "../scenario/scenarioError.ts";
import type { Command } from "./command.ts";
import { type Arguments, type CommonOptions, list, readCommonOptions } from "./commonOptions.ts";
import { EXIT, explainError } from "./exitCode.ts";
import { loadOptions } from "./loadOptions.ts";

/** What `validate --json` prints of a file. */
interface Verdict {
  readonly file: string;
  readonly valid: boolean;
  readonly warnings: readonly string[];
  readonly errors: readonly Mistake[];
}

/** A problem as `ScenarioError` has it, without the picture; an error of another kind has a message only. */
type Mistake = Pick<Problem, "file" | "line" | "column" | "path" | "message">;

/** `validate FILE...`: says of each file whether it can be run, with every error that was found. */
export const validateCommand: Command = {
  builder: (yargs: Argv) => yargs.positional("file", { type: "string", describe: "scenario files" }),
  handler: async (args) => {
    await validate(args);
  },
};

async function validate(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const verdicts: Verdict[] = [];
  for (const file of list(args, "file")) {
    try {
      const warnings = await warningsOf(file, options);
      verdicts.push({ file, valid: true, warnings, errors: [] });
      if (!options.quiet && !options.json) process.stdout.write(validText(file, warnings));
    } catch (error) {
      const { code, text } = explainError(error);
      if (code !== EXIT.badInput) throw error;
      process.exitCode = code;
      verdicts.push({ file, valid: false, warnings: [], errors: mistakesIn(file, error, text) });
      if (!options.json) process.stderr.write(`${text}\n`);
    }
  }
  if (!options.json) return;
  const { jsonText } = await import("../report/summaryJson.ts");
  process.stdout.write(jsonText({ files: verdicts }));
}

/** What can be run, but is hardly meant. @throws what is wrong with the file. */
async function warningsOf(file: string, options: CommonOptions): Promise<readonly string[]> {
  const [{ loadScenario, validateScenario }, { checkStudies }] = await Promise.all([
    import("../scenario/load.ts"),
    import("../experiment/checkStudies.ts"),
  ]);
  const load = loadOptions(options);
  const scenario = await loadScenario(file, load);
  const warnings = await validateScenario(scenario);
  await checkStudies(file, load, scenario);
  return [...scenario.warnings, ...warnings];
}

function validText(file: string, warnings: readonly string[]): string {
  return `${plainText(file)}: valid\n${warnings.map((warning) => `! ${plainText(warning)}\n`).join("")}`;
}

function mistakesIn(file: string, error: unknown, text: string): readonly Mistake[] {
  const problems: readonly Problem[] =
    error instanceof Error && "problems" in error ? (error.problems as Problem[]) : [];
  if (problems.length === 0) return [{ file, line: null, column: null, path: "", message: text }];
  return problems.map(({ file, line, column, path, message }) => ({ file, line, column, path, message }));
}
