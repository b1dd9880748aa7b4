import * as Plot from "@observablehq/plot";
import { formatDuration } from "../duration.ts";
import { formatCount } from "../figure.ts";
import { NO_FIGURE } from "../number.ts";
import { plainText } from "../plainText.ts";
import { MOST_VMS, type ReportData, type VmSpan } from "../reportData.ts";
import { shortNames } from "../shortNames.ts";
import { textWidth } from "../textWidth.ts";
import { axisUnit } from "./axisUnit.ts";
import { draw } from "./drawing.ts";
import { textureOf } from "./palette.ts";
import type { Picture } from "./picture.ts";
import { seriesOf } from "./series.ts";

const LINE = 15;
const LONGEST_LABEL = 34;

const PHASES = [
  { label: "being provisioned", look: 3, from: "requested", to: "ready" },
  { label: "ready", look: 2, from: "ready", to: "left" },
  { label: "leaving", look: 5, from: "left", to: "deleted" },
] as const;

/** VMs that are ready within this share of the run, and stay, have no life to look at. */
const AT_ONCE = 0.01;

/** Each VM's life as a line. Null where all are there all the time, or there are too many in every alternative. */
export function ganttPicture(data: ReportData): Picture | null {
  const chosen: { readonly span: VmSpan; readonly end: number; readonly title: string }[] = [];
  const leftOut: string[] = [];
  const series = seriesOf(data.summary);
  for (const { name, label } of series) {
    const spans = data.vms.get(name) ?? [];
    if (spans.length === 0) continue;
    if (chosen.length + spans.length > MOST_VMS) {
      leftOut.push(label);
      continue;
    }
    const end = data.timeline.get(name)?.at(-1)?.time ?? 0;
    const prefix = series.length === 1 ? "" : `${label}: `;
    for (const span of spans) chosen.push({ span, end, title: `${prefix}${plainText(span.pool)} ${span.vm}` });
  }
  const labels = shortNames(
    chosen.map(({ title }) => title),
    LONGEST_LABEL,
  );
  const longest = Math.max(...chosen.map(({ end }) => end));
  const lively = chosen.some(({ span: { ready, left } }) => left !== null || (ready ?? longest) > AT_ONCE * longest);
  if (!lively) return null;
  const unit = axisUnit(longest);
  const bars = chosen.flatMap(({ span, end }, place) =>
    PHASES.flatMap(({ look, from, to }) => {
      const start = span[from];
      if (start === null) return [];
      const until = Math.min(span[to] ?? end, end);
      return [
        {
          line: labels[place]!,
          start: start / unit.seconds,
          until: until / unit.seconds,
          fill: textureOf("gantt", look),
        },
      ];
    }),
  );
  const replaced = chosen.filter(({ span }) => span.left !== null).length;
  const title = `${formatCount(chosen.length, "VM")}: ${replaced === 0 ? "none leaves before the end" : `${formatCount(replaced, "VM")} left before the end`}`;
  return {
    key: "gantt",
    title,
    caption:
      "Each line is a VM, from its request to its end, in the first replication." +
      (leftOut.length === 0 ? "" : ` Too many VMs to draw: ${leftOut.join(", ")}; vms.csv has them all.`),
    svg: draw(
      "gantt",
      `Life of each VM. ${title}.`,
      PHASES.map(({ label, look }) => ({ label, fill: textureOf("gantt", look) })),
      {
        height: 60 + LINE * chosen.length,
        marginTop: 8,
        marginBottom: 44,
        marginLeft: 16 + 7 * Math.max(...labels.map(textWidth)),
        x: { label: `${unit.name} since the start`, domain: [0, longest / unit.seconds], grid: true },
        y: { label: null, domain: labels, padding: 0.25 },
        color: { type: "identity" },
        marks: [
          Plot.barX(
            bars.filter(({ start, until }) => until > start),
            { x1: "start", x2: "until", y: "line", fill: (bar: { fill: string }) => bar.fill },
          ),
        ],
      },
    ),
    table: {
      columns: ["VM", "requested", "ready", "left", "deleted"],
      rows: chosen.map(({ span, title: name }) => [
        name,
        ...[span.requested, span.ready, span.left, span.deleted].map((time) =>
          time === null ? NO_FIGURE : formatDuration(time),
        ),
      ]),
    },
  };
}
