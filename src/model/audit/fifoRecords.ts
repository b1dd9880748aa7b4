/** What became of some jobs of a first-in-first-out service, as columns, in order of submission where no cap holds one back; times and durations are ticks. */
export interface FifoRecords {
  readonly count: number;
  readonly workload: Int32Array;
  readonly worker: Int32Array;
  readonly submitted: Float64Array;
  readonly eligible: Float64Array;
  readonly taken: Float64Array;
  readonly dispatch: Float64Array;
  readonly started: Float64Array;
  readonly service: Float64Array;
  readonly ended: Float64Array;
}
