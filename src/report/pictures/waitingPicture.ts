import { formatDuration } from "../duration.ts";
import type { ReportData } from "../reportData.ts";
import { LATENCY_PARTS } from "../whereItWent.ts";
import { axisUnit } from "./axisUnit.ts";
import type { Picture } from "./picture.ts";
import { seriesOf } from "./series.ts";
import { type Part, stackPicture } from "./stackPicture.ts";

/** What a mean job spends its latency on: the parts add up to the mean latency. Null where no job finished. */
export function waitingPicture({ summary }: ReportData): Picture | null {
  const series = seriesOf(summary);
  const parts: Part[] = LATENCY_PARTS.map(([part, label], look) => ({
    label,
    look,
    values: new Map(
      series.map(({ name }) => [name, summary.alternatives[name]?.metrics[`parts.${part}.mean`]?.mean ?? 0]),
    ),
  }));
  const total = (name: string): number => parts.reduce((sum, { values }) => sum + (values.get(name) ?? 0), 0);
  const slowest = [...series].sort((a, b) => total(b.name) - total(a.name))[0];
  if (slowest === undefined || total(slowest.name) <= 0) return null;
  const mean = total(slowest.name);
  const ofSlowest = (part: Part): number => part.values.get(slowest.name) ?? 0;
  const largest = parts.reduce((a, b) => (ofSlowest(b) > ofSlowest(a) ? b : a));
  const share = ofSlowest(largest) / mean;
  const unit = axisUnit(mean);
  return stackPicture({
    key: "waiting",
    title:
      `A mean job takes ${formatDuration(mean)} in ${slowest.label}, ` +
      `${share > 0.5 ? "most of it" : "the largest part"} ${largest.label} (${formatDuration(ofSlowest(largest))})`,
    caption: "The mean latency of the finished jobs, split by what a job waited for or did. The parts add up exactly.",
    axis: `mean latency, ${unit.name}`,
    series,
    parts,
    scale: unit.seconds,
    format: (seconds) => formatDuration(seconds),
  });
}
