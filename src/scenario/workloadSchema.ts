import * as z from "zod";
import { arrivalSchema } from "./arrivalSchema.ts";
import { randomCount, randomDuration, randomSize } from "./distributionSchema.ts";
import {
  clockTime,
  duration,
  durationOrNone,
  named,
  none,
  probability,
  reference,
  share,
  wholeNumber,
} from "./quantitySchema.ts";
import { type CheckContext, defaulted, leaving, oneKeyOf, strict } from "./strictSchema.ts";

const transfer = z
  .union([
    randomSize.check(leaving(["size", "object"])),
    strict({
      size: randomSize.describe("As without object."),
      object: reference.describe("The object that it is part of, where several share one."),
    }),
  ])
  .optional();

const failureSchema = strict({
  probability: defaulted(probability, 0, "Of each attempt of a task to fail.", "assumption"),
  maxRetries: defaulted(wholeNumber(0), 0, "Further attempts of a task that failed.", "sourced"),
});

/** What one job is. */
export const jobSchema = strict({
  tasks: randomCount.optional().describe("Independent tasks of a job. Default 1."),
  gang: randomCount.optional().describe("Slots that must run together; instead of tasks. Default 1."),
  cores: defaulted(
    wholeNumber(1, 256),
    1,
    "Slots that a task takes, all on one VM; its service is then that on one slot.",
    "convention",
  ),
  speedUp: z
    .union([z.literal("linear"), strict({ serial: share.describe("Of the work that only one slot can do (Amdahl).") })])
    .optional()
    .describe(
      "What the slots of a gang, or of a task of several cores, are worth together. Default for cores: linear.",
    ),
  service: randomDuration
    .optional()
    .describe("Of each task, or of the whole gang, on a slot of a VM of speed 1. Required, traces and streams apart."),
  estimate: randomDuration
    .optional()
    .describe(
      "How long each task is expected to run, for backfill: easy; told as service is. Default: what a trace tells, or exactly as long as it computes.",
    ),
  nodes: wholeNumber(1, 1_000_000).optional().describe("Whole VMs that must run together; a gang of one slot on each."),
  priority: defaulted(
    z.union([wholeNumber(-1_000_000, 1_000_000), z.enum(["low", "normal", "high"])]),
    0,
    "In pools whose queue is by priority, higher goes first; low is -1000, normal 0, high 1000.",
    "sourced",
  ),
  input: transfer.describe("Read before the computation."),
  output: transfer.describe("Written after the computation."),
  deadline: z
    .union([duration, none, strict({ by: clockTime.describe("The next such time, UTC.") })])
    .optional()
    .describe("From submission, or by a time of day."),
  timeout: defaulted(
    durationOrNone,
    "none",
    "A job that is not done so long after its submission is cancelled.",
    "assumption",
  ),
  failure: failureSchema.prefault({}).describe("Tasks that fail by themselves, and are tried again."),
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
      .describe("The first of them with a free slot for it, else the one with the shortest queue of own jobs."),
    pool: reference.optional().describe("A pool, or classic: where jobs go unless they overflow."),
    overflowTo: reference
      .optional()
      .describe(
        "Where a job goes instead, decided as it is submitted; where both conditions are told, when both hold.",
      ),
    whenQueueLongerThan: wholeNumber(0).optional().describe("So many own jobs wait at the first, without a free slot."),
    whenSlackBelow: duration
      .optional()
      .describe("The time to the job's deadline, less the mean service time of its workload."),
  })
    .check(oneKeyOf(["byTenant", "anyOf", "pool"]))
    .check(routeParts),
]);

const shared = {
  endpoint: reference
    .optional()
    .describe("The web service's batch endpoint it submits to. Default: the workload's name."),
  arrivals: arrivalSchema.describe("When jobs are submitted: exactly one source."),
  store: reference.optional().describe("The storage that its inputs and outputs use."),
};

/** A source of the customer's jobs. */
export const workloadSchema = strict({
  ...shared,
  tenant: reference.optional().describe("Who owns it. Default: the workload's name."),
  job: jobSchema.prefault({}).describe("What one job is."),
  route: defaulted(routeSchema, "classic", "A pool's name, classic, or a rule.", "sourced"),
})
  .check(serviceTold)
  .check(slackTold);

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
  job: jobSchema.prefault({}).describe("What one job is."),
}).check(serviceTold);

function oneWidth({ value, issues }: CheckContext<object>): void {
  const {
    tasks,
    nodes,
    gang = nodes,
    cores,
  } = value as Readonly<Record<"tasks" | "gang" | "nodes" | "cores", unknown>>;
  if (nodes !== undefined && gang !== nodes) {
    issues.push({
      code: "custom",
      path: ["nodes"],
      message: "stands beside no gang",
      input: value,
      params: { atKey: true },
    });
  }
  if (cores !== 1 && gang !== undefined && gang !== 1) {
    const message = "a gang takes one slot of each; leave cores or the gang out";
    issues.push({ code: "custom", path: ["cores"], message, input: value, params: { atKey: true } });
  }
  if (tasks === undefined || gang === undefined || tasks === 1 || gang === 1) return;
  issues.push({
    code: "custom",
    path: [nodes === undefined ? "gang" : "nodes"],
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
  const { pool, overflowTo } = value as { readonly pool?: unknown; readonly overflowTo?: unknown };
  if (has("pool") && !has("overflowTo"))
    fault("pool", "needs overflowTo beside it; for one pool, write its name as the route");
  else if (has("pool") && pool === overflowTo)
    fault("overflowTo", `is where the jobs go already, "${String(pool)}"; name another system`);
  else if (has("pool") && !has("whenQueueLongerThan") && !has("whenSlackBelow"))
    fault("overflowTo", "needs whenQueueLongerThan: 50 or whenSlackBelow: 30 min beside it");
  for (const key of ["overflowTo", "whenQueueLongerThan", "whenSlackBelow"])
    if (has(key) && !has("pool")) fault(key, "stands beside pool only");
}

/** Only what has a deadline has a slack. */
function slackTold({ value, issues }: CheckContext<{ readonly route?: unknown; readonly job?: unknown }>): void {
  const { route } = value;
  if (typeof route !== "object" || route === null || !Object.hasOwn(route, "whenSlackBelow")) return;
  const { deadline } = (value.job ?? {}) as { readonly deadline?: unknown };
  if (deadline !== undefined && deadline !== "none") return;
  issues.push({
    code: "custom",
    path: ["route", "whenSlackBelow"],
    message: "needs a deadline; write job: {deadline: 4 h}",
    input: value,
    params: { atKey: true },
  });
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
