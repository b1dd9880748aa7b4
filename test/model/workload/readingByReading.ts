import { DAY, HOUR } from "../../../src/engine/time.ts";
import type { FlowSpec } from "../../../src/model/workload/workloadSpec.ts";

/** What each sensor had sent and the ingestion had taken at every tick, and which sensors each window heard. */
export interface Readings {
  /** By tick: readings of all sensors, whole ones. */
  readonly sent: readonly number[];
  readonly taken: readonly number[];
  /** By tick: events that wait, in fractions of one. */
  readonly backlog: readonly number[];
  /** `sensor` was heard in (from, to]. */
  readonly heard: (sensor: number, from: number, to: number) => boolean;
}

/**
 * A stream tick by tick and reading by reading, as one would write it down: at each tick so much is sent, the ingestion takes what
 * waits up to its limit (or what came, if the rest is lost), and every whole reading taken is the next sensor's.
 */
export function readingByReading(spec: FlowSpec, startEpochMs: number, ticks: number): Readings {
  const { sensors, microEventsPerDay, microWeights, capacity, excess } = spec;
  // All rates over one denominator, so that nothing is rounded.
  const weightSum = (microWeights ?? [1n]).reduce((sum, weight) => sum + weight, 0n);
  const bytes = BigInt(Math.max(1000, capacity?.eventBytes ?? 1));
  const one = 1_000_000n * BigInt(DAY) * weightSum * bytes;
  const limit = capacity === null ? null : (one * BigInt(capacity.units)) / bytes;
  const rateAt = (tick: number): bigint => {
    const hour = Math.floor((startEpochMs * 1000 + tick) / HOUR);
    const monday = microWeights?.length === 168 ? 72 : 0;
    const weight = microWeights === null ? 1n : microWeights[(hour + monday) % microWeights.length]!;
    return microEventsPerDay * BigInt(sensors) * bytes * weight * BigInt(microWeights?.length ?? 1);
  };
  let sentParts = 0n;
  let takenParts = 0n;
  const [sent, taken, backlog] = [[0], [0], [0]];
  const heardAt: number[][] = Array.from({ length: sensors }, () => []);
  for (let tick = 0; tick < ticks; tick++) {
    const came = rateAt(tick);
    sentParts += came;
    const offered = excess === "drop" ? came : sentParts - takenParts;
    takenParts += limit !== null && offered > limit ? limit : offered;
    sent.push(Number(sentParts / one));
    taken.push(Number(takenParts / one));
    const waiting = excess === "drop" ? 0n : sentParts - takenParts;
    backlog.push(Number(waiting / one) + Number(waiting % one) / Number(one));
    for (let reading = taken.at(-2)!; reading < taken.at(-1)!; reading++) heardAt[reading % sensors]!.push(tick + 1);
  }
  const heard = (sensor: number, from: number, to: number): boolean =>
    heardAt[sensor]!.some((time) => time > from && time <= to);
  return { sent, taken, backlog, heard };
}
