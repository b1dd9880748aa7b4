import { type Measurement, median } from "./measurement.ts";

/** A line of a Markdown table. */
export function cells(values: readonly string[]): string {
  return `| ${values.join(" | ")} |`;
}

export function secondsOf(runs: readonly Measurement[]): number[] {
  return runs.map((run) => run.seconds);
}

/** The median, with the least and the most: `0.57 s (0.42-0.58)`. */
export function spread(seconds: readonly number[]): string {
  if (seconds.length === 0) return "";
  return `${median(seconds).toFixed(2)} s (${Math.min(...seconds).toFixed(2)}-${Math.max(...seconds).toFixed(2)})`;
}

export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
