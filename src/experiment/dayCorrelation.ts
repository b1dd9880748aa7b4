import { DAY } from "../engine/time.ts";
import { normalQuantile } from "../statistics/normal.ts";
import type { QueueSeries } from "./queueSeries.ts";

/** Of fewer days nothing can be said. */
const FEWEST_DAYS = 14;
const CONFIDENCE = 0.99;

/**
 * What must be said of one long replication whose days are not independent: its spread from day to day is no interval. By
 * the lag-1 correlation of the days' mean queues, whose standard error is about 1/sqrt(days) where they are independent
 * (Bartlett 1946). Null for several replications, which do give one, and where nothing is seen.
 */
export function dayCorrelationWarning(series: QueueSeries | null): string | null {
  if (series === null) return null;
  const [values, ...others] = series.replications;
  if (values === undefined || others.length > 0 || DAY % series.step !== 0) return null;
  const days = dayMeans(values, DAY / series.step);
  if (days.length < FEWEST_DAYS) return null;
  const correlation = lagOne(days);
  if (!(correlation > normalQuantile(CONFIDENCE) / Math.sqrt(days.length))) return null;
  return (
    `the days of this one replication are not independent (correlation ${correlation.toFixed(2)} from one day to the ` +
    "next): they give no interval, replications do. Try --replications 10."
  );
}

function dayMeans(values: readonly number[], perDay: number): number[] {
  return Array.from({ length: Math.floor(values.length / perDay) }, (_, day) => {
    const own = values.slice(day * perDay, (day + 1) * perDay);
    return own.reduce((sum, value) => sum + value, 0) / perDay;
  });
}

/** Correlation of each value with the next; NaN where all are equal. */
function lagOne(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let squares = 0;
  let products = 0;
  values.forEach((value, index) => {
    squares += (value - mean) ** 2;
    if (index > 0) products += (value - mean) * (values[index - 1]! - mean);
  });
  return products / squares;
}
