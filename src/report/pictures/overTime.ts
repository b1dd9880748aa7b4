import * as Plot from "@observablehq/plot";
import { max, sum } from "d3-array";
import type { ReportData } from "../reportData.ts";
import { axisUnit } from "./axisUnit.ts";
import { draw } from "./drawing.ts";
import { type Counted, changes, historyOf, type Moment, standingAt } from "./history.ts";
import { textureOf } from "./palette.ts";
import type { Picture } from "./picture.ts";
import { type Series, seriesOf } from "./series.ts";

/** A kind of job or VM that is counted, with its words and its look. */
export interface Kind {
  readonly count: Counted;
  readonly label: string;
  readonly look: number;
}

/** One alternative over time. */
export interface History {
  readonly series: Series;
  readonly moments: readonly Moment[];
}

interface OverTime {
  readonly key: string;
  readonly title: string;
  readonly caption: string;
  readonly axis: string;
  readonly histories: readonly History[];
  readonly kinds: readonly Kind[];
}

const PANEL = 92;
const TABLE_ROWS = 24;

/** The histories of those alternatives in which anything of these kinds is ever counted. */
export function historiesWith(data: ReportData, kinds: readonly Kind[]): History[] {
  return seriesOf(data.summary)
    .map((series) => ({ series, moments: historyOf(data, series.name) }))
    .filter(({ moments }) => moments.some((moment) => kinds.some(({ count }) => moment[count] > 0)));
}

/** Counts over time, stacked: a panel for each alternative, all on the same scale. */
export function overTime(data: ReportData, { key, title, caption, axis, histories, kinds }: OverTime): Picture {
  const seen = kinds.filter(({ count }) => histories.some(({ moments }) => moments.some((each) => each[count] > 0)));
  const end = max(histories, ({ moments }) => moments.at(-1)?.time) ?? 0;
  const unit = axisUnit(end);
  const rows = histories.flatMap(({ series, moments }) =>
    changes(
      moments,
      seen.map(({ count }) => count),
    ).flatMap((moment) =>
      seen.map(({ count, look }) => ({
        panel: series.label,
        time: moment.time / unit.seconds,
        value: moment[count],
        kind: textureOf(key, look),
      })),
    ),
  );
  const highest =
    max(histories, ({ moments }) => max(moments, (moment) => sum(seen, ({ count }) => moment[count]))) ?? 0;
  const warmUp = data.summary.scenario.warmUpSeconds / unit.seconds;
  return {
    key,
    title,
    caption: `${caption}${warmUp > 0 ? " The dashed line is the end of the warm-up." : ""} First replication; timeline.csv has all of them.`,
    svg: draw(
      key,
      `${axis} over time, by alternative. ${title}.`,
      seen.map(({ label, look }) => ({ label, fill: textureOf(key, look) })),
      {
        height: 72 + PANEL * histories.length,
        marginLeft: 52,
        marginBottom: 44,
        x: { label: `${unit.name} since the start`, domain: [0, end / unit.seconds] },
        upLabel: axis,
        y: { label: null, grid: true, ticks: Math.min(3, highest), nice: true },
        fy: { axis: null, domain: histories.map(({ series }) => series.label), padding: 0.16 },
        color: { type: "identity" },
        marks: [
          Plot.areaY(
            rows,
            Plot.stackY(
              { order: seen.map(({ look }) => textureOf(key, look)) },
              {
                x: "time",
                y: "value",
                z: "kind",
                fy: "panel",
                fill: (row: { kind: string }) => row.kind,
                curve: "step-after",
              },
            ),
          ),
          ...(warmUp > 0 ? [Plot.ruleX([warmUp], { stroke: "var(--ink)", strokeDasharray: "4 3" })] : []),
          Plot.ruleY([0], { stroke: "var(--soft)" }),
          Plot.text(histories, {
            fy: ({ series }: History) => series.label,
            text: ({ series }: History) => series.label,
            frameAnchor: "top-left",
            dx: 6,
            dy: 2,
            fontWeight: 600,
            fill: "var(--ink)",
            stroke: "var(--paper)",
            strokeWidth: 4,
          }),
        ],
      },
    ),
    table: tableOf(histories, seen, unit),
  };
}

function tableOf(histories: readonly History[], kinds: readonly Kind[], unit: ReturnType<typeof axisUnit>) {
  const times = [...new Set(histories.flatMap(({ moments }) => moments.map(({ time }) => time)))].sort((a, b) => a - b);
  const stride = Math.max(1, Math.ceil(times.length / TABLE_ROWS));
  const some = times.filter((_, place) => place % stride === 0);
  return {
    columns: [unit.name, ...histories.flatMap(({ series }) => kinds.map(({ label }) => `${series.label}: ${label}`))],
    rows: some.map((time) => [
      String(Math.round((time / unit.seconds) * 100) / 100),
      ...histories.flatMap(({ moments }) => {
        const moment = standingAt(moments, time);
        return kinds.map(({ count }) => String(moment?.[count] ?? 0));
      }),
    ]),
  };
}
