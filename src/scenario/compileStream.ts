import { constant } from "../engine/distributions/constant.ts";
import { DAY } from "../engine/time.ts";
import type { FlowSpec, StreamSpec } from "../model/workload/workloadSpec.ts";
import { type CompileContext, refuse } from "./compileContext.ts";
import { compileVariate } from "./compileVariate.ts";
import { cronSchedule } from "./cronSchedule.ts";
import { refuseFlood } from "./jobTotals.ts";
import { NAMED_PROFILES } from "./profiles.ts";
import { DURATION, RATE, SIZE } from "./quantities.ts";
import type { Quantity } from "./quantity.ts";
import type { ResolvedWorkload } from "./resolved.ts";
import { DURATIONS } from "./valueKind.ts";

type Stream = NonNullable<ResolvedWorkload["arrivals"]["stream"]>;

const MICRO = 1e6;
/** Readings are counted one by one, exactly, up to there. */
const MOST_READINGS = Number.MAX_SAFE_INTEGER;

const MOST_WEIGHT = 1e9;

/** Sensors and the scoring of what they send, in the model's terms. `at` is the path of the stream in the scenario. */
export async function compileStream(
  context: CompileContext,
  stream: Stream,
  at: readonly string[],
): Promise<StreamSpec> {
  const variate = (random: Stream["startUp"], ...path: readonly string[]) =>
    compileVariate(context, random, DURATIONS, [...at, ...path]);
  const flow = flowOf(context, stream, at);
  const window = read(DURATION, stream.window);
  if (window === 0) refuse(context, [...at, "window"], "must be above 0");
  const nextAt = cronSchedule(stream.cron, context.startEpochMs);
  if (nextAt(0) === null) refuse(context, [...at, "cron"], `"${stream.cron}" never fires`);
  const { submitter } = stream;
  const submissions = read(RATE, submitter.rate);
  if (submissions === 0) refuse(context, [...at, "submitter", "rate"], "must be above 0");
  const batch = constant(Math.ceil(flow.sensors / stream.sensorsPerJob));
  const limit = stream.limit ?? Number.POSITIVE_INFINITY;
  refuseFlood(context, { firings: 1, batch, limit }, [...at, "cron"], [...at, "sensorsPerJob"]);
  return {
    kind: "stream",
    flow,
    window,
    lag: read(DURATION, stream.lag),
    nextAt,
    sensorsPerJob: stream.sensorsPerJob,
    rowTime: await variate(stream.rowTime, "rowTime"),
    submitter: {
      delay: await variate(submitter.delay, "submitter", "delay"),
      gap: Number.isNaN(submissions) ? 0 : 1 / submissions,
    },
    overlap: stream.overlap,
    batch,
    limit,
  };
}

function flowOf(context: CompileContext, stream: Stream, at: readonly string[]): FlowSpec {
  const sensors = stream.devices * stream.modelsPerDevice;
  if (sensors > MOST_READINGS)
    refuse(context, [...at, "modelsPerDevice"], `makes ${sensors} sensors, expected at most ${MOST_READINGS}`);
  const rate = read(RATE, stream.eventRate);
  // In millionths a day a rate by the second, minute, hour or day is a whole number.
  const micro = Math.round(rate * DAY * MICRO);
  if (micro === 0)
    refuse(context, [...at, "eventRate"], "must be above 0, at least 0.000001/d; leave the workload out instead");
  if (rate * sensors * context.end > MOST_READINGS)
    refuse(context, [...at, "eventRate"], "makes more readings than can be counted one by one (9e15)");
  const { throughputUnits: units, excess } = stream;
  const weights = typeof stream.profile === "string" ? NAMED_PROFILES[stream.profile]! : stream.profile;
  if (weights?.some((weight) => weight > MOST_WEIGHT))
    refuse(context, [...at, "profile"], `a weight is too large, expected at most ${MOST_WEIGHT}`);
  const microWeights = weights?.map((weight) => BigInt(Math.round(weight * MICRO))) ?? null;
  if (microWeights?.every((weight) => weight === 0n))
    refuse(context, [...at, "profile"], "all weights are below a millionth, expected larger ones");
  const capacity = units === "none" ? null : { units, eventBytes: Math.ceil(read(SIZE, stream.eventSize)) };
  return { sensors, microEventsPerDay: BigInt(micro), microWeights, capacity, excess };
}

/** What `none` says is NaN. */
function read(quantity: Quantity, text: string): number {
  const reading = quantity.read(text);
  return reading.ok ? reading.value : Number.NaN;
}
