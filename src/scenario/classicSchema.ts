import * as z from "zod";
import { randomDuration, randomNumber } from "./distributionSchema.ts";
import { clockTime, named, none, reference, wholeNumber } from "./quantitySchema.ts";
import { type CheckContext, defaulted, strict } from "./strictSchema.ts";
import { UNTOLD_CLASSIC } from "./untold.ts";
import { backgroundSchema } from "./workloadSchema.ts";

const MOST_WORKERS = 100_000_000;

const capNumber = z.union([wholeNumber(1), none]);
const cap = z.union([wholeNumber(1), none, named(capNumber)]);

const timetable = z
  .array(
    strict({
      from: clockTime.describe("Time of day, UTC."),
      workers: wholeNumber(0, MOST_WORKERS).describe("Slots from then on."),
    }),
  )
  .min(1)
  .check(({ value, issues }) => {
    const times = value.map(({ from }) => from.trim().padStart(5, "0").padEnd(8, ":00"));
    const wrong = times.findIndex((time, i) => i > 0 && time <= times[i - 1]!);
    if (wrong > 0)
      issues.push({
        code: "custom",
        path: [wrong, "from"],
        message: `${value[wrong]!.from} does not come after ${value[wrong - 1]!.from}`,
        input: value,
      });
  });

/** The shared service: one queue for all tenants. */
export const classicSchema = strict({
  workers: z
    .union([wholeNumber(0, MOST_WORKERS), timetable])
    .optional()
    .describe("Slots of the shared fleet, or a timetable of them. Absent: nobody waits for others."),
  observedWait: randomDuration
    .optional()
    .describe("The waits that were seen, where the fleet is not known; instead of workers."),
  endpointConcurrency: defaulted(
    cap,
    UNTOLD_CLASSIC.endpointConcurrency,
    "Jobs of one endpoint that run at a time: a number, none, or {<name>: n, otherwise: n}.",
    "sourced",
  ),
  tenantConcurrency: defaulted(
    cap,
    UNTOLD_CLASSIC.tenantConcurrency,
    "Jobs of one tenant that run at a time.",
    "assumption",
  ),
  maxQueued: defaulted(
    z.union([wholeNumber(0), none]),
    UNTOLD_CLASSIC.maxQueued,
    "A job is rejected if so many wait ahead of it.",
    "assumption",
  ),
  dispatch: defaulted(
    randomDuration,
    UNTOLD_CLASSIC.dispatch,
    "From a slot to the start; it holds the slot. 2 to 5 s is typical.",
    "assumption",
  ),
  speed: defaulted(randomNumber, UNTOLD_CLASSIC.speed, "Divides each job's service time.", "assumption"),
  billingPlan: reference.optional().describe("What the jobs are charged to."),
  background: named(backgroundSchema).optional().describe("Other tenants' workloads."),
}).check(oneFleet);

function oneFleet({ value, issues }: CheckContext<object>): void {
  if (!Object.hasOwn(value, "workers") || !Object.hasOwn(value, "observedWait")) return;
  issues.push({
    code: "custom",
    path: ["observedWait"],
    message: "workers and observedWait exclude each other; give one of them",
    input: value,
    params: { atKey: true },
  });
}

/** A cap as written. */
export type Cap = z.output<typeof cap>;
