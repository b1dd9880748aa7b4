import { formatNumber, formatShare } from "../number.ts";
import type { ReportData } from "../reportData.ts";
import type { Picture } from "./picture.ts";
import { seriesOf } from "./series.ts";
import { type Part, stackPicture } from "./stackPicture.ts";

const HOURS = [
  ["busy", "busy", 2],
  ["idle", "idle", 1],
  ["overhead", "leaving, transfers, rounding", 3],
] as const;

/** What the billed compute-hours were spent on. Null where nothing was billed. */
export function hoursPicture({ summary }: ReportData): Picture | null {
  const series = seriesOf(summary);
  const hours = (name: string, kind: string): number =>
    summary.alternatives[name]?.metrics[`computeHours.${kind}`]?.mean ?? 0;
  const parts: Part[] = HOURS.map(([kind, label, look]) => ({
    label,
    look,
    values: new Map(series.map(({ name }) => [name, Math.max(0, hours(name, kind))])),
  }));
  const billing = series.filter(({ name }) => hours(name, "billed") > 0);
  if (billing.length === 0) return null;
  const idleShare = (name: string): number => hours(name, "idle") / hours(name, "billed");
  const idlest = billing.reduce((a, b) => (idleShare(b.name) > idleShare(a.name) ? b : a));
  const most = billing.reduce((a, b) => (hours(b.name, "billed") > hours(a.name, "billed") ? b : a));
  const title =
    idleShare(idlest.name) > 0
      ? `${idlest.label} leaves ${formatShare(idleShare(idlest.name))} of its ${formatNumber(hours(idlest.name, "billed"))} billed hours idle`
      : `${most.label} is billed ${formatNumber(hours(most.name, "billed"))} compute-hours, none of them idle`;
  return stackPicture({
    key: "hours",
    title,
    caption:
      "Billed compute-hours in the measured window, mean over the replications." +
      (billing.some(({ name }) => (summary.alternatives[name]?.metrics["classic.computeHours.billed"]?.mean ?? 0) > 0)
        ? " The classic service bills running time only, so it has no idle hours."
        : ""),
    axis: "compute-hours billed",
    series,
    parts,
    scale: 1,
    format: (value) => `${formatNumber(value)} h`,
  });
}
