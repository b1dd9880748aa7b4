import { SECOND } from "../../engine/time.ts";
import type { LatencyPoint } from "../worldResult.ts";
import type { Figures } from "./figures.ts";
import { customersCell } from "./mergedCells.ts";

/**
 * Percents at which the curve of latencies is kept: denser where a tail is looked at. 0 is the shortest, 100 the longest.
 */
const CURVE_PERCENTS: readonly number[] = [
  0,
  1,
  ...Array.from({ length: 47 }, (_, place) => 2 * (place + 1)),
  95,
  96,
  97,
  98,
  98.5,
  99,
  99.5,
  99.9,
  100,
];

/** The distribution of the latency, by nearest rank, of the customer's measured jobs; empty if none finished. */
export function latencyCurve(figures: Figures): LatencyPoint[] {
  const { latency } = customersCell(figures);
  if (latency.count === 0) return [];
  latency.prepare(CURVE_PERCENTS.map((percent) => percent / 100));
  return CURVE_PERCENTS.map((percent) => ({ percent, seconds: latency.quantile(percent / 100)! / SECOND }));
}
