import type { Options } from "yargs";
import { UsageError } from "./usageError.ts";

/** Options of every command, as yargs takes them. All values arrive as text and are read by `readCommonOptions`. */
export const COMMON_OPTIONS = {
  seed: { type: "string", requiresArg: true, describe: "seed of all random draws, in place of the file's" },
  set: {
    type: "string",
    array: true,
    nargs: 1,
    requiresArg: true,
    describe: "set one value of the scenario, as path=value (repeatable)",
  },
  replications: { type: "string", requiresArg: true, describe: "independent repetitions, in place of the file's" },
  alternative: {
    type: "string",
    array: true,
    nargs: 1,
    requiresArg: true,
    describe: "only this alternative (repeatable)",
  },
  out: { type: "string", requiresArg: true, describe: "folder for the results (default: results/<file's name>)" },
  workers: {
    type: "string",
    requiresArg: true,
    describe: "threads to use (default: the cores); results do not depend on it",
  },
  json: { type: "boolean", describe: "print the summary as JSON on stdout, and nothing else" },
  quiet: { type: "boolean", describe: "no progress and no speed on stderr" },
  "no-color": { type: "boolean", describe: "no colour, as with NO_COLOR=1" },
} as const satisfies Readonly<Record<string, Options>>;

/** What the common options say, checked. Undefined: not given. */
export interface CommonOptions {
  readonly set: readonly string[];
  readonly seed: number | undefined;
  readonly replications: number | undefined;
  readonly alternative: readonly string[];
  readonly out: string | undefined;
  readonly workers: number | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** Parsed arguments, as yargs leaves them. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * Reads and checks the common options.
 *
 * @throws UsageError for a number that is none, an empty or repeated value, a `--set` without `=`.
 */
export function readCommonOptions(args: Arguments): CommonOptions {
  const out = single(args, "out");
  if (out === "") throw new UsageError("--out needs a folder's name");
  const set = list(args, "set");
  for (const assignment of set) {
    if (assignment.indexOf("=") < 1) throw new UsageError(`--set ${assignment}: expected path=value`);
  }
  return {
    set,
    seed: readInteger(args, "seed", 0),
    replications: readInteger(args, "replications", 1),
    alternative: list(args, "alternative"),
    out,
    workers: readInteger(args, "workers", 1),
    json: flag(args, "json"),
    quiet: flag(args, "quiet"),
    color: !flag(args, "no-color"),
  };
}

/** Whether a switch was given, once or more. */
export function flag(args: Arguments, name: string): boolean {
  const value = args[name];
  return Array.isArray(value) ? value.includes(true) : value === true;
}

/** The texts of a positional or an option that may be repeated. */
export function list(args: Arguments, name: string): string[] {
  const value = args[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** The text of an option that is given once at most. */
export function single(args: Arguments, name: string): string | undefined {
  const [value, ...others] = list(args, name);
  if (others.length > 0) throw new UsageError(`--${name} is given ${others.length + 1} times; give it once`);
  return value;
}

/** A whole number of `least` or more. */
export function readInteger(args: Arguments, name: string, least: number): number | undefined {
  const text = single(args, name);
  if (text === undefined) return undefined;
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`--${name} ${text}: expected a whole number, ${least} or more`);
  }
  return value;
}
