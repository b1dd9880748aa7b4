import type { BreakEvenResult } from "../experiment/breakEven/breakEvenResult.ts";
import type { SweepResult } from "../experiment/sweep/sweepResult.ts";
import type { TornadoResult } from "../experiment/sweep/tornadoResult.ts";
import { isRecord } from "./isRecord.ts";

/** A result of many runs, with the command that wrote it. */
export type Study =
  | { readonly kind: "sweep"; readonly result: SweepResult }
  | { readonly kind: "sweep --tornado"; readonly result: TornadoResult }
  | { readonly kind: "breakeven"; readonly result: BreakEvenResult };

/** What tells them apart: keys that the others do not have, and that a report stands on. */
const PARTS = {
  sweep: ["paths", "cells"],
  "sweep --tornado": ["ranking", "cells"],
  breakeven: ["between", "points"],
} as const satisfies Readonly<Record<Study["kind"], readonly string[]>>;

/** The study that a `summary.json` holds; null where it holds none, or not as much as its report stands on. */
export function studyOf(value: Readonly<Record<string, unknown>>): Study | null {
  const { scenario } = value;
  if (!isRecord(scenario) || typeof scenario.hash !== "string" || typeof scenario.currency !== "string") return null;
  for (const [kind, parts] of Object.entries(PARTS)) {
    if (parts.every((part) => Array.isArray(value[part]))) return { kind, result: value } as unknown as Study;
  }
  return null;
}
