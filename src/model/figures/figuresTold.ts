import { billOf } from "../billing/bill.ts";
import { billWarnings } from "../billing/billWarnings.ts";
import { inOrderOfTime } from "../scaling/evaluations.ts";
import type { WorldResult } from "../worldResult.ts";
import { divisionsOf } from "./divisions.ts";
import type { Figures } from "./figures.ts";
import { jobSketches } from "./jobSketches.ts";
import { latencyCurve } from "./latencyCurve.ts";
import { billed, worldMetrics } from "./worldMetrics.ts";

/** What figures alone decide of a result, whichever way the jobs went; the warnings are those of the bill. */
export type FiguresTold = Pick<
  WorldResult,
  | "metrics"
  | "clock"
  | "vms"
  | "bill"
  | "evaluations"
  | "evaluationCounts"
  | "latencyCurve"
  | "sketches"
  | "divisions"
  | "warnings"
>;

/** Tells what a world has gathered. */
export function figuresTold(figures: Figures): FiguresTold {
  const { clock, vms, pools } = figures;
  const bill = billOf(billed(figures));
  const formulas = pools.flatMap(({ autoscale }) => autoscale ?? []);
  return {
    metrics: worldMetrics(figures, bill),
    clock,
    vms,
    bill,
    evaluations: inOrderOfTime(formulas.map(({ evaluations }) => evaluations)),
    evaluationCounts: formulas.map(({ evaluations }) => evaluations.count),
    latencyCurve: latencyCurve(figures),
    sketches: jobSketches(figures),
    divisions: divisionsOf(figures),
    warnings: billWarnings(billed(figures), bill),
  };
}
