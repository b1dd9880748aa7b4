import { z } from "zod";
import { randomLongDuration } from "./distributionSchema.ts";
import {
  bandwidth,
  duration,
  longDuration,
  moneyAmount,
  moneyRate,
  none,
  numberFrom,
  wholeNumber,
} from "./quantitySchema.ts";
import { defaulted, strict } from "./strictSchema.ts";

const quotas = {
  maxPools: wholeNumber(0).optional(),
  maxVmsPerPool: wholeNumber(0).optional(),
  maxCores: wholeNumber(0).optional(),
  maxLowPriorityCores: wholeNumber(0).optional(),
};

/** What a support representative has set; absent: unlimited. */
export const accountSchema = strict({
  ...quotas,
  quotaIncrease: z.array(strict({ at: longDuration, ...quotas, takes: randomLongDuration.optional() })).optional(),
});

/** What a pool or the classic service is charged to. */
export const billingPlanSchema = strict({
  price: moneyRate.optional().describe("Fixed, used or not."),
  period: defaulted(longDuration, "30 d", "After which what is included begins anew.", "sourced"),
  from: longDuration
    .optional()
    .describe("When the first period begins, after time.start. Default: the end of the warm-up."),
  includedHours: defaulted(numberFrom(0), 0, "Compute-hours a period.", "convention"),
  includedTransactions: defaulted(numberFrom(0), 0, "Jobs a period.", "convention"),
  overageHour: moneyAmount.optional().describe("For each further compute-hour."),
  overage1000: moneyAmount.optional().describe("For each further 1,000 jobs."),
});

/** Something that inputs, outputs and images are read from and written to. */
export const storageSchema = strict({
  bandwidth,
  perClient: z.union([bandwidth, none]).optional(),
  latency: defaulted(duration, "0 s", "Before the first byte.", "assumption"),
});
