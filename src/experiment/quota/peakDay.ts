import { DAY, SECOND } from "../../engine/time.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import type { Seen } from "../plan/trials.ts";
import type { PeakDay } from "./quotaResult.ts";

interface DayPeak {
  sum: number;
  /** Of the first replication. */
  secondOfDay: number;
}

/**
 * The day of the measured window on which, in the mean over the replications, most jobs waited and ran at a time; null where there
 * was none. The timelines' instants are what is looked at.
 */
export function peakDayOf(spec: WorldSpec, seen: readonly Seen[], system: string): PeakDay | null {
  const midnight = (spec.startEpochMs % 86_400_000) * 1000;
  const days = new Map<number, DayPeak>();
  for (const { timeline } of seen) {
    const peaks = new Map<number, { jobs: number; secondOfDay: number }>();
    for (const row of timeline) {
      if (row.system !== system || row.time < spec.warmUp) continue;
      const time = row.time + midnight;
      const day = Math.floor(time / DAY);
      const jobs = row.queued + row.held + row.running;
      if (jobs <= (peaks.get(day)?.jobs ?? 0)) continue;
      peaks.set(day, { jobs, secondOfDay: (time % DAY) / SECOND });
    }
    for (const [day, { jobs, secondOfDay }] of peaks) {
      const peak = days.get(day) ?? { sum: 0, secondOfDay };
      peak.sum += jobs;
      days.set(day, peak);
    }
  }
  const all = [...days].sort((a, b) => b[1].sum - a[1].sum || a[0] - b[0]);
  const [first, ...others] = all;
  if (first === undefined) return null;
  const [day, { sum, secondOfDay }] = first;
  const rest = others.reduce((total, [, peak]) => total + peak.sum, 0);
  return {
    date: new Date(spec.startEpochMs - midnight / 1000 + day * 86_400_000).toISOString().slice(0, 10),
    secondOfDay,
    jobs: sum / seen.length,
    otherDays: others.length === 0 ? null : rest / others.length / seen.length,
  };
}
