import * as z from "zod";
import { ASSUMPTIONS } from "../model/scaling/formula/assumptions.ts";
import { intervalFault } from "../model/scaling/serviceInterval.ts";
import { cronFault } from "./cronSchedule.ts";
import { randomDuration } from "./distributionSchema.ts";
import { clockTime, duration, fileName, finiteNumber, none, reference, share, wholeNumber } from "./quantitySchema.ts";
import { defaulted, oneKeyOf, strict } from "./strictSchema.ts";
import { DURATIONS } from "./valueKind.ts";
import { called } from "./valueWords.ts";

const cron = called(
  z.string().check(({ value, issues }) => {
    const fault = cronFault(value);
    if (fault !== null) issues.push({ code: "custom", message: fault, input: value });
  }),
  "cron expression",
);

const lowPriorityVms = wholeNumber(0).optional().describe("VMs of low priority.");

const operation = strict({
  at: duration.optional().describe("After time.start."),
  cron: cron.optional().describe("By the calendar, in UTC."),
  whenAllDone: strict({ poll: duration.describe("From one look to the next.") })
    .optional()
    .describe("When a poll sees that no job is left."),
  create: z
    .union([
      wholeNumber(0),
      strict({
        vms: wholeNumber(0).describe("Dedicated VMs."),
        lowPriority: lowPriorityVms,
        billingPlan: reference.optional().describe("Of the pool from then on. Default: the pool's."),
      }),
    ])
    .optional()
    .describe("VMs of the new pool."),
  resize: z
    .union([wholeNumber(0), strict({ vms: wholeNumber(0).describe("Dedicated VMs."), lowPriority: lowPriorityVms })])
    .optional()
    .describe("VMs to have; those of low priority stay as they are, unless they are told."),
  delete: z.literal(true).optional().describe("Deletes the pool."),
})
  .check(oneKeyOf(["at", "cron", "whenAllDone"]))
  .check(oneKeyOf(["create", "resize", "delete"]));

const limitTimetable = z
  .array(strict({ from: clockTime.describe("Time of day, UTC."), vms: wholeNumber(0).describe("VMs from then on.") }))
  .min(1)
  .check(({ value, issues }) => {
    const times = value.map(({ from }) => minutes(from));
    const second = times.findIndex((time, i) => times.indexOf(time) < i);
    if (second < 0) return;
    const message = `${value[second]!.from} is told twice; only one number can hold then`;
    issues.push({ code: "custom", path: [second, "from"], message, input: value });
  });

const onDemandShape = strict({
  min: defaulted(z.union([wholeNumber(0), limitTimetable]), 0, "VMs that stay.", "sourced"),
  max: z.union([wholeNumber(0), limitTimetable]).describe("VMs at most."),
  idleTimeout: defaulted(randomDuration, "2 min", "A VM that is idle so long leaves.", "sourced"),
  cancelSurplus: defaulted(
    z.boolean(),
    true,
    "Whether VMs being provisioned that are not wanted any more are cancelled.",
    "assumption",
  ),
  timers: defaulted(z.enum(["surplus", "all"]), "surplus", "Which idle VMs carry a timer.", "assumption"),
  maxProvisioning: defaulted(z.union([wholeNumber(1), none]), "none", "VMs in provisioning at a time.", "assumption"),
  evaluateEvery: defaulted(duration, "0 s", "Between two decisions; 0 s: at once.", "assumption"),
});

const onDemand = onDemandShape.check(({ value, issues }) => {
  const { min, max, timers, idleTimeout } = value;
  const report = (key: string, message: string): void => {
    issues.push({ code: "custom", path: [key], message, input: value, params: { atKey: true } });
  };
  const fault = crossing(limitOf(min), limitOf(max));
  if (fault !== null) report("min", fault);
  const staysSome = limitOf(min).some(({ vms }) => vms > 0);
  if (timers === "all" && staysSome && typeof idleTimeout === "string" && ZERO.test(idleTimeout)) {
    const anew = "with timers: all, a timer of 0 s would start anew for ever where only min VMs are left";
    report("idleTimeout", `${anew}; write timers: surplus, or at least 1 s`);
  }
});

