/** One that comes so long after the one before, and holds its worker so long. */
export interface Job {
  readonly gap: number;
  readonly hold: number;
}

/** Slots and ends by Kiefer and Wolfowitz's own words: each job takes the worker that is free first, and all are sorted anew. */
export function bySorting(count: number, jobs: readonly Job[]): { slot: number; end: number }[] {
  const free = Array.from({ length: count }, () => 0);
  let now = 0;
  return jobs.map(({ gap, hold }) => {
    now += gap;
    const slot = Math.max(now, free[0]!);
    free[0] = slot + hold;
    free.sort((a, b) => a - b);
    return { slot, end: slot + hold };
  });
}
