import yargs, { type Argv } from "yargs";
import { nearestName } from "../scenario/nearestName.ts";
import { packageVersion } from "../version.ts";
import type { Command } from "./command.ts";
import { COMMANDS, type NamedCommand } from "./commands.ts";
import { COMMON_OPTIONS } from "./commonOptions.ts";
import { commandAt, refuseUnknownOption } from "./unknownOption.ts";
import { UsageError } from "./usageError.ts";

/**
 * Parses a command line and carries its command out. Values stay the text that was typed: no numbers are guessed, commas,
 * dots and `=` have no meaning here.
 *
 * @param words what follows the program's name.
 * @throws UsageError, and whatever the command throws.
 */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  const at = commandAt(words);
  const written = words[at];
  if (written === undefined) {
    await runWithoutCommand(words);
    return;
  }
  const named = COMMANDS.find(({ name }) => name === written);
  if (named === undefined) throw unknownCommand(written);
  if (written === "help" && (await isCommandAlone(words[at + 1]))) {
    await runCommandLine([...words.toSpliced(at, 1), "--help"]);
    return;
  }
  const command = await named.load();
  refuseUnknownOption(words, command.options ?? {});
  await runNamed(named, command, filesByName(words.toSpliced(at, 1)));
}

/** Whether `help` is asked of a command that no topic has the name of: its options are all there is to tell. */
async function isCommandAlone(topic: string | undefined): Promise<boolean> {
  if (!COMMANDS.some(({ name }) => name === topic)) return false;
  const { TOPICS } = await import("./help/topics.ts");
  return TOPICS.every(({ name }) => name !== topic);
}

/**
 * The words with files that yargs would lose: one that is named "-", and all that follow "--", which is left out. As paths they cannot be
 * taken for options.
 */
function filesByName(words: readonly string[]): readonly string[] {
  const end = words.includes("--") ? words.indexOf("--") : words.length;
  const before = words.slice(0, end).map((word) => (word === "-" ? "./-" : word));
  const after = words.slice(end + 1).map((word) => (word.startsWith("-") ? `./${word}` : word));
  return [...before, ...after];
}

/** Lists the commands, or tells the version, or that there is no command. */
async function runWithoutCommand(words: readonly string[]): Promise<void> {
  refuseUnknownOption(words, {});
  const parser = parserOf(words, "poolsim")
    .usage("Usage: $0 <command> [options]")
    .demandCommand(1, "no command given; poolsim --help lists them");
  for (const { name, takes, describe } of COMMANDS) parser.command(`${name} ${takes}`, describe);
  await parser.parseAsync();
}

/** @param words what stands beside the command's name. */
async function runNamed(
  { name, takes, describe }: NamedCommand,
  command: Command,
  words: readonly string[],
): Promise<void> {
  const { options = {}, builder, handler } = command;
  let carryOut: () => unknown = () => undefined;
  // The parser's only command, which it need not be told: one of several it would lay the help out for on every run.
  await parserOf(words, `poolsim ${name}`)
    .command(
      `$0 ${takes}`.trimEnd(),
      describe,
      (yargs: Argv) => (builder?.(yargs) ?? yargs).options(options),
      (args) => {
        carryOut = () => handler(args);
      },
    )
    .parseAsync();
  await carryOut();
}

function parserOf(words: readonly string[], program: string): Argv {
  // An alias would widen the help of every command.
  return yargs(words.map((word) => (word === "-h" ? "--help" : word)))
    .scriptName(program)
    .locale("en")
    .parserConfiguration({
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "dot-notation": false,
      "camel-case-expansion": false,
      "boolean-negation": false,
      "short-option-groups": false,
    })
    .version(packageVersion())
    .options(COMMON_OPTIONS)
    .strict()
    .wrap(80)
    .exitProcess(false)
    .fail((message: string | undefined, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      throw new UsageError(usageText(message ?? error?.message ?? "the command line cannot be read", program));
    });
}

function unknownCommand(written: string): UsageError {
  const nearest = nearestName(
    written,
    COMMANDS.map(({ name }) => name),
  );
  const advice = nearest === null ? "poolsim --help lists them" : `did you mean "${nearest}"?`;
  return new UsageError(`unknown command "${written}"; ${advice}`);
}

/** What yargs found wrong, in one line of our words. */
function usageText(message: string, program: string): string {
  const missing = /^Not enough arguments following: (.*)$/su.exec(message)?.[1];
  if (missing !== undefined) return `--${missing} needs a value`;
  const unexpected = /^Unknown arguments?: ([^,]*)/su.exec(message)?.[1];
  if (unexpected !== undefined) return `unexpected argument "${unexpected}"; see ${program} --help`;
  const [, got, wanted] = /^Not enough non-option arguments: got (\d+), need at least (\d+)/u.exec(message) ?? [];
  if (wanted !== undefined && got !== "0") return `${got} of ${wanted} files given; see ${program} --help`;
  if (wanted !== undefined) return `no file given; see ${program} --help`;
  const choice = /Argument: (?<name>[^,]+), Given: "(?<given>.*)", Choices: (?<choices>.*)$/su.exec(message)?.groups;
  if (choice !== undefined) {
    return `--${choice.name} ${choice.given}: expected ${choice.choices!.replaceAll('"', "").replaceAll(", ", " or ")}`;
  }
  return message.split("\n")[0] ?? message;
}
