import { nearestName } from "../scenario/nearestName.ts";
import { BREAKEVEN_OPTIONS } from "./breakeven.ts";
import { COMMON_OPTIONS } from "./commonOptions.ts";
import { DIFF_OPTIONS } from "./diff.ts";
import { FORMULA_OPTIONS } from "./formula.ts";
import { INIT_OPTIONS } from "./init.ts";
import { PLAN_OPTIONS } from "./plan.ts";
import { RUN_OPTIONS } from "./run.ts";
import { SWEEP_OPTIONS } from "./sweep.ts";
import { UsageError } from "./usageError.ts";

/** The options that commands have of their own. */
const OWN_OPTIONS: Readonly<Record<string, Readonly<Record<string, { readonly type?: unknown }>>>> = {
  run: RUN_OPTIONS,
  diff: DIFF_OPTIONS,
  formula: FORMULA_OPTIONS,
  init: INIT_OPTIONS,
  plan: PLAN_OPTIONS,
  quota: PLAN_OPTIONS,
  breakeven: BREAKEVEN_OPTIONS,
  sweep: SWEEP_OPTIONS,
};

/**
 * Refuses the first option that the command does not have, before its value is taken for something else.
 *
 * @throws UsageError that names the nearest option.
 */
export function refuseUnknownOption(words: readonly string[]): void {
  const [command = ""] = words;
  const own = Object.hasOwn(OWN_OPTIONS, command) ? OWN_OPTIONS[command]! : {};
  const options = { ...COMMON_OPTIONS, ...own };
  const names = [...Object.keys(options), "help", "version"];
  for (let index = 0; index < words.length && words[index] !== "--"; index++) {
    const [, dashes = "", name = "", given] = /^(--?)([^=]+)(=)?/su.exec(words[index]!) ?? [];
    if (name === "") continue;
    if (dashes !== "--" || !names.includes(name)) throw unknown(words, dashes + name, nearestName(name, names));
    if (given === undefined && takesValue(options, name)) index++;
  }
}

function unknown(words: readonly string[], option: string, nearest: string | null): UsageError {
  const command = words.find((word) => !word.startsWith("-"));
  const list = `poolsim ${command === undefined ? "" : `${command} `}--help lists them`;
  return new UsageError(`unknown option "${option}"; ${nearest === null ? list : `did you mean "--${nearest}"?`}`);
}

function takesValue(options: Readonly<Record<string, { readonly type?: unknown }>>, name: string): boolean {
  return Object.entries(options).some(([option, { type }]) => option === name && type === "string");
}
