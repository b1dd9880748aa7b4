/** A job that needs several slots at once. Whole seconds. */
export interface GangJob {
  readonly submitted: number;
  readonly duration: number;
  readonly slots: number;
}

/**
 * The start of each job, in whole seconds, where equal slots serve jobs strictly in the order given: each waits for its slots, and those
 * behind it wait for its start. Nothing but the instants from which each slot is free (Kiefer and Wolfowitz, 1955), sorted anew for each job.
 */
export function gangStarts(jobs: readonly GangJob[], slots: number): readonly number[] {
  const freeFrom = new Array<number>(slots).fill(0);
  let previous = 0;
  return jobs.map((job) => {
    freeFrom.sort((a, b) => a - b);
    const start = Math.max(job.submitted, previous, freeFrom[job.slots - 1]!);
    freeFrom.fill(start + job.duration, 0, job.slots);
    previous = start;
    return start;
  });
}
