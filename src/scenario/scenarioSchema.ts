import * as z from "zod";
import { accountSchema } from "./accountSchema.ts";
import { billingPlanSchema } from "./billingPlanSchema.ts";
import { classicSchema } from "./classicSchema.ts";
import { poolSchema, vmSizeSchema } from "./poolSchema.ts";
import { freeText, named, reference, wholeNumber } from "./quantitySchema.ts";
import { storageSchema } from "./storageSchema.ts";
import { defaulted, strict } from "./strictSchema.ts";
import { objectiveSchema, planSchema, replicationsSchema, sweepSchema, timeSchema } from "./studySchema.ts";
import { workloadSchema } from "./workloadSchema.ts";

/** A scenario file: the whole format. */
export const scenarioSchema = strict({
  name: freeText.optional().describe("A title, for reports. Default: the file's name."),
  description: freeText.optional().describe("Free text, for whoever reads the file."),
  extends: z.string().optional().describe("Another scenario file, on which this one is a merge patch."),
  seed: defaulted(wholeNumber(0), 1, "Of all random draws.", "convention"),
  time: timeSchema.prefault({}).describe("The calendar and the measured window."),
  replications: defaulted(
    replicationsSchema,
    1,
    "How many times each alternative is simulated. From 2 on, figures have intervals.",
    "convention",
  ),
  quantiles: defaulted(
    z.enum(["auto", "exact"]),
    "auto",
    "exact: keep every value, instead of a histogram beyond 65,536.",
    "convention",
  ),
  workloads: named(workloadSchema).describe("Sources of the customer's jobs."),
  classic: classicSchema.optional().describe("The shared service. Absent: nobody waits for others there."),
  account: accountSchema.optional().describe("The quotas that a support representative has set. Absent: unlimited."),
  vmSizes: named(vmSizeSchema).optional().describe("Kinds of VM by name."),
  pools: named(poolSchema).optional().describe("Pools of the customer's own VMs."),
  storage: named(storageSchema).optional().describe("What inputs, outputs and images are moved from and to, by name."),
  billingPlans: named(billingPlanSchema)
    .optional()
    .describe("Plans by name; those of the services need not be written here: poolsim help billing tells them."),
  objectives: defaulted(
    z.array(objectiveSchema),
    [],
    'Bounds on metrics, such as "latency.p95 <= 45 min".',
    "convention",
  ),
  baseline: reference
    .optional()
    .describe("The alternative that others are compared with. Default: classic where there is one, else the first."),
  alternatives: z.record(z.string(), z.looseObject({})).optional().describe("Each a merge patch on all of the above."),
  sweep: sweepSchema
    .optional()
    .describe("Paths of the file, each with the values it takes: a list, or from and to. See poolsim help sweep."),
  plan: planSchema.optional().describe("What poolsim plan looks for: see poolsim help plan."),
});

/** A scenario with the schema's defaults filled in, quantities as written. */
export type ScenarioValues = z.output<typeof scenarioSchema>;
export type WorkloadValues = ScenarioValues["workloads"][string];
export type ClassicValues = NonNullable<ScenarioValues["classic"]>;
export type BackgroundValues = NonNullable<ClassicValues["background"]>[string];
export type PlanValues = NonNullable<ScenarioValues["billingPlans"]>[string];
export type StoreValues = NonNullable<ScenarioValues["storage"]>[string];
export type PoolValues = NonNullable<ScenarioValues["pools"]>[string];

/** What alternatives have in common, so that they can be compared: an alternative's patch may not name it. */
export const SAME_FOR_ALL = [
  "name",
  "description",
  "extends",
  "seed",
  "replications",
  "quantiles",
  "objectives",
  "baseline",
  "alternatives",
  "sweep",
  "plan",
];
