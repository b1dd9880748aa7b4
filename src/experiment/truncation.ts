import type { Ticks } from "../engine/time.ts";
import { meanInterval } from "../statistics/interval.ts";
import { mser } from "../statistics/mser.ts";
import { meanSeries, type QueueSeries } from "./queueSeries.ts";

/** Observations of a batch, where no cycle asks for another number: MSER-5. */
const BATCH = 5;
/** What is compared with the second half, to see whether queues moved: fixed beforehand, so that chance has one try only. */
const BEGINNING = 0.1;
const CONFIDENCE = 0.99;

/** Where the beginning of some queues ends, as MSER sees it. */
export interface QueueTruncation {
  /** From the series' first instant. */
  readonly warmUp: Ticks;
  /** MSER would drop half of the series or more: it is too short to tell. */
  readonly atBound: boolean;
  /** The queues of the first tenth differ from those of the second half by more than chance. */
  readonly moves: boolean;
  /** By how much the beginning changes the mean queue, relative to the mean after it. */
  readonly bias: number;
}

/**
 * The warm-up of queues that began empty: MSER-5 on their mean over the replications. Where the load has a cycle, batches
 * are whole cycles of five observations or more, so that a night is not taken for a beginning; so then is the warm-up. Null
 * where the series is too short for one batch.
 *
 * @param cycle of the load; 0 for none.
 */
export function truncationOf(series: QueueSeries, cycle: Ticks): QueueTruncation | null {
  const mean = meanSeries(series);
  const batch = batchOf(series.step, cycle);
  if (mean.length < batch) return null;
  const { truncation, atBound } = mser(mean, batch);
  const length = truncation * series.step;
  return {
    warmUp: wholeCycles(length, cycle),
    atBound,
    moves: truncation > 0 && moved(series, batch),
    bias: relativeChange(average(mean, 0), average(mean, truncation)),
  };
}

/** The shortest length of whole cycles that is not below this one. */
export function wholeCycles(length: Ticks, cycle: Ticks): Ticks {
  return cycle === 0 ? length : Math.ceil(length / cycle) * cycle;
}

/** Observations of a batch. Where they stand further apart than cycles, all of them see the same of each. */
function batchOf(step: Ticks, cycle: Ticks): number {
  const length = BATCH * step;
  return cycle % step === 0 ? wholeCycles(length, cycle) / step : BATCH;
}

/**
 * Replication by replication by Student's t; a single one by how much parts of that length differ among themselves, as far
 * as such parts are independent.
 */
function moved({ replications }: QueueSeries, batch: number): boolean {
  const [first = []] = replications;
  const batches = Math.floor(first.length / batch);
  const half = Math.floor(batches / 2) * batch;
  const end = batches * batch;
  const size = Math.min(half, Math.ceil(BEGINNING * batches) * batch);
  if (replications.length > 1) {
    const changes = replications.map((series) => average(series, 0, size) - average(series, half, end));
    const { low, high } = meanInterval(changes, CONFIDENCE);
    return low! > 0 || high! < 0;
  }
  const parts: number[] = [];
  for (let at = half; at + size <= end; at += size) parts.push(average(first, at, at + size));
  if (parts.length < 2) return false;
  const { mean, halfWidth } = meanInterval(parts, CONFIDENCE);
  // A further part differs from the mean of m by sqrt(1 + 1/m) deviations, the mean itself by sqrt(1/m).
  return Math.abs(average(first, 0, size) - mean) > halfWidth! * Math.sqrt(parts.length + 1);
}

function relativeChange(value: number, from: number): number {
  return value === from ? 0 : Math.abs(value - from) / from;
}

function average(values: readonly number[], from: number, to = values.length): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i]!;
  return to > from ? sum / (to - from) : 0;
}
