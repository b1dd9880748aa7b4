import type { Options } from "yargs";
import { nearestName } from "../scenario/nearestName.ts";
import { COMMON_OPTIONS } from "./commonOptions.ts";
import { UsageError } from "./usageError.ts";

/** Where a command line names its command: the first word that is no option, nor the value of one; -1 where none is. */
export function commandAt(words: readonly string[]): number {
  for (let index = 0; index < words.length && words[index] !== "--"; index++) {
    const { dashes, name, value } = parts(words[index]!);
    if (name === "") return index;
    if (dashes === "--" && value === undefined && takesValue(COMMON_OPTIONS, name)) index++;
  }
  return -1;
}

/**
 * Refuses the first option that the command does not have, before its value is taken for something else, or that is a
 * switch with a value: yargs takes all but `true` for off.
 *
 * @param own options of the command alone.
 * @throws UsageError that names the nearest option.
 */
export function refuseUnknownOption(words: readonly string[], own: Readonly<Record<string, Options>>): void {
  const options = { ...COMMON_OPTIONS, ...own };
  const names = [...Object.keys(options), "help", "version"];
  for (let index = 0; index < words.length && words[index] !== "--"; index++) {
    const { dashes, name, value } = parts(words[index]!);
    if (name === "" || words[index] === "-h") continue;
    if (dashes !== "--" || !names.includes(name)) throw unknown(words, dashes + name, nearestName(name, names));
    if (takesValue(options, name)) {
      if (value === undefined) index++;
    } else if (value !== undefined && value !== "true" && value !== "false") {
      throw new UsageError(`${words[index]}: --${name} takes no value`);
    }
  }
}

/** Of an option: its dashes, its name and, where it follows after a "=", its value. The name of what is none is empty. */
function parts(word: string): { readonly dashes: string; readonly name: string; readonly value: string | undefined } {
  const [, dashes = "", name = "", value] = /^(--?)([^=]+)(?:=(.*))?/su.exec(word) ?? [];
  return { dashes, name, value };
}

function unknown(words: readonly string[], option: string, nearest: string | null): UsageError {
  const command = words.find((word) => !word.startsWith("-"));
  const list = `poolsim ${command === undefined ? "" : `${command} `}--help lists them`;
  return new UsageError(`unknown option "${option}"; ${nearest === null ? list : `did you mean "--${nearest}"?`}`);
}

function takesValue(options: Readonly<Record<string, { readonly type?: unknown }>>, name: string): boolean {
  return Object.entries(options).some(([option, { type }]) => option === name && type === "string");
}
