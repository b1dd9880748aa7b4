import type { Ticks } from "../engine/time.ts";
import type { WorldResult } from "../model/worldResult.ts";

/** How many jobs waited, in all systems together, at regularly spaced instants of each replication. */
export interface QueueSeries {
  /** Of the first instant. */
  readonly from: Ticks;
  /** Between two instants. */
  readonly step: Ticks;
  /** By replication, then instant. */
  readonly replications: readonly (readonly number[])[];
}

/** The queues of some replications from their timelines, at the instants in [from, end) that all of them have; null below two. */
export function queueSeries(
  worlds: readonly Pick<WorldResult, "timeline">[],
  from: Ticks,
  end: Ticks,
): QueueSeries | null {
  const waiting = worlds.map(({ timeline }) => {
    const byTime = new Map<Ticks, number>();
    for (const { time, queued, held } of timeline) {
      if (time >= from && time < end) byTime.set(time, (byTime.get(time) ?? 0) + queued + held);
    }
    return byTime;
  });
  // Timelines of runs that drain may have steps of different lengths.
  const times = [...(waiting[0]?.keys() ?? [])].filter((time) => waiting.every((byTime) => byTime.has(time)));
  const [first, second] = times;
  if (first === undefined || second === undefined) return null;
  const step = second - first;
  // The instant at which a run stopped may stand off the grid.
  const regular = times.filter((time) => (time - first) % step === 0);
  return { from: first, step, replications: waiting.map((byTime) => regular.map((time) => byTime.get(time)!)) };
}

/** The mean over the replications, instant by instant. */
export function meanSeries({ replications }: QueueSeries): number[] {
  const [first = []] = replications;
  return first.map((_, instant) => {
    const sum = replications.reduce((total, series) => total + series[instant]!, 0);
    return sum / replications.length;
  });
}
