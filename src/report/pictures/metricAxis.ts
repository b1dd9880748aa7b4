import type { Estimate } from "../../experiment/results.ts";
import { plainText } from "../plainText.ts";
import { axisUnit } from "./axisUnit.ts";

/** An axis of a metric's values. */
export interface MetricAxis {
  /** `latency.p95, minutes`, `cost.total, EUR`. */
  readonly label: string;
  /** Divides the values. */
  readonly scale: number;
}

/** The axis on which values of a metric read best. @param largest of them, without its sign. */
export function metricAxis(metric: string, unit: Estimate["unit"], largest: number, currency: string): MetricAxis {
  if (unit === "s") {
    const { name, seconds } = axisUnit(largest);
    return { label: `${metric}, ${name}`, scale: seconds };
  }
  if (unit === "share") return { label: `${metric}, %`, scale: 0.01 };
  const words = unit === "1" || unit === "count" ? "" : `, ${plainText(unit.replace("USD", currency))}`;
  return { label: `${metric}${words}`, scale: 1 };
}
