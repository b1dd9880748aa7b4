import * as z from "zod";
import { CALENDAR_DATE, CLOCK_TIME } from "./calendar.ts";
import { MONEY_AMOUNT, MONEY_RATE } from "./money.ts";
import { nameFault } from "./nameFault.ts";
import { BANDWIDTH, DURATION, LONG_DURATION, RATE, SHARE, SIZE } from "./quantities.ts";
import { describeValue, type Quantity } from "./quantity.ts";
import { called } from "./valueWords.ts";

/** Text that is a quantity with its unit; it stays as written. */
export function quantitySchema(quantity: Quantity): z.ZodString {
  const article = /^[aeiou]/.test(quantity.noun) ? "An" : "A";
  const message = (found: unknown): string => {
    const reading = quantity.read(found);
    return reading.ok ? "" : reading.message;
  };
  const text = z
    .string({ error: ({ input }) => message(input) })
    .check((context) => {
      const reading = quantity.read(context.value);
      if (!reading.ok) context.issues.push({ code: "custom", message: reading.message, input: context.value });
    })
    .meta({ description: `${article} ${quantity.noun}, such as "${quantity.example}".`, pattern: quantity.pattern });
  return called(text, quantity.noun);
}

export const duration = quantitySchema(DURATION);
export const longDuration = quantitySchema(LONG_DURATION);
export const rate = quantitySchema(RATE);
export const share = quantitySchema(SHARE);
export const size = quantitySchema(SIZE);
export const bandwidth = quantitySchema(BANDWIDTH);
export const moneyAmount = quantitySchema(MONEY_AMOUNT);
export const moneyRate = quantitySchema(MONEY_RATE);
export const calendarDate = quantitySchema(CALENDAR_DATE);
export const clockTime = quantitySchema(CLOCK_TIME);

export const none = z.literal("none");
export const durationOrNone = z.union([duration, none]);

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): z.ZodInt {
  const expected = `expected a whole number ${most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`}`;
  const error = ({ input }: { readonly input?: unknown }): string => `found ${describeValue(input)}, ${expected}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

/** A plain number above zero. */
export const positiveNumber = numberAbove(0, "above 0", false);

/** A probability: a plain number from 0 to 1, or a share such as 5%. */
export const probability = z.union([
  z
    .number({ error: ({ input }) => `found ${describeValue(input)}, expected a probability such as 0.05 or "5%"` })
    .min(0)
    .max(1),
  share,
]);

function numberAbove(limit: number, words: string, including: boolean): z.ZodNumber {
  const error = ({ input }: { readonly input?: unknown }): string =>
    `found ${describeValue(input)}, expected a number ${words}`;
  const number = z.number({ error });
  return including ? number.min(limit, { error }) : number.gt(limit, { error });
}

/** A plain number. */
export const finiteNumber = z.number({ error: ({ input }) => `found ${describeValue(input)}, expected a number` });

/** A number of `least` or more. */
export function numberFrom(least: number): z.ZodNumber {
  return numberAbove(least, `of ${least} or more`, true);
}

/** A number above `least`. */
export function numberOver(least: number): z.ZodNumber {
  return numberAbove(least, `above ${least}`, false);
}

/** Free text: what users call the scenario, or a column of their file. */
export const freeText = z
  .string({ error: ({ input }) => `found ${describeValue(input)}, expected text in quotes` })
  .min(1, { error: "is empty" })
  .max(2000);

/** A reference to, or the name of, something that is a key elsewhere. */
export const reference = called(
  z.string({ error: ({ input }) => `found ${describeValue(input)}, expected a name in quotes` }).check((context) => {
    const fault = nameFault(context.value);
    if (fault !== null) context.issues.push({ code: "custom", message: fault, input: context.value });
  }),
  "name",
);

/** A file's name, relative to the file it stands in. */
export const fileName = called(
  z
    .string({ error: ({ input }) => `found ${describeValue(input)}, expected a file's name` })
    .min(1, { error: "a file's name is missing" }),
  "file",
);

/** A map from the user's own names; `references.ts` checks those. */
export function named<Value extends z.ZodType>(value: Value): z.ZodRecord<z.ZodString, Value> {
  return z.record(z.string(), value);
}
