import { z } from "zod";
import { arrivalSchema } from "./arrivalSchema.ts";
import { randomCount, randomDuration, randomSize } from "./distributionSchema.ts";
import { clockTime, durationOrNone, named, probability, reference, wholeNumber } from "./quantitySchema.ts";
import { type CheckContext, defaulted, oneKeyOf, strict } from "./strictSchema.ts";

const transfer = z.union([randomSize, strict({ size: randomSize, object: reference })]).optional();

const failureSchema = strict({
  probability: defaulted(probability, 0, "Of each attempt of a task to fail.", "assumption"),
  maxRetries: defaulted(wholeNumber(0), 0, "Further attempts of a task that failed.", "sourced"),
});

/** What one job is. */
export const jobSchema = strict({
  tasks: randomCount.optional().describe("Independent tasks of a job. Default 1."),
  gang: randomCount.optional().describe("Slots that must run together; instead of tasks. Default 1."),
  service: randomDuration
    .optional()
    .describe("Of each task, or of the whole gang, on a slot of a VM of speed 1. Required, traces and streams apart."),
  priority: defaulted(
    wholeNumber(-1_000_000, 1_000_000),
    0,
    "In pools whose queue is by priority, higher goes first.",
    "sourced",
  ),
  input: transfer.describe("Read before the computation."),
  output: transfer.describe("Written after the computation."),
  deadline: z
    .union([durationOrNone, strict({ by: clockTime.describe("The next such time, UTC.") })])
    .optional()
    .describe("From submission, or by a time of day."),
  timeout: defaulted(
    durationOrNone,
    "none",
    "A job that is not done so long after its submission is cancelled.",
    "assumption",
  ),
  failure: failureSchema.prefault({}),
  checkpointEvery: defaulted(
    durationOrNone,
    "none",
    "Work since the last checkpoint is lost with a VM; none: all of it, 0 s: nothing.",
    "assumption",
  ),
}).check(oneWidth);

/** Where jobs go: `classic`, a pool's name, or by a rule. */
export const routeSchema = z.union([
  reference,
  strict({
    byTenant: named(reference).optional().describe("A pool, or classic, for each tenant."),
    otherwise: reference.optional().describe("For tenants that are not listed. Default classic."),
    anyOf: z
      .array(reference)
      .min(1)
      .optional()
      .describe("The pool that can start it first, else the one with the shorter queue."),
    pool: reference.optional().describe("With overflowTo: where jobs go at first."),
    overflowTo: reference.optional(),
    whenQueueLongerThan: wholeNumber(0).optional(),
  })
    .check(oneKeyOf(["byTenant", "anyOf", "pool"]))
    .check(routeParts),
]);

const shared = {
  endpoint: reference
    .optional()
    .describe("The web service's batch endpoint it submits to. Default: the workload's name."),
  arrivals: arrivalSchema,
  store: reference.optional().describe("The storage that its inputs and outputs use."),
};

/** A source of the customer's jobs. */
export const workloadSchema = strict({
  ...shared,
  tenant: reference.optional().describe("Who owns it. Default: the workload's name."),
  job: jobSchema.prefault({}),
  route: defaulted(routeSchema, "classic", "A pool's name, classic, or a rule.", "sourced"),
}).check(serviceTold);

/** A source of other tenants' jobs on the classic service. */
export const backgroundSchema = strict({
  ...shared,
  tenant: reference.optional().describe("Who owns it, where it is one tenant. Default: its name."),
  tenants: defaulted(
    wholeNumber(1, 100_000),
    1,
    "So many separate tenants, each with these arrivals and an endpoint of its own.",
    "convention",
  ),
  job: jobSchema.prefault({}),
}).check(serviceTold);

function oneWidth({ value, issues }: CheckContext<object>): void {
  const { tasks, gang } = value as { readonly tasks?: unknown; readonly gang?: unknown };
  if (tasks === undefined || gang === undefined || tasks === 1 || gang === 1) return;
  issues.push({
    code: "custom",
    path: ["gang"],
    message: "a job has either several tasks or a gang; give one of them",
    input: value,
    params: { atKey: true },
  });
}

function routeParts({ value, issues }: CheckContext<object>): void {
  const has = (key: string): boolean => Object.hasOwn(value, key);
  const fault = (key: string, message: string): void => {
    issues.push({ code: "custom", path: [key], message, input: value, params: { atKey: true } });
  };
  if (has("otherwise") && !has("byTenant")) fault("otherwise", "stands beside byTenant only");
  if (has("pool") && !has("overflowTo"))
    fault("pool", "needs overflowTo beside it; for one pool, write its name as the route");
  for (const key of ["overflowTo", "whenQueueLongerThan"])
    if (has(key) && !has("pool")) fault(key, "stands beside pool only");
}

function serviceTold({ value, issues }: CheckContext<{ readonly arrivals?: unknown; readonly job?: unknown }>): void {
  const arrivals = (value.arrivals ?? {}) as object;
  const job = (value.job ?? {}) as object;
  if (Object.hasOwn(arrivals, "trace")) {
    const own = ["service", "tasks", "gang"].find((key) => Object.hasOwn(job, key));
    if (own !== undefined)
      issues.push({
        code: "custom",
        path: ["job", own],
        message: `a trace brings each job's own ${own === "service" ? "run time" : "width"}; leave this out`,
        input: value,
        params: { atKey: true },
      });
  } else if (Object.hasOwn(arrivals, "stream")) {
    const own = ["service", "tasks"].find((key) => Object.hasOwn(job, key));
    if (own !== undefined)
      issues.push({
        code: "custom",
        path: ["job", own],
        message: `a stream's job is one task that takes startUp and rowTime for each row; leave this out`,
        input: value,
        params: { atKey: true },
      });
  } else if (!Object.hasOwn(job, "service")) {
    issues.push({
      code: "custom",
      path: ["job", "service"],
      message: 'is missing; write how long a task runs, for example "90 s"',
      input: value,
    });
  }
}
