/** Where a warm-up ends, by a marginal-standard-error rule. */
export interface Truncation {
  /** Observations to drop from the front. */
  readonly truncation: number;
  /** The rule's smallest value: the squared standard error of the mean of what is left, as if batches were independent. */
  readonly statistic: number;
  /** The minimum lies at the largest truncation allowed, half the series: it is too short to tell. */
  readonly atBound: boolean;
}

/**
 * MSER-5: the observations are averaged in batches of five, k of them (an incomplete last one is left out), and the
 * number d of batches dropped, 0 <= d <= floor(k/2), is the one with the least sum((Z - mean)^2) / (k - d)^2 over the
 * rest; the smallest d on ties. Source: White, Cobb & Spratt (2000), Proc. Winter Simulation Conference, 755-761.
 *
 * Throws RangeError for fewer than five observations.
 */
export function mser5(observations: readonly number[]): Truncation {
  return mser(observations, 5);
}

/** MSER with batches of another size; see `mser5`. */
export function mser(observations: readonly number[], batchSize: number): Truncation {
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`a batch holds at least one observation, got ${batchSize}`);
  }
  const k = Math.floor(observations.length / batchSize);
  if (k === 0) {
    throw new RangeError(`MSER needs at least one batch of ${batchSize} observations, got ${observations.length}`);
  }
  const bound = Math.floor(k / 2);
  let best = { dropped: bound, statistic: Number.POSITIVE_INFINITY };
  // Backwards, so that each suffix's sum of squares comes from the one before (Welford 1962) without cancellation.
  let mean = 0;
  let squares = 0;
  for (let d = k - 1; d >= 0; d -= 1) {
    const kept = k - d;
    const batch = batchMean(observations, d * batchSize, batchSize);
    const deviation = batch - mean;
    mean += deviation / kept;
    squares += deviation * (batch - mean);
    const statistic = squares / (kept * kept);
    if (d <= bound && statistic <= best.statistic) best = { dropped: d, statistic };
  }
  return { truncation: best.dropped * batchSize, statistic: best.statistic, atBound: best.dropped === bound };
}

function batchMean(observations: readonly number[], from: number, size: number): number {
  let sum = 0;
  for (let i = from; i < from + size; i += 1) sum += observations[i]!;
  return sum / size;
}
