import * as z from "zod";
import { DELAY_PRESETS } from "./delayPresets.ts";
import { DURATION, LONG_DURATION, SIZE } from "./quantities.ts";
import {
  fileName,
  freeText,
  numberFrom,
  numberOver,
  positiveNumber,
  quantitySchema,
  wholeNumber,
} from "./quantitySchema.ts";
import { type CheckContext, oneKeyOf, strict } from "./strictSchema.ts";
import { COUNTS, DURATIONS, LONG_DURATIONS, NUMBERS, SIZES, type ValueKind, type Written } from "./valueKind.ts";
import { called } from "./valueWords.ts";
import type { Random, RandomKinds } from "./writtenRandom.ts";

const presetName = z
  .enum(Object.keys(DELAY_PRESETS) as [string, ...string[]])
  .optional()
  .describe("As it was seen somewhere: poolsim help distributions tells where.");

const MOST_COUNT = 100_000_000;

const empiricalFile = strict({
  csv: fileName.describe("A CSV file, relative to the scenario file."),
  column: freeText.describe("The column's heading."),
  unit: z
    .enum(["us", "ms", "s", "min", "h", "d"])
    .optional()
    .describe("Of the column's numbers, where they are durations. Default s."),
});

/** A kind of value with the schema of one. */
interface CheckedKind extends ValueKind {
  readonly value: z.ZodType<Written>;
}

export const randomDuration = randomSchema({ ...DURATIONS, value: quantitySchema(DURATION) });
export const randomLongDuration = randomSchema({ ...LONG_DURATIONS, value: quantitySchema(LONG_DURATION) });
export const randomSize = randomSchema({ ...SIZES, value: quantitySchema(SIZE) });
export const randomCount = randomSchema({ ...COUNTS, value: wholeNumber(1, MOST_COUNT) });
export const randomNumber = randomSchema({ ...NUMBERS, value: positiveNumber });

function randomSchema(kind: CheckedKind): z.ZodType<Random> {
  const values = z.array(kind.value).min(1);
  // What a mixture is made of has no place in a sequence, so it takes none.
  const part: z.ZodType<Random> = z.union([kind.value, kinds(kind, () => part, {}, `random${kind.id}Part`)]);
  const sequence = values.optional().describe("The values in turn, from the first again after the last.");
  return z.union([kind.value, kinds(kind, () => part, { sequence }, `random${kind.id}`)]);
}

function kinds(
  kind: CheckedKind,
  part: () => z.ZodType<Random>,
  more: z.core.$ZodLooseShape,
  id: string,
): z.ZodType<RandomKinds> {
  const mixed = z
    .array(
      strict({
        weight: positiveNumber.describe("Relative to the others'."),
        of: z.lazy(part).describe("What is drawn then."),
      }),
    )
    .min(1);
  const shape: z.core.$ZodLooseShape = {
    ...(kind.counts ? countKinds() : continuousKinds(kind)),
    ...(Number.isFinite(kind.read("1 s")) ? { preset: presetName } : {}),
    uniform: strict({ min: kind.value.describe("The least value."), max: kind.value.describe("The largest value.") })
      .check(ordered("min", "max", kind))
      .optional()
      .describe("Any value from min to max, equally likely."),
    empirical: z
      .union([z.array(kind.value).min(1), empiricalFile])
      .optional()
      .describe("One of the values listed, or of a column of a CSV file, each equally likely."),
    ...more,
    mixture: mixed.optional().describe("One of several, chosen by weight."),
  };
  const object = strict(shape).check(oneKeyOf(Object.keys(shape)));
  const distribution = object.meta({ id, description: "A distribution: exactly one key." });
  return called(distribution, "distribution") as unknown as z.ZodType<RandomKinds>;
}

function countKinds(): z.core.$ZodLooseShape {
  return {
    geometric: strict({ mean: numberFrom(1).describe("The mean count.") })
      .optional()
      .describe("Counts from 1, each one more with the same probability."),
    poisson: strict({ mean: positiveNumber.describe("The mean count.") })
      .optional()
      .describe("Poisson counts; may be 0."),
  };
}

function continuousKinds(kind: CheckedKind): z.core.$ZodLooseShape {
  const mean = kind.value.check(aboveZero(kind)).describe("Above 0.");
  const cv = positiveNumber.describe("Coefficient of variation: standard deviation over mean.");
  const lognormal = strict({
    mean: mean.optional().describe("Above 0."),
    cv: cv.optional().describe("Standard deviation over mean."),
    median: mean.optional().describe("Half of the values are below."),
    p95: kind.value.optional().describe("95 of 100 values are below."),
  });
  return {
    exponential: strict({ mean }).optional().describe("Without memory; cv of 1."),
    lognormal: lognormal.check(lognormalPair(kind)).optional().describe("By mean and cv, or by median and p95."),
    gamma: strict({ mean, cv }).optional().describe("By mean and cv."),
    erlang: strict({ mean, stages: wholeNumber(1, 100_000).describe("Exponential stages one after another.") })
      .optional()
      .describe("A sum of equal exponential stages."),
    weibull: strict({ mean, shape: positiveNumber.describe("Below 1: a heavier tail than the exponential's.") })
      .optional()
      .describe("By mean and shape."),
    hyperexponential: strict({ mean, cv: numberFrom(1).describe("Standard deviation over mean.") })
      .optional()
      .describe("Two phases with balanced means; cv of 1 or more."),
    pareto: strict({ mean, shape: numberOver(1).describe("The smaller, the heavier the tail.") })
      .optional()
      .describe("Type I; shape above 1."),
  };
}

function aboveZero({ read }: ValueKind): (context: CheckContext<Written>) => void {
  return ({ value, issues }) => {
    if (read(value) === 0)
      issues.push({
        code: "custom",
        message: `must be above 0; write the constant ${value} instead of a distribution`,
        input: value,
      });
  };
}

function ordered(low: string, high: string, { read }: ValueKind): (context: CheckContext<object>) => void {
  return ({ value, issues }) => {
    const given = value as Readonly<Record<string, Written>>;
    if (read(given[low]!) > read(given[high]!)) {
      issues.push({
        code: "custom",
        path: [high],
        message: `${given[high]} is below ${low}, ${given[low]}`,
        input: value,
      });
    }
  };
}

function lognormalPair(kind: CheckedKind): (context: CheckContext<object>) => void {
  return ({ value, issues }) => {
    const given = value as Readonly<Record<string, Written | undefined>>;
    const keys = ["mean", "cv", "median", "p95"].filter((key) => given[key] !== undefined).join(" ");
    if (keys !== "mean cv" && keys !== "median p95") {
      if (issues.length === 0)
        issues.push({ code: "custom", message: "expected either mean and cv, or median and p95", input: value });
    } else if (keys === "median p95" && kind.read(given.p95!) <= kind.read(given.median!)) {
      issues.push({
        code: "custom",
        path: ["p95"],
        message: `${given.p95} is not above the median, ${given.median}`,
        input: value,
      });
    }
  };
}
