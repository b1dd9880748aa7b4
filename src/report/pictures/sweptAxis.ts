import type { SweepCell, SweepResult } from "../../experiment/sweep/sweepResult.ts";
import { plainText } from "../plainText.ts";

/** The path of a sweep that goes along a picture, as numbers. */
export interface SweptAxis {
  readonly path: string;
  /** `pools.own.vms`, `workloads.jobs.arrivals.poisson.rate, /h`. */
  readonly label: string;
  readonly at: (cell: Pick<SweepCell, "settings">) => number;
}

/** A number with the unit that is written behind it; null for what is no number. */
export function amountOf(value: unknown): { readonly number: number; readonly unit: string } | null {
  const [, digits, unit = ""] = /^(-?[\d.]+(?:e[+-]?\d+)?)\s*(\D*)$/iu.exec(String(value)) ?? [];
  const number = Number(digits);
  return digits === undefined || !Number.isFinite(number) ? null : { number, unit };
}

/** `path`, with the unit of its values behind it. */
export function axisLabel(path: string, unit: string): string {
  return unit === "" ? plainText(path) : `${plainText(path)}, ${unit}`;
}

/** The path with the most values that are numbers of one unit; null where none has two. */
export function sweptAxis({ paths }: Pick<SweepResult, "paths">): SweptAxis | null {
  const axes = paths.flatMap(({ path, values }) => {
    const amounts = values.map(amountOf);
    const unit = amounts[0]?.unit;
    return values.length < 2 || unit === undefined || amounts.some((amount) => amount?.unit !== unit)
      ? []
      : [{ path, unit, count: values.length }];
  });
  const [longest] = axes.sort((a, b) => b.count - a.count);
  if (longest === undefined) return null;
  const { path, unit } = longest;
  return { path, label: axisLabel(path, unit), at: ({ settings }) => amountOf(settings[path])!.number };
}
