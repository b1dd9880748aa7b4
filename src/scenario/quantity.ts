import { nearestName } from "./nearestName.ts";

/** What a quantity's text says: a number in the quantity's base unit, or one sentence on what is wrong with it. */
export type Reading = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly message: string };

/** A kind of quantity that a scenario file writes with its unit: `90 s`, `30/h`, `0.14 USD/h`, `5%`. */
export interface Quantity {
  /** As in "is not a duration". */
  readonly noun: string;
  /** A spelling that is right. */
  readonly example: string;
  /** A regular expression for editors; `read` alone decides. */
  readonly pattern: string;
  /** Reads whatever stands in the file; never throws. */
  read(found: unknown): Reading;
}

interface Units {
  readonly noun: string;
  readonly example: string;
  /** Base units in one of each, the spelling that is shown first. */
  readonly units: Readonly<Record<string, number>>;
  /** Other spellings that people use: they are refused, and the right one is named. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The two likeliest units of a bare number. */
  readonly likely: readonly string[];
  /** What stands between number and unit when we write it: " " or "". */
  readonly gap: string;
  /** Largest value in base units, and the sentence when it is passed. */
  readonly most?: { readonly value: number; readonly message: string };
  readonly whole?: boolean;
}

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/s;

/** A quantity made of one number and one of a fixed set of units. */
export function quantityOf(definition: Units): Quantity {
  const { noun, units } = definition;
  const spelled = Object.keys(units).map((unit) =>
    unit.replace(/[/%]/g, (sign) => (sign === "/" ? "\\s*/\\s*" : sign)),
  );
  return {
    noun,
    example: definition.example,
    pattern: `^\\s*\\+?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*(${spelled.join("|")})\\s*$`,
    read(found) {
      const text = typeof found === "number" ? String(found) : found;
      if (typeof text !== "string")
        return wrong(`found ${describeValue(found)}, expected a ${noun} such as "${definition.example}"`);
      const match = NUMBER.exec(text.trim());
      if (match === null) return wrong(`${quote(text)} is not a ${noun}; write for example "${definition.example}"`);
      const amount = Number(match[1]);
      const unit = match[2]!.trim().replace(/\s*\/\s*/g, "/");
      if (unit === "") return wrong(bareMessage(match[1]!, definition));
      if (!Object.hasOwn(units, unit)) return wrong(unknownUnit(match[1]!, unit, definition));
      if (amount < 0) return wrong(`${quote(text)} is negative; a ${noun} is never below zero`);
      const value = amount * units[unit]! + 0;
      const most = definition.most ?? { value: Number.MAX_VALUE, message: `is too large for a ${noun}` };
      if (!(value <= most.value)) return wrong(`${quote(text)} ${most.message}`);
      return { ok: true, value: definition.whole === true ? Math.round(value) : value };
    },
  };
}

export function wrong(message: string): Reading {
  return { ok: false, message };
}

/** User text inside a message: on one line, cut where it is long. */
export function quote(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return `"${flat.length > 60 ? `${flat.slice(0, 57)}...` : flat}"`;
}

/** Names what was found where something else was expected. */
export function describeValue(found: unknown): string {
  if (found === undefined) return "nothing";
  if (found === null) return "an empty value";
  if (Array.isArray(found)) return "a list";
  if (typeof found === "object") return "a map";
  return typeof found === "string" ? quote(found) : String(found);
}

function bareMessage(number: string, { likely, gap, noun }: Units): string {
  const sign = Number(number) < 0 ? "; nor may it be negative" : "";
  const amount = number.replace(/^[+-]/, "");
  const spellings = likely.map((unit) => `"${noun === "share" ? percentOf(amount) : amount}${gap}${unit}"`);
  return `${number} has no unit; write ${spellings.join(" or ")}${sign}`;
}

/** A bare 0.05 means 5%, a bare 5 means it too. */
function percentOf(amount: string): string {
  const value = Number(amount);
  return value > 0 && value < 1 ? String(Number((value * 100).toPrecision(12))) : amount;
}

function unknownUnit(number: string, unit: string, { units, aliases, gap, noun, example }: Units): string {
  const known = Object.keys(units);
  if (/^[\d\s.,]|[a-z]\s+[\d.]/i.test(unit))
    return `${quote(`${number}${/^[.,]/.test(unit) ? "" : " "}${unit}`)} is not one ${noun}; write a single number and unit such as "${example}"`;
  const meant =
    (aliases !== undefined && Object.hasOwn(aliases, unit.toLowerCase()) ? aliases[unit.toLowerCase()] : undefined) ??
    nearestName(unit, known);
  const mend = meant == null ? `the units are ${known.join(", ")}` : `did you mean "${number}${gap}${meant}"?`;
  return `${quote(unit)} is not a unit of a ${noun}; ${mend}`;
}
