import { DAY } from "../../../src/engine/time.ts";
import type { FlowSpec, StreamSpec } from "../../../src/model/workload/workloadSpec.ts";
import { type Value, variate } from "../worldFixture.ts";

export interface StreamWords {
  readonly sensors?: number;
  /** Ticks between two readings of a sensor. */
  readonly every?: number;
  /** Ticks that the ingestion takes for a reading; without it, none. */
  readonly each?: number;
  readonly excess?: FlowSpec["excess"];
  readonly window?: number;
  readonly lag?: number;
  /** Ticks between two firings; the first comes at this time, or at 0 if `fromZero`. */
  readonly period?: number;
  readonly fromZero?: boolean;
  readonly sensorsPerJob?: number;
  readonly rowTime?: Value;
  readonly delay?: Value;
  readonly gap?: number;
  readonly overlap?: StreamSpec["overlap"];
  readonly limit?: number;
}

/** A stream of four sensors, each heard in every window of 10 ticks, scored every 100 ticks; a job each. */
export function stream(words: StreamWords = {}): StreamSpec {
  const { sensors = 4, every = 10, each, period = 100, sensorsPerJob = 1 } = words;
  const first = words.fromZero ? 0 : period;
  return {
    kind: "stream",
    flow: {
      sensors,
      microEventsPerDay: (BigInt(DAY) * 1_000_000n) / BigInt(every),
      microWeights: null,
      capacity: each === undefined ? null : { units: 1000 / each, eventBytes: 1000 },
      excess: words.excess ?? "retry",
    },
    window: words.window ?? 10,
    lag: words.lag ?? 0,
    nextAt: (from) => Math.max(first, Math.ceil(from / period) * period),
    sensorsPerJob,
    rowTime: variate(words.rowTime ?? 0),
    submitter: { delay: variate(words.delay ?? 0), gap: words.gap ?? 0 },
    overlap: words.overlap ?? "stack",
    batch: variate(Math.ceil(sensors / sensorsPerJob)),
    limit: words.limit ?? Number.POSITIVE_INFINITY,
  };
}
