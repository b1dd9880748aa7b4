import * as z from "zod";
import { cronFault } from "./cronSchedule.ts";
import { nearestName } from "./nearestName.ts";
import { NAMED_PROFILES } from "./profiles.ts";
import { describeValue } from "./quantity.ts";
import { numberFrom } from "./quantitySchema.ts";
import { called } from "./valueWords.ts";

const profileName = called(
  z
    .string({ error: ({ input }) => `found ${describeValue(input)}, expected 24 or 168 weights, or a profile's name` })
    .check(({ value, issues }) => {
      if (Object.hasOwn(NAMED_PROFILES, value)) return;
      const near = nearestName(value, Object.keys(NAMED_PROFILES));
      const mend =
        near === null ? `expected one of ${Object.keys(NAMED_PROFILES).join(", ")}` : `did you mean "${near}"?`;
      issues.push({ code: "custom", message: `no profile is named ${describeValue(value)}; ${mend}`, input: value });
    }),
  "profile's name",
);

const profileWeights = z.array(numberFrom(0)).check(({ value, issues }) => {
  if (value.length !== 24 && value.length !== 168) {
    issues.push({
      code: "custom",
      message: `found ${value.length} weights, expected 24 (a day) or 168 (a week from Monday)`,
      input: value,
    });
  } else if (!value.some((weight) => weight > 0)) {
    issues.push({ code: "custom", message: "all weights are 0, expected one above", input: value });
  }
});

/** Weights by hour, or the name of some. */
export const profile = z.union([profileName, profileWeights]);

/** A cron expression. */
export const cron = called(
  z
    .string({
      error: ({ input }) => `found ${describeValue(input)}, expected a cron expression such as "0 1 * * *", in quotes`,
    })
    .check(({ value, issues }) => {
      const fault = cronFault(value);
      if (fault !== null) issues.push({ code: "custom", message: fault, input: value });
    }),
  "cron expression",
);
