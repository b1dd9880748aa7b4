/** One timed run: the simulation alone, without start-up, input and output. */
export interface Measurement {
  readonly events: number;
  readonly seconds: number;
  readonly meanWaitSeconds: number;
  /** Null where it was not measured. */
  readonly peakMegabytes: number | null;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
