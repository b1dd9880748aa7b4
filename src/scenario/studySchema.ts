import { z } from "zod";
import { metricUnit, objectiveFault } from "./objective.ts";
import { LONG_DURATION } from "./quantities.ts";
import { describeValue } from "./quantity.ts";
import { calendarDate, freeText, longDuration, share, wholeNumber } from "./quantitySchema.ts";
import { type CheckContext, defaulted, oneKeyOf, strict } from "./strictSchema.ts";

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

const metricName = freeText.check(({ value, issues }) => {
  if (metricUnit(value) === null)
    issues.push({
      code: "custom",
      message: `${describeValue(value)} is not a metric; write for example "latency.p95"`,
      input: value,
    });
});

/** How many times each alternative is simulated. */
export const replicationsSchema = z.union([
  wholeNumber(1, 1_000_000),
  strict({
    min: wholeNumber(2).optional(),
    max: wholeNumber(2),
    metric: metricName.optional(),
    relativeHalfWidth: share,
  }),
]);

export const objectiveSchema = z
  .string({
    error: ({ input }) => `found ${describeValue(input)}, expected an objective such as "latency.p95 <= 45 min"`,
  })
  .check(({ value, issues }) => {
    const fault = objectiveFault(value);
    if (fault !== null) issues.push({ code: "custom", message: fault, input: value });
  });

const values = z.union([
  z.array(z.union([z.number(), z.string(), z.boolean(), z.null()])).min(1),
  strict({
    from: z.union([z.number(), z.string()]),
    to: z.union([z.number(), z.string()]),
    step: z.union([z.number(), z.string()]).optional(),
  }),
]);

/** Paths and the values that they take: every combination. */
export const sweepSchema = z.record(z.string(), values);

/** What `plan` looks for. */
export const planSchema = strict({
  minimise: z.string().optional(),
  maximise: z.string().optional(),
  choose: z.record(z.string(), values),
  confidence: defaulted(share, "95%", "Of the answer.", "convention"),
}).check(oneKeyOf(["minimise", "maximise"]));

function aboveZero({ value, issues }: CheckContext<string>): void {
  const reading = LONG_DURATION.read(value);
  if (reading.ok && reading.value === 0)
    issues.push({ code: "custom", message: "must be above 0; it is the time that is measured", input: value });
}
