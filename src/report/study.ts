import type { BreakEvenResult } from "../experiment/breakEven/breakEvenResult.ts";
import type { SweepResult } from "../experiment/sweep/sweepResult.ts";
import type { TornadoResult } from "../experiment/sweep/tornadoResult.ts";
import { isRecord } from "./isRecord.ts";

/** A result of many runs, with the command that wrote it. */
export type Study =
  | { readonly kind: "sweep"; readonly result: SweepResult }
  | { readonly kind: "sweep --tornado"; readonly result: TornadoResult }
  | { readonly kind: "breakeven"; readonly result: BreakEvenResult };

type Read = Readonly<Record<string, unknown>>;

/** What tells them apart, and what a report stands on. */
const HOLDS: Readonly<Record<Study["kind"], (value: Read) => boolean>> = {
  sweep: ({ paths, frontier, cells }) => areMaps(paths) && isRecord(frontier) && areMaps(cells, "metrics"),
  "sweep --tornado": ({ metrics, ranking, cells }) =>
    Array.isArray(metrics) && areMaps(ranking) && areMaps(cells, "metrics"),
  breakeven: ({ between, points }) => Array.isArray(between) && areMaps(points, "difference"),
};

/** The study that a `summary.json` holds; null where it holds none, or not as much as its report stands on. */
export function studyOf(value: Read): Study | null {
  const { scenario } = value;
  if (!isRecord(scenario) || typeof scenario.hash !== "string" || typeof scenario.currency !== "string") return null;
  const kind = (Object.keys(HOLDS) as Study["kind"][]).find((each) => HOLDS[each](value));
  return kind === undefined ? null : ({ kind, result: value } as unknown as Study);
}

/** Whether it is a list of maps, each with a map under a key that is named. */
function areMaps(value: unknown, key?: string): boolean {
  return Array.isArray(value) && value.every((each) => isRecord(each) && (key === undefined || isRecord(each[key])));
}
