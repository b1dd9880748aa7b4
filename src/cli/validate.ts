import type { Argv } from "yargs";
import { plainText } from "../report/plainText.ts";
import type { Command } from "./command.ts";
import { type Arguments, list, readCommonOptions } from "./commonOptions.ts";
import { EXIT, explainError } from "./exitCode.ts";
import { loadOptions } from "./loadOptions.ts";

/** `validate FILE...`: says of each file whether it can be run, with every error that was found. */
export const validateCommand: Command = {
  builder: (yargs: Argv) => yargs.positional("file", { type: "string", describe: "scenario files" }),
  handler: async (args) => {
    await validate(args);
  },
};

async function validate(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const { loadScenario, validateScenario } = await import("../scenario/load.ts");
  for (const file of list(args, "file")) {
    try {
      const scenario = await loadScenario(file, loadOptions(options));
      const traps = await validateScenario(scenario);
      const warnings = [...scenario.warnings, ...traps].map((warning) => `! ${plainText(warning)}\n`).join("");
      if (!options.quiet) process.stdout.write(`${plainText(file)}: valid\n${warnings}`);
    } catch (error) {
      const { code, text } = explainError(error);
      if (code !== EXIT.badInput) throw error;
      process.exitCode = code;
      process.stderr.write(`${text}\n`);
    }
  }
}
