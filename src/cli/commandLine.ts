import yargs, { type CommandModule } from "yargs";
import { nearestName } from "../scenario/nearestName.ts";
import { packageVersion } from "../version.ts";
import { breakevenCommand } from "./breakeven.ts";
import { COMMON_OPTIONS } from "./commonOptions.ts";
import { diffCommand } from "./diff.ts";
import { formulaCommand } from "./formula.ts";
import { helpCommand } from "./helpTopic.ts";
import { initCommand } from "./init.ts";
import { planCommand } from "./plan.ts";
import { quotaCommand } from "./quota.ts";
import { reportCommand } from "./report.ts";
import { runCommand } from "./run.ts";
import { schemaCommand } from "./schema.ts";
import { showCommand } from "./show.ts";
import { sweepCommand } from "./sweep.ts";
import { theoryCommand } from "./theory.ts";
import { refuseUnknownOption } from "./unknownOption.ts";
import { UsageError } from "./usageError.ts";
import { validateCommand } from "./validate.ts";

const COMMANDS: readonly CommandModule[] = [
  runCommand,
  planCommand,
  quotaCommand,
  diffCommand,
  reportCommand,
  validateCommand,
  showCommand,
  theoryCommand,
  formulaCommand,
  sweepCommand,
  breakevenCommand,
  initCommand,
  schemaCommand,
  helpCommand,
];
const COMMAND_NAMES = [
  "run",
  "plan",
  "quota",
  "diff",
  "report",
  "validate",
  "show",
  "theory",
  "formula",
  "sweep",
  "breakeven",
  "init",
  "schema",
  "help",
];

/**
 * Parses a command line and carries its command out. Values stay the text that was typed: no numbers are guessed, commas,
 * dots and `=` have no meaning here.
 *
 * @param words what follows the program's name.
 * @throws UsageError, and whatever the command throws.
 */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  const [first] = words;
  if (first !== undefined && !first.startsWith("-") && !COMMAND_NAMES.includes(first)) throw unknownCommand(first);
  refuseUnknownOption(words);
  const parser = yargs(withTopic(words))
    .scriptName("poolsim")
    .locale("en")
    .parserConfiguration({
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "dot-notation": false,
      "camel-case-expansion": false,
      "boolean-negation": false,
      "short-option-groups": false,
    })
    .usage("Usage: $0 <command> [options]")
    .version(packageVersion())
    .options(COMMON_OPTIONS)
    .strict()
    .demandCommand(1, "no command given; poolsim --help lists them")
    .wrap(80)
    .exitProcess(false)
    .fail((message: string | undefined, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      throw new UsageError(usageText(message ?? error?.message ?? "the command line cannot be read", first ?? ""));
    });
  let carryOut: () => unknown = () => undefined;
  for (const command of COMMANDS) {
    // Not within the parser: it would lay out the help of a command that takes time, to have it at hand, on every run.
    parser.command({
      ...command,
      handler: (args) => {
        carryOut = () => command.handler(args);
      },
    });
  }
  await parser.parseAsync();
  await carryOut();
}

/** yargs takes a line that ends in the word help for `--help`; ours means the list of topics. */
function withTopic(words: readonly string[]): string[] {
  return words[0] === "help" && words.every((word, index) => index === 0 || word.startsWith("-"))
    ? ["help", "topics", ...words.slice(1)]
    : [...words];
}

function unknownCommand(written: string): UsageError {
  const nearest = nearestName(written, COMMAND_NAMES);
  const advice = nearest === null ? "poolsim --help lists them" : `did you mean "${nearest}"?`;
  return new UsageError(`unknown command "${written}"; ${advice}`);
}

/** What yargs found wrong, in one line of our words. */
function usageText(message: string, command: string): string {
  const missing = /^Not enough arguments following: (.*)$/su.exec(message)?.[1];
  if (missing !== undefined) return `--${missing} needs a value`;
  const unexpected = /^Unknown arguments?: ([^,]*)/su.exec(message)?.[1];
  if (unexpected !== undefined) return `unexpected argument "${unexpected}"; see poolsim ${command} --help`;
  if (message.startsWith("Not enough non-option arguments")) return `no file given; see poolsim ${command} --help`;
  return message.split("\n")[0] ?? message;
}
