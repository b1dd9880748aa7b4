import { z } from "zod";
import { randomLongDuration } from "./distributionSchema.ts";
import { bandwidth, duration, longDuration, none, wholeNumber } from "./quantitySchema.ts";
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

/** Something that inputs, outputs and images are read from and written to. */
export const storageSchema = strict({
  bandwidth,
  perClient: z.union([bandwidth, none]).optional(),
  latency: defaulted(duration, "0 s", "Before the first byte.", "assumption"),
});
