/** Jobs worked on together. */
export const BLOCK = 256;

/**
 * A block of jobs in order of submission, as columns: each pass of the recursion goes through a few of them in one tight
 * loop. Times and durations are ticks.
 */
export class JobBlock {
  count = 0;
  readonly workload = new Int32Array(BLOCK);
  readonly cell = new Int32Array(BLOCK);
  readonly submitted = new Float64Array(BLOCK);
  readonly deadline = new Float64Array(BLOCK);
  readonly service = new Float64Array(BLOCK);
  readonly dispatch = new Float64Array(BLOCK);
  readonly eligible = new Float64Array(BLOCK);
  readonly taken = new Float64Array(BLOCK);
  readonly started = new Float64Array(BLOCK);
  readonly ended = new Float64Array(BLOCK);

  get full(): boolean {
    return this.count === BLOCK;
  }
}
