import * as Plot from "@observablehq/plot";
import type { SweepCell, SweepResult } from "../../experiment/sweep/sweepResult.ts";
import { formatFigure } from "../figure.ts";
import { NO_FIGURE } from "../number.ts";
import { pathHeadings } from "../pathHeadings.ts";
import { plainText } from "../plainText.ts";
import { shortNames } from "../shortNames.ts";
import { draw } from "./drawing.ts";
import { drawnFrom } from "./drawnFrom.ts";
import { metricAxis } from "./metricAxis.ts";
import { type Look, lookOf } from "./palette.ts";
import type { Picture } from "./picture.ts";
import { type SweptAxis, sweptAxis } from "./sweptAxis.ts";

/** More lines than these are not told apart. */
const MOST_LINES = 12;
const MOST_TICKS = 10;
const LONGEST_LABEL = 40;
const LONGEST_HEADING = 18;

interface Line extends Look {
  readonly label: string;
  readonly cells: readonly SweepCell[];
}

interface Point {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** A metric over the values of the longest numeric path, a line with its band for each alternative and setting of the others. */
export function sweepPicture(key: string, metric: string, result: SweepResult): Picture | null {
  const axis = sweptAxis(result);
  if (axis === null) return null;
  const { lines, leftOut } = linesOf(result, axis, metric);
  const cells = lines.flatMap((line) => line.cells);
  const means = cells.map((each) => each.metrics[metric]!.mean!);
  if (means.length === 0) return null;
  const { currency } = result.scenario;
  const { unit } = cells[0]!.metrics[metric]!;
  const vertical = metricAxis(metric, unit, Math.max(...means.map(Math.abs)), currency);
  const points = (line: Line): Point[] =>
    line.cells.map((each) => {
      const { mean, low, high } = each.metrics[metric]!;
      const [middle, least, most] = [mean!, drawnFrom({ low, mean: mean! }), high ?? mean!].map(
        (value) => value / vertical.scale,
      );
      return { x: axis.at(each), mean: middle!, low: least!, high: most! };
    });
  const figure = (value: number): string => formatFigure(value, null, unit, currency);
  const [least, most] = [figure(Math.min(...means)), figure(Math.max(...means))];
  const range = least === most ? `${least} throughout` : `from ${least} to ${most}`;
  const title = `${metric} is ${range} over ${plainText(axis.path)}`;
  const xs = [...new Set(cells.map(axis.at))];
  const banded = lines.some((line) => points(line).some(({ low, high }) => low < high));
  return {
    key,
    title,
    caption:
      `Mean over the replications, all on the same jobs.${banded ? " The bands are 95% intervals." : ""}` +
      (leftOut > 0 ? ` ${leftOut} lines without a cell on the frontier are left out; sweep.csv has all.` : ""),
    svg: draw(
      key,
      `${title}.`,
      lines.length < 2 ? [] : lines.map(({ label, colour, dash }) => ({ label, stroke: colour, dash })),
      {
        height: 320,
        marginLeft: 64,
        marginBottom: 44,
        x: { label: axis.label, ...(xs.length <= MOST_TICKS ? { ticks: xs, tickFormat: String } : {}) },
        upLabel: vertical.label,
        y: { label: null, grid: true, nice: true, zero: true },
        symbol: { type: "identity" },
        marks: [
          ...lines.map((line) =>
            Plot.areaY(points(line), { x: "x", y1: "low", y2: "high", fill: line.colour, fillOpacity: 0.18 }),
          ),
          ...lines.flatMap((line) => [
            Plot.line(points(line), {
              x: "x",
              y: "mean",
              stroke: line.colour,
              strokeWidth: 2,
              strokeDasharray: line.dash,
            }),
            Plot.dot(points(line), { x: "x", y: "mean", fill: line.colour, symbol: () => line.symbol, r: 3.5 }),
          ]),
        ],
      },
    ),
    table: tableOf(result, axis, lines, metric),
  };
}

function linesOf(
  { cells, paths }: SweepResult,
  axis: SweptAxis,
  metric: string,
): { readonly lines: readonly Line[]; readonly leftOut: number } {
  const others = paths.map(({ path }) => path).filter((path) => path !== axis.path);
  const headings = pathHeadings(others.length === 0 ? [axis.path] : others, LONGEST_HEADING);
  const several = new Set(cells.map(({ alternative }) => alternative)).size > 1;
  const groups = new Map<string, SweepCell[]>();
  for (const cell of cells) {
    if ((cell.metrics[metric]?.mean ?? null) === null) continue;
    const words = others.map((path, place) => `${headings[place]}=${plainText(String(cell.settings[path]))}`);
    const label = [...(several ? [plainText(cell.alternative)] : []), ...words].join(", ");
    groups.set(label, [...(groups.get(label) ?? []), cell]);
  }
  const all = [...groups];
  const good = all.filter(([, own]) => own.some(({ pareto }) => pareto));
  const kept = (all.length <= MOST_LINES ? all : good).slice(0, MOST_LINES);
  const labels = shortNames(
    kept.map(([label]) => label),
    LONGEST_LABEL,
  );
  const lines = kept.map(([, own], place) => ({
    label: labels[place]!,
    cells: [...own].sort((a, b) => axis.at(a) - axis.at(b)),
    ...lookOf(place),
  }));
  return { lines, leftOut: all.length - kept.length };
}

function tableOf({ scenario }: SweepResult, axis: SweptAxis, lines: readonly Line[], metric: string): Picture["table"] {
  const xs = [...new Set(lines.flatMap(({ cells }) => cells.map(axis.at)))].sort((a, b) => a - b);
  const figure = (cell: SweepCell | undefined): string => {
    const { mean = null, halfWidth = null, unit = "1" } = cell?.metrics[metric] ?? {};
    return cell === undefined ? NO_FIGURE : formatFigure(mean, halfWidth, unit, scenario.currency);
  };
  return {
    columns: [axis.label, ...lines.map(({ label }) => (label === "" ? metric : label))],
    rows: xs.map((x) => [String(x), ...lines.map(({ cells }) => figure(cells.find((cell) => axis.at(cell) === x)))]),
  };
}
