import type { Options } from "yargs";
import { nearestName } from "../scenario/nearestName.ts";
import { COMMON_OPTIONS } from "./commonOptions.ts";
import { UsageError } from "./usageError.ts";

/** Where a command line names its command: the first word that is no option, nor the value of one; -1 where none is. */
export function commandAt(words: readonly string[]): number {
  for (let index = 0; index < words.length && words[index] !== "--"; index++) {
    const [, dashes, name, given] = parts(words[index]!);
    if (name === "") return index;
    if (dashes === "--" && given === undefined && takesValue(COMMON_OPTIONS, name)) index++;
  }
  return -1;
}

/**
 * Refuses the first option that the command does not have, before its value is taken for something else.
 *
 * @param own options of the command alone.
 * @throws UsageError that names the nearest option.
 */
export function refuseUnknownOption(words: readonly string[], own: Readonly<Record<string, Options>>): void {
  const options = { ...COMMON_OPTIONS, ...own };
  const names = [...Object.keys(options), "help", "version"];
  for (let index = 0; index < words.length && words[index] !== "--"; index++) {
    const [, dashes, name, given] = parts(words[index]!);
    if (name === "" || words[index] === "-h") continue;
    if (dashes !== "--" || !names.includes(name)) throw unknown(words, dashes + name, nearestName(name, names));
    if (given === undefined && takesValue(options, name)) index++;
  }
}

/** Of an option: its dashes, its name and, where its value follows at once, the "=" before it. */
function parts(word: string): readonly [string, string, string, string | undefined] {
  const [whole = "", dashes = "", name = "", given] = /^(--?)([^=]+)(=)?/su.exec(word) ?? [];
  return [whole, dashes, name, given];
}

function unknown(words: readonly string[], option: string, nearest: string | null): UsageError {
  const command = words.find((word) => !word.startsWith("-"));
  const list = `poolsim ${command === undefined ? "" : `${command} `}--help lists them`;
  return new UsageError(`unknown option "${option}"; ${nearest === null ? list : `did you mean "--${nearest}"?`}`);
}

function takesValue(options: Readonly<Record<string, { readonly type?: unknown }>>, name: string): boolean {
  return Object.entries(options).some(([option, { type }]) => option === name && type === "string");
}
