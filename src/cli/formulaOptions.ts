import type { FormulaAssumptions } from "../model/scaling/formula/assumptions.ts";
import { nearestName } from "../scenario/nearestName.ts";
import { type Arguments, list } from "./commonOptions.ts";
import { UsageError } from "./usageError.ts";

/** The values that `--with name=value` sets. Throws a UsageError for anything else. */
export function readGiven(args: Arguments): Readonly<Record<string, number>> {
  const pairs = list(args, "with").map((written): [string, number] => {
    const [, name = "", number = ""] = /^([^=]+)=(.*)$/su.exec(written) ?? [];
    const value = number.trim() === "" ? Number.NaN : Number(number);
    if (!Number.isFinite(value)) throw new UsageError(`--with ${written}: expected name=value with a number`);
    return [name.trim(), value];
  });
  return Object.fromEntries(pairs);
}

/** The choices that `--assume name=choice` makes. Throws a UsageError that names the choices there are. */
export async function readAssumptions(args: Arguments): Promise<Partial<FormulaAssumptions>> {
  const { ASSUMPTIONS } = await import("../model/scaling/formula/assumptions.ts");
  const names = Object.keys(ASSUMPTIONS);
  const pairs = list(args, "assume").map((written): [string, string] => {
    const [name = "", choice = ""] = written.split("=");
    if (!Object.hasOwn(ASSUMPTIONS, name)) {
      const near = nearestName(name, names);
      const mend = near === null ? `the names are ${names.join(", ")}` : `did you mean "${near}"?`;
      throw new UsageError(`--assume ${written}: nothing is called "${name}"; ${mend}`);
    }
    const choices: readonly string[] = ASSUMPTIONS[name as keyof typeof ASSUMPTIONS].choices;
    if (!choices.includes(choice))
      throw new UsageError(`--assume ${written}: expected ${name}=${choices.join(" or ")}`);
    return [name, choice];
  });
  return Object.fromEntries(pairs);
}

/** A whole number, or undefined where the option is not given. Throws a UsageError for one that is less than `least`. */
export function readNumber(args: Arguments, name: string, least: number): number | undefined {
  const text = once(args, name);
  if (text === undefined) return undefined;
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`--${name} ${text}: expected a whole number, ${least} or more`);
}

/** A duration in ticks, or undefined where the option is not given. Throws a UsageError. */
export async function readDuration(args: Arguments, name: string): Promise<number | undefined> {
  const text = once(args, name);
  if (text === undefined) return undefined;
  const { DURATION } = await import("../scenario/quantities.ts");
  const reading = DURATION.read(text);
  if (reading.ok) return reading.value;
  throw new UsageError(`--${name}: ${reading.message}`);
}

/** Ticks between two evaluations, or undefined where the option is not given. Throws a UsageError for what the service does not take. */
export async function readInterval(args: Arguments): Promise<number | undefined> {
  const interval = await readDuration(args, "interval");
  if (interval === undefined) return undefined;
  const { intervalFault } = await import("../model/scaling/serviceInterval.ts");
  const fault = intervalFault(interval, once(args, "interval")!);
  if (fault !== null) throw new UsageError(`--interval: ${fault}`);
  return interval;
}

/** A time in microseconds since 1970, or undefined where the option is not given. Throws a UsageError. */
export async function readTime(args: Arguments, name: string): Promise<number | undefined> {
  const text = once(args, name);
  if (text === undefined) return undefined;
  const { parseSampleTime } = await import("../scenario/formulaSamples.ts");
  const time = parseSampleTime(text);
  if (time !== null) return time;
  throw new UsageError(`--${name} ${text}: expected a time such as 2026-03-02T08:00:00Z, or seconds`);
}

function once(args: Arguments, name: string): string | undefined {
  const [text, ...others] = list(args, name);
  if (others.length > 0) throw new UsageError(`--${name} is given ${others.length + 1} times; give it once`);
  return text;
}
