import * as z from "zod";
import { randomLongDuration } from "./distributionSchema.ts";
import { longDuration, wholeNumber } from "./quantitySchema.ts";
import { strict } from "./strictSchema.ts";

const quotas = {
  maxPools: wholeNumber(0).optional().describe("Pools at a time."),
  maxVmsPerPool: wholeNumber(0).optional().describe("VMs of each pool, those on their way in or out included."),
  maxCores: wholeNumber(0).optional().describe("Cores of all pools; low-priority VMs apart."),
  maxLowPriorityCores: wholeNumber(0).optional().describe("Cores of all low-priority VMs."),
};

/** What a support representative has set; absent: unlimited. */
export const accountSchema = strict({
  ...quotas,
  quotaIncrease: z
    .array(
      strict({
        at: longDuration.describe("When it is asked for, after time.start."),
        ...quotas,
        takes: randomLongDuration.optional().describe("From then until it holds. Default: 0 s."),
      }),
    )
    .optional()
    .describe("Quotas that are raised while the simulation runs; those it does not name stay."),
});