/** A quantity of nothing. */
const ZERO = /^\s*0*\.?0*\s*[a-z]/;

type Limit = z.output<typeof limitTimetable>;

function limitOf(limit: number | Limit): Limit {
  return typeof limit === "number" ? [{ from: "00:00", vms: limit }] : limit;
}

/** Why the one limit of VMs is above the other at some time of day, or null. */
function crossing(min: Limit, max: Limit): string | null {
  for (const { from } of [...min, ...max]) {
    const [least, most] = [heldAt(min, from), heldAt(max, from)];
    const when = min.length + max.length > 2 ? ` from ${from}` : "";
    if (least > most)
      return `${least} is above the max of ${most}${when}; a pool has at least min VMs, and at most max`;
  }
  return null;
}

/** Before the day's first entry yesterday's last one holds. */
function heldAt(limit: Limit, time: string): number {
  const before = limit.filter(({ from }) => minutes(from) <= minutes(time));
  const sorted = (before.length > 0 ? before : limit).toSorted((a, b) => (minutes(a.from) < minutes(b.from) ? -1 : 1));
  return sorted.at(-1)!.vms;
}

/** Times of day so written that they sort and compare as text. */
function minutes(text: string): string {
  return text.trim().padStart(5, "0").padEnd(8, ":00");
}

const assumptions = strict(
  Object.fromEntries(
    Object.entries(ASSUMPTIONS).map(([name, { choices, meaning }]) => [
      name,
      z
        .union([z.enum(choices), z.literal(choices.map(Number))])
        .optional()
        .describe(meaning),
    ]),
  ),
);
const byJobs = strict({
  min: defaulted(wholeNumber(0), 0, "VMs that stay.", "sourced"),
  max: wholeNumber(0).describe("VMs at most."),
  initial: defaulted(wholeNumber(0), 0, "VMs at creation.", "sourced"),
  evaluateEvery: defaulted(duration, "5 min", "Between two looks at the jobs; above 0 s.", "assumption"),
}).check(({ value, issues }) => {
  const fault = (key: string, message: string): void => {
    issues.push({ code: "custom", path: [key], message, input: value, params: { atKey: true } });
  };
  for (const key of ["min", "initial"] as const)
    if (value[key] > value.max) fault(key, `${value[key]} is above the max of ${value.max}`);
  if (ZERO.test(value.evaluateEvery)) fault("evaluateEvery", "must be above 0 s");
});

const autoscale = strict({
  formula: z.string().min(1).optional().describe("An Azure Batch autoscale formula."),
  formulaFile: fileName.optional().describe("A file that holds it."),
  interval: defaulted(duration, "15 min", "Between two evaluations; 5 min to 168 h.", "sourced"),
  firstEvaluation: defaulted(duration, "0 s", "From the pool's creation to the first evaluation.", "assumption"),
  with: z
    .record(z.string(), finiteNumber)
    .optional()
    .describe("Sets variables of the formula, in place of the first assignment of each."),
  missingSamples: defaulted(share, "0%", "Of the samples that are lost, each by itself.", "assumption"),
  whileResizing: defaulted(
    z.enum(["replace", "skip"]),
    "replace",
    "Whether a new target counts while VMs still come or go for an earlier one.",
    "assumption",
  ),
  assume: assumptions.optional().describe("Choices where the service's documents are silent: poolsim help formulas."),
})
  .check(oneKeyOf(["formula", "formulaFile"]))
  .check(({ value, issues }) => {
    const message = intervalFault(DURATIONS.read(value.interval), value.interval);
    if (message !== null) issues.push({ code: "custom", path: ["interval"], message, input: value });
  });

/** Who decides how many VMs a pool has. */
export const scalingSchema = strict({
  operations: z.array(operation).min(1).optional().describe("Create, resize and delete at times."),
  onDemand: onDemand.optional().describe("As many as the waiting tasks need."),
  byJobs: byJobs.optional().describe("As many as queued and running jobs need, looked at periodically."),
  autoscale: autoscale.optional().describe("By a formula."),
}).check(oneKeyOf(["operations", "onDemand", "byJobs", "autoscale"]));
