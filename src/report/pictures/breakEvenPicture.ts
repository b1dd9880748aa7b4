import * as Plot from "@observablehq/plot";
import type { BreakEvenPoint, BreakEvenResult } from "../../experiment/breakEven/breakEvenResult.ts";
import { breakEvenAnswer } from "../breakEvenText.ts";
import { formatFigure } from "../figure.ts";
import { plainText } from "../plainText.ts";
import { shortNames } from "../shortNames.ts";
import { draw } from "./drawing.ts";
import { drawnFrom } from "./drawnFrom.ts";
import { metricAxis } from "./metricAxis.ts";
import { lookOf } from "./palette.ts";
import type { Picture } from "./picture.ts";
import { amountOf, axisLabel } from "./sweptAxis.ts";

const LONGEST_LABEL = 24;
/** A range that is as wide is drawn in equal ratios. */
const WIDE = 10;

/** Two alternatives over a number, each with its band, and where they cross with the interval of that. */
export function breakEvenPicture(result: BreakEvenResult): Picture {
  const { points, crossing, between, metric, unit, over, scenario } = result;
  const number = (value: number | string): number => amountOf(value)!.number;
  const x = ({ value }: BreakEvenPoint): number => number(value);
  const largest = Math.max(...points.flatMap(({ first, second }) => [Math.abs(first.mean), Math.abs(second.mean)]));
  const axis = metricAxis(metric, unit, largest, scenario.currency);
  const labels = shortNames(between.map(plainText), LONGEST_LABEL);
  const lines = (["first", "second"] as const).map((side, place) => ({
    label: labels[place]!,
    ...lookOf(place),
    rows: points.map((point) => ({
      x: x(point),
      mean: point[side].mean / axis.scale,
      low: drawnFrom(point[side]) / axis.scale,
      high: (point[side].high ?? point[side].mean) / axis.scale,
    })),
  }));
  const least = x(points[0]!);
  const most = x(points.at(-1)!);
  const [answer = "", ...rest] = breakEvenAnswer(result);
  const title = answer.replaceAll("\u00A0", " ").replace(/\.$/u, "");
  const where = crossing === null ? [] : [number(crossing.value)];
  const limits =
    crossing === null ? [] : [{ low: number(crossing.low ?? result.from), high: number(crossing.high ?? result.to) }];
  const figure = ({ mean, low, high }: BreakEvenPoint["first"]): string =>
    formatFigure(mean, low === null || high === null ? null : (high - low) / 2, unit, scenario.currency);
  return {
    key: "break-even",
    title,
    caption:
      `Both on the same jobs; the bands are 95% intervals of each.${crossing === null ? "" : " The upright line is where they cross."}` +
      (limits.length > 0 && scenario.replications > 1
        ? " Within the tinted stretch no difference shows at 95% confidence."
        : "") +
      (rest.length > 0 ? ` ${rest.join(" ").replaceAll("\u00A0", " ")}` : ""),
    svg: draw(
      "break-even",
      `${metric} over ${plainText(over)}. ${title}.`,
      lines.map(({ label, colour, dash }) => ({ label, stroke: colour, dash })),
      {
        height: 320,
        marginLeft: 64,
        marginBottom: 44,
        x: {
          label: axisLabel(over, amountOf(result.from)?.unit ?? ""),
          ...(least > 0 && most / least >= WIDE ? { type: "log" as const } : {}),
        },
        upLabel: axis.label,
        y: { label: null, grid: true, nice: true, zero: true },
        marks: [
          ...(scenario.replications > 1
            ? [Plot.rectX(limits, { x1: "low", x2: "high", fill: "var(--soft)", fillOpacity: 0.18 })]
            : []),
          ...lines.map(({ rows, colour }) =>
            Plot.areaY(rows, { x: "x", y1: "low", y2: "high", fill: colour, fillOpacity: 0.18 }),
          ),
          ...lines.map(({ rows, colour, dash }) =>
            Plot.line(rows, { x: "x", y: "mean", stroke: colour, strokeWidth: 2.2, strokeDasharray: dash }),
          ),
          Plot.ruleX(where, { stroke: "var(--ink)", strokeWidth: 1.5 }),
        ],
      },
    ),
    table: {
      columns: [plainText(over), ...labels, "difference"],
      rows: points.map((point) => [
        plainText(String(point.value)),
        figure(point.first),
        figure(point.second),
        figure(point.difference),
      ]),
    },
  };
}
