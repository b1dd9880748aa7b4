/** What a quantile sketch has seen, as it goes from thread to thread: each value, or how many there are in each bucket that has any; in whatever order they came. */
export interface SketchRecord {
  /** Ascending; null where they are told by bucket. */
  readonly values: Float64Array | null;
  readonly buckets: Int32Array;
  readonly counts: Float64Array;
  readonly min: number | null;
  readonly max: number | null;
}
