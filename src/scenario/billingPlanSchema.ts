import * as z from "zod";
import { PRESETS } from "./planPresets.ts";
import { LONG_DURATION } from "./quantities.ts";
import { duration, longDuration, moneyAmount, moneyRate, numberFrom, wholeNumber } from "./quantitySchema.ts";
import { type CheckContext, defaulted, strict } from "./strictSchema.ts";
import { UNTOLD_PLAN } from "./untold.ts";

const reserved = strict({
  vms: wholeNumber(1).describe("How many."),
  price: moneyRate.describe("For each of them, used or not."),
});

/** What a pool or the classic service is charged to. Keys that a preset fills have no default of their own here. */
export const billingPlanSchema = strict({
  preset: z
    .enum(Object.keys(PRESETS) as [string, ...string[]])
    .optional()
    .describe(
      "A published plan, of which the other keys change something. Default: the plan's own name, if it is one's.",
    ),
  price: moneyRate.optional().describe("Fixed, used or not; due where an alternative uses the plan, and prorated."),
  period: defaulted(longDuration, UNTOLD_PLAN.period, "After which what is included begins anew.", "sourced"),
  from: longDuration.optional().describe("When a period begins, after time.start. Default: the end of the warm-up."),
  includedHours: numberFrom(0).optional().describe("Compute-hours a period. Default: 0."),
  includedTransactions: numberFrom(0).optional().describe("Jobs of the classic service a period. Default: 0."),
  overageHour: moneyAmount.optional().describe("For each further compute-hour."),
  overage1000: moneyAmount.optional().describe("For each further 1,000 jobs of the classic service."),
  granularity: duration.optional().describe("A VM's whole life is rounded up to a multiple of it. Default: it is not."),
  minimumCharge: duration.optional().describe("A VM's whole life counts as this long at least. Default: 0 s."),
  whenUsedUp: z
    .enum(["charge", "stop"])
    .optional()
    .describe(
      "stop: once the hours or the jobs that it includes are used up, jobs are rejected until the next period. Default: charge.",
    ),
  reserved: reserved.optional().describe("VMs that are paid used or not; what runs on them has no other price."),
}).check(hasLength);

function hasLength({ value, issues }: CheckContext<{ readonly period?: unknown }>): void {
  const period = value.period === undefined ? null : LONG_DURATION.read(value.period);
  if (period?.ok !== true || period.value > 0) return;
  issues.push({
    code: "custom",
    path: ["period"],
    message: `is ${value.period}; a period is longer than that`,
    input: value,
  });
}
