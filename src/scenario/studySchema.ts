import * as z from "zod";
import { metricFault, objectiveFault } from "./objective.ts";
import { LONG_DURATION, SHARE } from "./quantities.ts";
import { describeValue } from "./quantity.ts";
import { calendarDate, freeText, longDuration, share, wholeNumber } from "./quantitySchema.ts";
import { type CheckContext, defaulted, oneKeyOf, strict } from "./strictSchema.ts";
import { called } from "./valueWords.ts";

/** A Monday, so that weekly profiles and crons begin with a week; fixed, because nothing may depend on today's date. */
export const DEFAULT_START = "2026-03-02T00:00:00Z";

/** The calendar and the measured window. */
export const timeSchema = strict({
  start: defaulted(
    calendarDate,
    DEFAULT_START,
    "The calendar time at which the simulation starts; a Monday.",
    "convention",
  ),
  warmUp: defaulted(
    z.union([longDuration, z.literal("auto")]),
    "0 s",
    "Simulated before anything is measured; auto: as long as pilot runs take to settle.",
    "convention",
  ),
  horizon: defaulted(longDuration.check(aboveZero), "7 d", "Measured after the warm-up.", "convention"),
  drain: defaulted(
    z.boolean(),
    false,
    "Whether the jobs of the window are simulated to their end, after arrivals stop.",
    "convention",
  ),
});

const metricName = called(
  freeText.check(({ value, issues }) => {
    const fault = metricFault(value);
    if (fault !== null) issues.push({ code: "custom", message: fault, input: value });
  }),
  "metric",
);

/** How many times each alternative is simulated: so often, or until a metric is known well enough in all of them. */
export const replicationsSchema = z.union([
  wholeNumber(1, 1_000_000),
  strict({
    min: defaulted(wholeNumber(2, 1_000_000), 10, "Replications before the first look.", "convention"),
    max: defaulted(wholeNumber(2, 1_000_000), 200, "The run ends there, known well enough or not.", "convention"),
    metric: defaulted(metricName, "latency.p95", "What is to be known well enough.", "convention"),
    relativeHalfWidth: defaulted(
      share.check(aboveZeroShare),
      "5%",
      "Largest error of its mean, at 95% confidence, as a share of the true value.",
      "convention",
    ),
  }).check(inOrder),
]);

export const objectiveSchema = called(
  z
    .string({
      error: ({ input }) => `found ${describeValue(input)}, expected an objective such as "latency.p95 <= 45 min"`,
    })
    .check(({ value, issues }) => {
      const fault = objectiveFault(value);
      if (fault !== null) issues.push({ code: "custom", message: fault, input: value });
    }),
  "objective",
);

const numberOrQuantity = called(z.union([z.number(), z.string()]), "number or quantity");

const values = z.union([
  z.array(z.union([z.number(), z.string(), z.boolean(), z.null()])).min(1),
  strict({
    from: numberOrQuantity.describe("The first value."),
    to: numberOrQuantity.describe("The last one, if steps meet it."),
    step: numberOrQuantity.optional().describe("Between two values. Default: 1."),
  }),
]);

/** Paths and the values that they take: every combination. */
export const sweepSchema = z.record(z.string(), values);

/** What `plan` looks for. */
export const planSchema = strict({
  minimise: metricName.optional().describe("What is to be small. Default: cost.total where something has a price."),
  maximise: metricName.optional().describe("What is to be large, instead."),
  choose: z
    .record(z.string(), values)
    .check(notEmpty)
    .optional()
    .describe(
      "Paths of the file, each with the values to choose from: a list, or from and to. Default: the size of the one pool.",
    ),
  confidence: defaulted(share.check(likely), "95%", "Of the answer.", "convention"),
}).check(oneKeyOf(["minimise", "maximise"], true));

function aboveZero({ value, issues }: CheckContext<string>): void {
  const reading = LONG_DURATION.read(value);
  if (reading.ok && reading.value === 0)
    issues.push({ code: "custom", message: "must be above 0; it is the time that is measured", input: value });
}

function aboveZeroShare({ value, issues }: CheckContext<string>): void {
  const reading = SHARE.read(value);
  if (reading.ok && reading.value === 0)
    issues.push({ code: "custom", message: "must be above 0: no number of replications reaches it", input: value });
}

function likely({ value, issues }: CheckContext<string>): void {
  const reading = SHARE.read(value);
  if (reading.ok && (reading.value < 0.5 || reading.value >= 1))
    issues.push({ code: "custom", message: "must be at least 50% and below 100%", input: value });
}

function notEmpty({ value, issues }: CheckContext<object>): void {
  if (Object.keys(value).length === 0)
    issues.push({
      code: "custom",
      message: "names nothing; for example pools.scoring.vms: {from: 1, to: 48}",
      input: value,
    });
}

function inOrder({ value, issues }: CheckContext<{ readonly min: number; readonly max: number }>): void {
  if (value.min <= value.max) return;
  const message = `${value.max} is below min (${value.min}), expected ${value.min} or more`;
  issues.push({ code: "custom", message, input: value.max, path: ["max"] });
}
