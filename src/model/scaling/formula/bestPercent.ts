import type { Estimate } from "./estimate.ts";
import { SAMPLE_DELAY, SAMPLE_PERIOD } from "./sampleHistory.ts";
import type { Typed } from "./typedFormula.ts";

/**
 * The most that GetSamplePercent can give for a window of constant ages, since the last minute of samples is not visible. Null: its ages
 * are not known.
 */
export function bestPercent(args: readonly Typed[], estimates: ReadonlyMap<Typed, Estimate>): number | null {
  const ages = args
    .filter(({ type }) => type !== "double")
    .map((node) => {
      const estimate = node.type === "timeinterval" ? estimates.get(node) : undefined;
      return estimate !== undefined && estimate.low === estimate.high ? estimate.low : Number.NaN;
    });
  const all = ages.length === 1 ? [0, ages[0]!] : ages;
  const [younger, older] = [Math.min(...all), Math.max(...all)];
  if (Number.isNaN(older)) return null;
  const visible = Math.max(0, older - Math.max(younger, SAMPLE_DELAY));
  return older === younger
    ? 0
    : Math.min(100, (100 * Math.ceil(visible / SAMPLE_PERIOD) * SAMPLE_PERIOD) / (older - younger));
}
