import { HOUR } from "../engine/time.ts";
import type { Price } from "../model/money.ts";
import { describeValue, type Quantity, quote, type Reading, wrong } from "./quantity.ts";

const MONEY = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z$€£¥]*)\s*(?:\/\s*([A-Za-z]+))?$/;
const CURRENCY = /^[A-Z]{3}$/;
const HOURS: Readonly<Record<string, number>> = { min: 1 / 60, h: 1, d: 24 };
const MICRO = 1e6;
const MICRO_DIGITS = 6;

/** An amount of money, in micro-units of its currency: `2 USD`. */
export const MONEY_AMOUNT: Quantity = moneyOf("amount of money", "2 USD", false);

/** A price for time, in micro-units of its currency an hour: `0.14 USD/h`, `3.23 USD/d`. */
export const MONEY_RATE: Quantity = moneyOf("price", "0.14 USD/h", true);

/** The three letters of an amount's or a price's currency, or null. */
export function currencyOf(text: string): string | null {
  const code = MONEY.exec(text.trim())?.[2];
  return code !== undefined && CURRENCY.test(code) ? code : null;
}

/**
 * The price that such a text tells, exactly.
 *
 * @param units how many it is for, where it is an amount; a price for time is for its time, in ticks.
 */
export function priceIn(text: string, units: number): Price {
  const [, number = "0", , unit] = MONEY.exec(text.trim()) ?? [];
  const [mantissa = "0", exponent = "0"] = number.replace("+", "").toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const power = MICRO_DIGITS + Number(exponent) - fraction.length;
  const per = BigInt(unit === undefined ? units : Math.round(HOURS[unit]! * HOUR));
  const digits = BigInt(whole + fraction);
  return power < 0
    ? { micro: digits, per: per * 10n ** BigInt(-power) }
    : { micro: digits * 10n ** BigInt(power), per };
}

function moneyOf(noun: string, example: string, perTime: boolean): Quantity {
  const unit = perTime ? "\\s*/\\s*(min|h|d)" : "";
  return {
    noun,
    example,
    pattern: `^\\s*\\+?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*[A-Z]{3}${unit}\\s*$`,
    read: (found) => readMoney(found, noun, example, perTime),
  };
}

function readMoney(found: unknown, noun: string, example: string, perTime: boolean): Reading {
  const text = typeof found === "number" ? String(found) : found;
  const article = /^[aeiou]/.test(noun) ? "an" : "a";
  if (typeof text !== "string")
    return wrong(`found ${describeValue(found)}, expected ${article} ${noun} such as "${example}"`);
  const match = MONEY.exec(text.trim());
  if (match === null) return wrong(`${quote(text)} is not ${article} ${noun}; write for example "${example}"`);
  const [, number = "", currency = "", unit] = match;
  const amount = Number(number);
  if (currency === "" && unit === undefined) {
    const spellings = perTime ? `"${number} USD/h" or "${number} USD/d"` : `"${number} USD" or "${number} EUR"`;
    return wrong(`${number} has no unit; write ${spellings}`);
  }
  if (!CURRENCY.test(currency)) {
    const found = currency === "" ? "no currency is named" : `${quote(currency)} is not a currency`;
    return wrong(`${found}; write its three letters, such as "${example}"`);
  }
  if (perTime && unit === undefined)
    return wrong(`${quote(text)} has no time; write "${number} ${currency}/h" or "${number} ${currency}/d"`);
  if (!perTime && unit !== undefined)
    return wrong(`${quote(text)} is a price for time, expected an amount such as "${example}"`);
  if (unit !== undefined && !Object.hasOwn(HOURS, unit))
    return wrong(`"/${unit}" is not a unit of a price; write "/h" or "/d"`);
  if (amount < 0) return wrong(`${quote(text)} is negative; ${article} ${noun} is never below zero`);
  const micro = (amount * MICRO) / (unit === undefined ? 1 : HOURS[unit]!) + 0;
  if (!(micro <= Number.MAX_SAFE_INTEGER)) return wrong(`${quote(text)} is too large`);
  return { ok: true, value: micro };
}
