import type { Variate } from "../engine/distribution.ts";
import { constant } from "../engine/distributions/constant.ts";
import type { RouteSpec, Target } from "../model/routeSpec.ts";
import type { DeadlineSpec } from "../model/workload/deadline.ts";
import type { JobSpec, TransferSpec } from "../model/workload/jobSpec.ts";
import type { WorkloadSpec } from "../model/workload/workloadSpec.ts";
import { CLOCK_TIME } from "./calendar.ts";
import { compileArrivals } from "./compileArrivals.ts";
import type { CompileContext } from "./compileContext.ts";
import { compileVariate } from "./compileVariate.ts";
import { DURATION, shareOf } from "./quantities.ts";
import { CLASSIC } from "./references.ts";
import type { ResolvedWorkload } from "./resolved.ts";
import type { BackgroundValues } from "./scenarioSchema.ts";
import { isNothing } from "./storageProblems.ts";
import { COUNTS, DURATIONS, SIZES } from "./valueKind.ts";
import type { Random } from "./writtenRandom.ts";

/** The words of Batch AI, within the range of numbers that Azure Batch has. */
const PRIORITIES = { low: -1000, normal: 0, high: 1000 } as const;

type Job = ResolvedWorkload["job"];

/** One of the customer's workloads. */
export async function compileWorkload(
  context: CompileContext,
  name: string,
  workload: ResolvedWorkload,
): Promise<WorkloadSpec> {
  const at = ["workloads", name];
  return {
    name,
    tenant: workload.tenant,
    endpoint: workload.endpoint,
    background: false,
    arrivals: await compileArrivals(context, workload.arrivals, [...at, "arrivals"]),
    job: await compileJob(context, workload, at),
    route: compileRoute(workload.route),
    store: workload.store ?? null,
  };
}

/** Other tenants' workloads: one, or as many as it has tenants, named `<name>-1` and so on, each with its own arrivals and endpoint. */
export async function compileBackground(
  context: CompileContext,
  name: string,
  background: BackgroundValues,
): Promise<readonly WorkloadSpec[]> {
  const at = ["classic", "background", name];
  const arrivals = await compileArrivals(context, background.arrivals, [...at, "arrivals"]);
  const job = await compileJob(context, background, at);
  const { tenants, tenant = name, endpoint = name, store = null } = background;
  return Array.from({ length: tenants }, (_, i) => {
    const suffix = tenants === 1 ? "" : `-${i + 1}`;
    const names = { name: `${name}${suffix}`, tenant: `${tenant}${suffix}`, endpoint: `${endpoint}${suffix}` };
    return { ...names, background: true, arrivals, job, route: { kind: "fixed", target: null }, store };
  });
}

async function compileJob(
  context: CompileContext,
  { arrivals, job }: Pick<ResolvedWorkload, "arrivals" | "job">,
  workloadAt: readonly string[],
): Promise<JobSpec> {
  const at = [...workloadAt, "job"];
  const { stream } = arrivals;
  return {
    tasks: job.tasks === undefined ? constant(1) : await compileVariate(context, job.tasks, COUNTS, [...at, "tasks"]),
    gang: await compileVariate(context, job.gang ?? job.nodes ?? 1, COUNTS, [...at, "gang"]),
    cores: job.cores,
    speedUp: speedUpOf(job),
    service:
      stream === undefined
        ? await compileService(context, job.service, [...at, "service"])
        : await compileVariate(context, stream.startUp, DURATIONS, [...workloadAt, "arrivals", "stream", "startUp"]),
    estimate:
      job.estimate === undefined ? null : await compileVariate(context, job.estimate, DURATIONS, [...at, "estimate"]),
    priority: typeof job.priority === "string" ? PRIORITIES[job.priority] : job.priority,
    deadline: deadlineOf(job.deadline),
    timeout: ticksOrNull(job.timeout),
    failure: failureOf(job.failure),
    checkpointEvery: ticksOrNull(job.checkpointEvery),
    input: await compileTransfer(context, job.input, [...at, "input"]),
    output: await compileTransfer(context, job.output, [...at, "output"]),
  };
}

function speedUpOf({ speedUp, cores }: Job): JobSpec["speedUp"] {
  if (typeof speedUp === "object") return { serial: shareOf(speedUp.serial) };
  return speedUp === "linear" || cores > 1 ? { serial: 0 } : null;
}

function failureOf({ probability, maxRetries }: Job["failure"]): JobSpec["failure"] {
  const chance = shareOf(probability);
  return chance === 0 ? null : { probability: chance, maxRetries };
}

async function compileTransfer(
  context: CompileContext,
  written: Job["input"],
  at: readonly string[],
): Promise<TransferSpec | null> {
  if (written === undefined || isNothing(written)) return null;
  const named = typeof written === "object" && "size" in written ? written : null;
  const size = await compileVariate(
    context,
    named?.size ?? (written as Random),
    SIZES,
    named === null ? at : [...at, "size"],
  );
  return { size, object: named?.object ?? null };
}

/** Only a trace has none: each of its jobs brings its own. */
async function compileService(
  context: CompileContext,
  service: Job["service"],
  at: readonly string[],
): Promise<Variate> {
  return service === undefined ? constant(0) : compileVariate(context, service, DURATIONS, at);
}

function deadlineOf(deadline: Job["deadline"]): DeadlineSpec | null {
  if (typeof deadline === "object") {
    const reading = CLOCK_TIME.read(deadline.by);
    return { byTimeOfDay: reading.ok ? reading.value : 0 };
  }
  const within = deadline === undefined ? null : ticksOrNull(deadline);
  return within === null ? null : { within };
}

function compileRoute(route: ResolvedWorkload["route"]): RouteSpec {
  if (typeof route === "string") return { kind: "fixed", target: targetOf(route) };
  if (route.anyOf !== undefined) return { kind: "anyOf", targets: route.anyOf.map(targetOf) };
  if (route.pool !== undefined) {
    const { whenQueueLongerThan, whenSlackBelow } = route;
    return {
      kind: "overflow",
      target: targetOf(route.pool),
      overflowTo: targetOf(route.overflowTo!),
      whenQueueLongerThan: whenQueueLongerThan ?? null,
      whenSlackBelow: whenSlackBelow === undefined ? null : ticksOrNull(whenSlackBelow),
    };
  }
  const targets = Object.entries(route.byTenant ?? {}).map(([tenant, target]): [string, Target] => [
    tenant,
    targetOf(target),
  ]);
  return { kind: "byTenant", targets: new Map(targets), otherwise: targetOf(route.otherwise ?? CLASSIC) };
}

function targetOf(name: string): Target {
  return name === CLASSIC ? null : name;
}

/** Ticks, or null for `none`. */
function ticksOrNull(text: string): number | null {
  const reading = DURATION.read(text);
  return reading.ok ? reading.value : null;
}
