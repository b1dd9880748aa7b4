import type { Variate } from "../engine/distribution.ts";
import { constant } from "../engine/distributions/constant.ts";
import type { ArrivalSpec } from "../model/workload/workloadSpec.ts";
import { type CompileContext, refuse } from "./compileContext.ts";
import { compileStream } from "./compileStream.ts";
import { compileVariate } from "./compileVariate.ts";
import { cronSchedule } from "./cronSchedule.ts";
import { meanOf, refuseFlood } from "./jobTotals.ts";
import { NAMED_PROFILES, type Profile, scaledProfile } from "./profiles.ts";
import { RATE } from "./quantities.ts";
import type { ResolvedWorkload } from "./resolved.ts";
import type { TraceFormat } from "./traceFile.ts";
import { COUNTS, DURATIONS } from "./valueKind.ts";
import type { Random } from "./writtenRandom.ts";

type Arrivals = ResolvedWorkload["arrivals"];

/** When a workload's jobs are submitted, in the model's terms. `at` is the path of the arrivals in the scenario. */
export async function compileArrivals(
  context: CompileContext,
  arrivals: Arrivals,
  at: readonly string[],
): Promise<ArrivalSpec> {
  const { cron, poisson, renewal, trace, stream } = arrivals;
  if (trace !== undefined) return compileTrace(context, trace, [...at, "trace"]);
  if (stream !== undefined) return compileStream(context, stream, [...at, "stream"]);
  if (poisson !== undefined) {
    const batch = await compileBatch(context, poisson.batch, [...at, "poisson", "batch"]);
    const rate = numberOf(RATE.read(poisson.rate));
    if (rate === 0)
      return refuse(context, [...at, "poisson", "rate"], "must be above 0; leave the workload out instead");
    const limit = limitOf(poisson.limit);
    refuseFlood(
      context,
      { firings: rate * context.end, batch, limit },
      [...at, "poisson", "rate"],
      [...at, "poisson", "batch"],
    );
    return { kind: "poisson", rate, profile: profileOf(poisson.profile), batch, limit };
  }
  if (renewal !== undefined) {
    const batch = await compileBatch(context, renewal.batch, [...at, "renewal", "batch"]);
    const interval = await compileVariate(context, renewal.interval, DURATIONS, [...at, "renewal", "interval"]);
    if (isAlwaysZero(interval))
      return refuse(
        context,
        [...at, "renewal", "interval"],
        "must be above 0: it would fire without end at one instant",
      );
    const limit = limitOf(renewal.limit);
    const firings = context.end / meanOf(interval);
    refuseFlood(context, { firings, batch, limit }, [...at, "renewal", "interval"], [...at, "renewal", "batch"]);
    return { kind: "renewal", interval, batch, limit };
  }
  const key = arrivals.batch === undefined ? "jobs" : "batch";
  const batch = await compileBatch(context, arrivals[key], [...at, key]);
  const limit = limitOf(arrivals.limit);
  refuseFlood(context, { firings: (arrivals.at ?? []).length, batch, limit }, at, [...at, key]);
  if (cron !== undefined) return compileCron(context, cron, batch, limit, [...at, "cron"]);
  const times = (arrivals.at ?? []).map((time) => DURATIONS.read(time)).sort((a, b) => a - b);
  return { kind: "at", times, batch, limit };
}

async function compileTrace(
  context: CompileContext,
  trace: NonNullable<Arrivals["trace"]>,
  at: readonly string[],
): Promise<ArrivalSpec> {
  const placing = { startEpochMs: context.startEpochMs, origin: trace.origin ?? "keep" };
  const jobs = await context.files.trace(context.tree, [...at, "file"], formatOf(trace), placing);
  return { kind: "trace", jobs, limit: limitOf(trace.limit) };
}

function formatOf({ columns, timeUnit }: NonNullable<Arrivals["trace"]>): TraceFormat {
  if (columns === undefined) return { format: "swf" };
  const { submit, duration, slots, tenant, estimate } = columns;
  return {
    format: "csv",
    columns: {
      submit,
      duration,
      ...(slots === undefined ? {} : { slots }),
      ...(tenant === undefined ? {} : { tenant }),
      ...(estimate === undefined ? {} : { estimate }),
    },
    timeUnit: timeUnit ?? "s",
  };
}

function compileCron(
  context: CompileContext,
  cron: string,
  batch: Variate,
  limit: number,
  at: readonly string[],
): ArrivalSpec {
  const nextAt = cronSchedule(cron, context.startEpochMs);
  if (nextAt(0) === null) return refuse(context, at, `"${cron}" never fires`);
  return { kind: "cron", nextAt, batch, limit };
}

async function compileBatch(
  context: CompileContext,
  batch: Random | undefined,
  at: readonly string[],
): Promise<Variate> {
  return batch === undefined ? constant(1) : compileVariate(context, batch, COUNTS, at);
}

function profileOf(profile: string | Profile | undefined): Profile | null {
  if (profile === undefined || profile === "flat") return null;
  return scaledProfile(typeof profile === "string" ? NAMED_PROFILES[profile]! : profile);
}

function isAlwaysZero(variate: Variate): boolean {
  return "sequence" in variate ? variate.sequence.every((value) => value === 0) : variate.mean === 0;
}

function limitOf(limit: number | undefined): number {
  return limit ?? Number.POSITIVE_INFINITY;
}

function numberOf(reading: ReturnType<typeof RATE.read>): number {
  return reading.ok ? reading.value : Number.NaN;
}
