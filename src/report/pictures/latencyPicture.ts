import * as Plot from "@observablehq/plot";
import { extent, group, min } from "d3-array";
import type { ObjectiveResult } from "../../experiment/results.ts";
import { meanInterval } from "../../statistics/interval.ts";
import { bestAlternative } from "../bestAlternative.ts";
import { formatDuration } from "../duration.ts";
import { metricRows } from "../metricRow.ts";
import { NO_FIGURE } from "../number.ts";
import { plainText } from "../plainText.ts";
import type { ReportData } from "../reportData.ts";
import { axisUnit } from "./axisUnit.ts";
import { type Drawing, draw } from "./drawing.ts";
import type { Picture } from "./picture.ts";
import { type Series, seriesOf } from "./series.ts";

/** Where one alternative's curve is, over its replications. */
interface CurvePoint {
  readonly percent: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number | null;
}

interface Curve {
  readonly series: Series;
  readonly points: readonly CurvePoint[];
}

const TABLE_PERCENTS = [0, 10, 50, 90, 95, 98, 99, 99.9, 100];
/** Beyond this ratio of a long latency to a usual one, equal steps are equal factors. */
const WIDE = 40;
const USUAL_FROM = 25;
/** The longest hundredth would push all others to the side. */
const DRAWN_UP_TO = 99.5;
/** The bands of more alternatives would hide their lines. */
const MOST_BANDED = 6;

/** How long jobs take, from submission to end: the share of jobs done within a time, for each alternative. */
export function latencyPicture(data: ReportData): Picture | null {
  const curves = seriesOf(data.summary)
    .map((series) => ({ series, points: curveOf(data, series.name) }))
    .filter(({ points }) => points.length > 0);
  if (curves.length === 0) return null;
  const title = titleOf(data, curves);
  const banded = curves.some(({ points }) => points.some(({ halfWidth }) => (halfWidth ?? 0) > 0));
  return {
    key: "latency",
    title,
    caption:
      `Share of the finished jobs that were done within a time from their submission, up to ${DRAWN_UP_TO}%.` +
      (banded && curves.length <= MOST_BANDED
        ? " The band is the 95% interval of each quantile over the replications."
        : "") +
      (objectivesOn(data).length > 0 ? " A cross marks an objective: the curve must pass on its left." : ""),
    svg: draw("latency", `Distribution of the latency. ${title}.`, legendOf(curves), options(data, curves)),
    table: tableOf(curves),
  };
}

function curveOf({ latency }: ReportData, alternative: string): CurvePoint[] {
  const byPercent = group(latency.get(alternative) ?? [], ({ percent }) => percent);
  return [...byPercent].map(([percent, rows]) => {
    const { mean, halfWidth, low, high } = meanInterval(rows.map(({ seconds }) => seconds));
    return { percent, mean, halfWidth, low: Math.max(0, low ?? mean), high: high ?? mean };
  });
}

function titleOf(data: ReportData, curves: readonly Curve[]): string {
  const { summary } = data;
  const label = new Map(curves.map(({ series }) => [series.name, series.label]));
  const p95 = (name: string): number | null => summary.alternatives[name]?.metrics["latency.p95"]?.mean ?? null;
  const [only] = curves;
  if (only !== undefined && curves.length === 1) {
    const value = p95(only.series.name);
    return value === null ? "How long jobs take" : `95% of jobs are done within ${formatDuration(value)}`;
  }
  const row = metricRows(summary).find(({ metric }) => metric === "latency.p95");
  const best = row === undefined ? null : bestAlternative(summary, row);
  const known = curves.map(({ series }) => series.name).filter((name) => p95(name) !== null);
  const slowest = [...known].sort((a, b) => p95(b)! - p95(a)!)[0];
  const fastest = [...known].sort((a, b) => p95(a)! - p95(b)!)[0];
  if (slowest === undefined || fastest === undefined) return "How long jobs take";
  if (best === null) {
    const [low, high] = [formatDuration(p95(fastest)!), formatDuration(p95(slowest)!)];
    return low === high
      ? `No clear difference: 95% of jobs within ${low}`
      : `95% of jobs are done within ${low} (${label.get(fastest)}) to ${high} (${label.get(slowest)})`;
  }
  return `${label.get(best) ?? best} is fastest: 95% of jobs within ${formatDuration(p95(best)!)}; ${label.get(slowest)} needs ${formatDuration(p95(slowest)!)}`;
}

