import { z } from "zod";
import { randomLongDuration } from "./distributionSchema.ts";
import { longDuration, wholeNumber } from "./quantitySchema.ts";
import { strict } from "./strictSchema.ts";

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
