/** A job of a tiny queue: it holds so many slots together. */
export interface EasyJob {
  readonly at: number;
  readonly width: number;
  readonly service: number;
  readonly estimate: number;
  readonly priority: number;
}

/**
 * When each job starts under EASY backfilling on so many slots, tick by tick and straight from its definition: as a job
 * comes or ends, another one may pass the first in line if, by the estimates, the first in line could start no later for it.
 */
export function easyStarts(slots: number, jobs: readonly EasyJob[]): readonly number[] {
  const starts = jobs.map(() => -1);
  const last = jobs.reduce((sum, { at, service }) => Math.max(sum, at) + service, 0);
  for (let now = 0; now <= last; now++) {
    const isInstant = jobs.some(
      ({ at, service }, n) => at === now || (starts[n] !== -1 && starts[n]! + service === now),
    );
    if (!isInstant) continue;
    const line = jobs
      .map((_, n) => n)
      .filter((n) => jobs[n]!.at <= now)
      .sort((a, b) => jobs[b]!.priority - jobs[a]!.priority || a - b);
    for (const n of line) {
      if (starts[n] !== -1 || jobs[n]!.width > freeAt(now, now)) continue;
      const first = line.find((other) => starts[other] === -1)!;
      const promised = startOf(first, now);
      starts[n] = now;
      if (n !== first && startOf(first, now) > promised) starts[n] = -1;
    }
  }
  return starts;

  /** Slots that are free at an instant, by what is known now: what is overdue may end at any moment, but is there yet. */
  function freeAt(at: number, now: number): number {
    const holds = jobs.filter((job, n) => {
      if (starts[n] === -1 || starts[n]! + job.service <= now) return false;
      return at === now || starts[n]! + job.estimate > at;
    });
    return slots - holds.reduce((sum, { width }) => sum + width, 0);
  }

  /** The first instant at which a job could start. Overdue slots may be free at once: just after now. */
  function startOf(n: number, now: number): number {
    const { width } = jobs[n]!;
    const overdue = jobs.filter(
      (job, m) => starts[m] !== -1 && starts[m]! + job.service > now && starts[m]! + job.estimate <= now,
    );
    if (freeAt(now, now) + overdue.reduce((sum, job) => sum + job.width, 0) >= width) return now;
    for (let at = now + 1; ; at++) if (freeAt(at, now) >= width) return at;
  }
}