function legendOf(curves: readonly Curve[]) {
  return curves.map(({ series }) => ({ label: series.label, stroke: series.colour, dash: series.dash }));
}

function options(data: ReportData, curves: readonly Curve[]): Drawing {
  const drawn = curves.map(({ series, points }) => ({
    series,
    points: points.filter(({ percent }) => percent <= DRAWN_UP_TO),
  }));
  const all = drawn.flatMap(({ points }) => points.filter(({ percent }) => percent >= 1));
  const [shortest = 0, longest = 0] = extent(all, ({ mean }) => mean);
  const usual = min(all, ({ percent, mean }) => (percent >= USUAL_FROM ? mean : null)) ?? Number.POSITIVE_INFINITY;
  const logarithmic = shortest > 0 && longest / usual > WIDE;
  const unit = axisUnit(longest);
  const x = (seconds: number): number =>
    logarithmic ? Math.log10(Math.max(shortest, seconds)) : seconds / unit.seconds;
  const objectives = objectivesOn(data).filter(({ bound }) => bound >= shortest || !logarithmic);
  const spread = drawn.filter(({ points }) => points.some(({ low, high }) => low < high));
  const banded = drawn.length <= MOST_BANDED ? spread : [];
  const bands = banded.map(({ series, points }) =>
    Plot.areaX(points, {
      y: "percent",
      x1: ({ low }: CurvePoint) => x(low),
      x2: ({ high }: CurvePoint) => x(high),
      fill: series.colour,
      fillOpacity: 0.18,
    }),
  );
  const lines = drawn.map(({ series, points }) =>
    Plot.line(points, {
      x: ({ mean }: CurvePoint) => x(mean),
      y: "percent",
      stroke: series.colour,
      strokeWidth: 2.2,
      strokeDasharray: series.dash,
    }),
  );
  return {
    height: 330,
    marginLeft: 48,
    marginBottom: 44,
    x: logarithmic
      ? {
          label: "latency (each step a factor)",
          ticks: PERSONS_TIMES.filter((seconds) => seconds >= shortest && seconds <= longest).map(Math.log10),
          tickFormat: (power: number) => formatDuration(Number((10 ** power).toPrecision(6))),
        }
      : { label: `latency, ${unit.name}`, zero: true, nice: true },
    upLabel: "jobs done, %",
    y: { label: null, domain: [0, 100], grid: true },
    marks: [
      ...bands,
      ...lines,
      Plot.dot(objectives, {
        x: ({ bound }: ObjectiveResult) => x(bound),
        y: ({ metric }: ObjectiveResult) => percentOf(metric),
        symbol: "times",
        r: 6,
        stroke: "var(--ink)",
        strokeWidth: 2,
      }),
    ],
  };
}

const PERSONS_TIMES = [1e-3, 1e-2, 0.1, 1, 10, 60, 600, 3600, 36_000, 86_400, 864_000, 8_640_000];

/** Objectives on a quantile of the latency of all jobs, each once. */
function objectivesOn({ summary }: ReportData): ObjectiveResult[] {
  const all = Object.values(summary.alternatives).flatMap(({ objectives }) => objectives);
  return all.filter(
    ({ metric, objective }, place) =>
      percentOf(metric) !== null && all.findIndex((other) => other.objective === objective) === place,
  );
}

function percentOf(metric: string): number | null {
  const percent = /^latency\.p(\d+(?:\.\d+)?)$/u.exec(metric)?.[1];
  return percent === undefined ? null : Number(percent);
}

function tableOf(curves: readonly Curve[]): Picture["table"] {
  return {
    columns: ["jobs done", ...curves.map(({ series }) => plainText(series.name))],
    rows: TABLE_PERCENTS.map((percent) => [
      percent === 0 ? "the first" : percent === 100 ? "all" : `${percent}%`,
      ...curves.map(({ points }) => {
        const point = points.find((each) => each.percent === percent);
        return point === undefined ? NO_FIGURE : formatDuration(point.mean, point.halfWidth);
      }),
    ]),
  };
}
