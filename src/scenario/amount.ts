import { currencyOf, MONEY_AMOUNT, MONEY_RATE } from "./money.ts";
import { BANDWIDTH, DURATION, RATE, SHARE, SIZE } from "./quantities.ts";
import type { Quantity } from "./quantity.ts";

/** A number as it stands in a scenario, with its unit: `16`, `90 s`, `0.14 USD/h`. */
export interface Amount {
  readonly number: number;
  /** Null: a plain number, without a unit. */
  readonly unit: string | null;
}

const QUANTITIES: readonly Quantity[] = [DURATION, RATE, SHARE, SIZE, BANDWIDTH, MONEY_AMOUNT, MONEY_RATE];
const NUMBER_AND_UNIT = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S.*?)?\s*$/s;
/** What sums and products of decimal fractions are exact to. */
const DIGITS = 12;

/** The amount that a value is, or null for one that is none: text, a list, a date, a time of day. */
export function amountOf(value: unknown): Amount | null {
  if (typeof value === "number") return Number.isFinite(value) ? { number: value, unit: null } : null;
  if (typeof value !== "string") return null;
  const [, digits = "", unit] = NUMBER_AND_UNIT.exec(value) ?? [];
  if (digits === "" || unit === undefined || quantityWith(unit) === undefined) return null;
  return { number: Number(digits), unit: unit.replace(/\s*\/\s*/g, "/") };
}

/** An amount as it is written in a scenario. */
export function writtenAmount({ number, unit }: Amount): number | string {
  const rounded = Number(number.toPrecision(DIGITS));
  return unit === null ? rounded : `${rounded}${/^[/%]/.test(unit) ? "" : " "}${unit}`;
}

/** The same amount in another unit; null where that is a unit of something else, or another currency. */
export function amountIn({ number, unit }: Amount, other: string | null): number | null {
  if (unit === other) return number;
  if (unit === null || other === null || currencyOf(`1 ${unit}`) !== currencyOf(`1 ${other}`)) return null;
  const quantity = quantityWith(unit);
  const [from, to] = [unit, other].map((each) => quantity?.read(`1 ${each}`));
  return from?.ok === true && to?.ok === true ? Number(((number * from.value) / to.value).toPrecision(DIGITS)) : null;
}

function quantityWith(unit: string): Quantity | undefined {
  return QUANTITIES.find((quantity) => quantity.read(`1 ${unit}`).ok);
}
