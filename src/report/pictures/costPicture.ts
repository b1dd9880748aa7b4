import * as Plot from "@observablehq/plot";
import type { Estimate } from "../../experiment/results.ts";
import { formatFigure } from "../figure.ts";
import { formatMoney } from "../money.ts";
import { formatNumber } from "../number.ts";
import { plainText } from "../plainText.ts";
import type { ReportData } from "../reportData.ts";
import { axisUnit } from "./axisUnit.ts";
import { draw } from "./drawing.ts";
import { drawnFrom } from "./drawnFrom.ts";
import type { Picture } from "./picture.ts";
import { listed, type Series, seriesOf } from "./series.ts";

interface Choice {
  readonly series: Series;
  readonly cost: Estimate & { readonly mean: number };
  readonly latency: Estimate & { readonly mean: number };
  /** No other one is cheaper or as cheap, and faster or as fast. */
  readonly onFrontier: boolean;
}

/** More names than these would cover each other. */
const MOST_NAMED = 6;

/** Cost against the 95th percentile of latency. Null unless two alternatives have a price. */
export function costPicture({ summary }: ReportData): Picture | null {
  const known = seriesOf(summary).flatMap((series) => {
    const { "cost.total": cost, "latency.p95": latency } = summary.alternatives[series.name]!.metrics;
    if (cost === undefined || latency === undefined || !hasMean(cost) || !hasMean(latency)) return [];
    return [{ series, cost, latency }];
  });
  if (known.length < 2) return null;
  const choices = known.map((each) => ({ ...each, onFrontier: !known.some((other) => dominates(other, each)) }));
  const frontier = choices.filter(({ onFrontier }) => onFrontier).sort((a, b) => a.cost.mean - b.cost.mean);
  const { currency } = summary.scenario;
  const title = titleOf(frontier, choices);
  const numbered = choices.length > MOST_NAMED;
  const marked = (place: number): string => (numbered ? String(place + 1) : choices[place]!.series.label);
  const legend = numbered
    ? choices.map(({ series }, place) => ({ label: `${marked(place)} ${series.label}`, fill: series.colour }))
    : [];
  const unit = axisUnit(Math.max(...choices.map(({ latency }) => latency.mean)));
  return {
    key: "cost",
    title,
    caption:
      "Each mark is an alternative, its bars the 95% intervals. Down and left is better. The line joins the frontier: " +
      "whatever is off it is beaten in one of the two and not better in the other.",
    svg: draw("cost", `Cost against p95 of latency. ${title}.`, legend, {
      height: 340,
      marginLeft: 56,
      marginBottom: 44,
      marginRight: 110,
      x: { label: `cost, ${plainText(currency)}`, grid: true, nice: true, zero: true },
      upLabel: `p95 of latency, ${unit.name}`,
      y: { label: null, grid: true, nice: true, zero: true },
      color: { type: "identity" },
      symbol: { type: "identity" },
      marks: marksOf(choices, frontier, unit.seconds, marked),
    }),
    table: {
      columns: ["alternative", "cost", "p95 of latency", "on the frontier"],
      rows: choices.map(({ series, cost, latency, onFrontier }) => [
        plainText(series.name),
        formatMoney(cost.mean, cost.halfWidth, currency),
        formatFigure(latency.mean, latency.halfWidth, latency.unit, currency),
        onFrontier ? "yes" : "no",
      ]),
    },
  };
}

function hasMean(estimate: Estimate): estimate is Estimate & { readonly mean: number } {
  return estimate.mean !== null;
}

function dominates(a: Pick<Choice, "cost" | "latency">, b: Pick<Choice, "cost" | "latency">): boolean {
  const cheaper = a.cost.mean - b.cost.mean;
  const faster = a.latency.mean - b.latency.mean;
  return cheaper <= 0 && faster <= 0 && (cheaper < 0 || faster < 0);
}

function titleOf(frontier: readonly Choice[], all: readonly Choice[]): string {
  const [cheapest, ...others] = frontier;
  const fastest = others.at(-1);
  if (cheapest === undefined) return "Cost against latency";
  if (fastest === undefined) {
    const name = cheapest.series.label;
    if (all.every(({ cost }) => cost.mean === cheapest.cost.mean)) return `${name} is the fastest at the same cost`;
    if (all.every(({ latency }) => latency.mean === cheapest.latency.mean))
      return `${name} is the cheapest at the same p95`;
    return `${name} is both the cheapest and the fastest of ${all.length}`;
  }
  const faster = cheapest.latency.mean / fastest.latency.mean;
  const dearer = fastest.cost.mean / cheapest.cost.mean;
  if (!Number.isFinite(faster) || !Number.isFinite(dearer)) {
    return `${listed(
      frontier.map(({ series }) => series.label),
      "alternatives",
    )} are worth their price`;
  }
  return (
    `${fastest.series.label} has ${formatNumber(100 - 100 / faster)}% less p95 than ${cheapest.series.label}, ` +
    `for ${dearer < 2 ? `${formatNumber((dearer - 1) * 100)}% more` : `${formatNumber(dearer)} times the cost`}`
  );
}

function marksOf(
  choices: readonly Choice[],
  frontier: readonly Choice[],
  scale: number,
  marked: (place: number) => string,
): Plot.Markish[] {
  const x = ({ cost }: Choice): number => cost.mean;
  const y = ({ latency }: Choice): number => latency.mean / scale;
  const colour = ({ series }: Choice): string => series.colour;
  return [
    Plot.line(frontier, { x, y, stroke: "var(--soft)", strokeDasharray: "2 4", strokeWidth: 1.5 }),
    Plot.link(choices, {
      x1: ({ cost }: Choice) => drawnFrom(cost),
      x2: ({ cost }: Choice) => cost.high ?? cost.mean,
      y1: y,
      y2: y,
      stroke: colour,
      strokeWidth: 1.5,
    }),
    Plot.link(choices, {
      x1: x,
      x2: x,
      y1: ({ latency }: Choice) => drawnFrom(latency) / scale,
      y2: ({ latency }: Choice) => (latency.high ?? latency.mean) / scale,
      stroke: colour,
      strokeWidth: 1.5,
    }),
    Plot.dot(choices, { x, y, fill: colour, symbol: ({ series }: Choice) => series.symbol, r: 5.5 }),
    Plot.text(choices, {
      x,
      y,
      text: (_choice: Choice, place: number) => marked(place),
      textAnchor: "start",
      dx: 9,
      dy: -8,
      stroke: "var(--paper)",
      strokeWidth: 3,
      fill: "var(--ink)",
    }),
  ];
}
