import * as Plot from "@observablehq/plot";
import type { SweepCell, SweepResult } from "../../experiment/sweep/sweepResult.ts";
import { formatFigure } from "../figure.ts";
import { pathHeadings } from "../pathHeadings.ts";
import { plainText } from "../plainText.ts";
import { draw } from "./drawing.ts";
import { metricAxis } from "./metricAxis.ts";
import { lookOf } from "./palette.ts";
import type { Picture } from "./picture.ts";

const LONGEST_HEADING = 18;
/** More rows than these are looked up in sweep.csv. */
const MOST_ROWS = 60;

/** Cost against what it is traded for: every cell, those on the frontier named. Null unless two cells have both. */
export function frontierPicture(result: SweepResult): Picture | null {
  const { cost, against } = result.frontier;
  const cells = result.cells.filter(
    ({ metrics }) => (metrics[cost]?.mean ?? null) !== null && (metrics[against]?.mean ?? null) !== null,
  );
  if (cells.length < 2) return null;
  const { currency } = result.scenario;
  const mean = (cell: SweepCell, metric: string): number => cell.metrics[metric]!.mean!;
  const axis = (metric: string) =>
    metricAxis(
      metric,
      cells[0]!.metrics[metric]!.unit,
      Math.max(...cells.map((cell) => Math.abs(mean(cell, metric)))),
      currency,
    );
  const [across, up] = [axis(cost), axis(against)];
  const x = (cell: SweepCell): number => mean(cell, cost) / across.scale;
  const y = (cell: SweepCell): number => mean(cell, against) / up.scale;
  const frontier = cells.filter(({ pareto }) => pareto).sort((a, b) => x(a) - x(b));
  const names = namesOf(result);
  const alternatives = [...new Set(result.cells.map(({ alternative }) => alternative))];
  const colour = ({ alternative }: SweepCell): string => lookOf(alternatives.indexOf(alternative)).colour;
  const symbol = ({ alternative }: SweepCell): string => lookOf(alternatives.indexOf(alternative)).symbol;
  const figure = (cell: SweepCell, metric: string): string => {
    const { mean: value, halfWidth, unit } = cell.metrics[metric]!;
    return formatFigure(value, halfWidth, unit, currency);
  };
  const [cheapest, best] = [frontier[0], frontier.at(-1)];
  const title =
    cheapest === undefined || best === undefined || cheapest === best
      ? `${cost} against ${against} of ${cells.length} cells`
      : `${frontier.length} of ${cells.length} cells are worth their cost, from ${figure(cheapest, cost)} to ${figure(best, cost)}`;
  return {
    key: "frontier",
    title,
    caption:
      "Each mark is an alternative at a point of the grid; those on the frontier are filled and, with one workload, joined: no other " +
      "cell of the same workload has less of one and no more of the other.",
    svg: draw(
      "frontier",
      `${cost} against ${against}. ${title}.`,
      alternatives.length < 2
        ? []
        : alternatives.map((name, place) => ({ label: plainText(name), fill: lookOf(place).colour })),
      {
        height: 340,
        marginLeft: 64,
        marginBottom: 44,
        x: { label: across.label, grid: true, nice: true, zero: true },
        upLabel: up.label,
        y: { label: null, grid: true, nice: true, zero: true },
        color: { type: "identity" },
        symbol: { type: "identity" },
        marks: [
          ...(isOneStaircase(frontier, y)
            ? [Plot.line(frontier, { x, y, stroke: "var(--soft)", strokeDasharray: "2 4", strokeWidth: 1.5 })]
            : []),
          Plot.dot(cells, { x, y, stroke: colour, symbol, r: 3.5, strokeOpacity: 0.7 }),
          Plot.dot(frontier, { x, y, fill: colour, symbol, r: 5 }),
        ],
      },
    ),
    table: {
      columns: ["cell", cost, against],
      rows: (frontier.length > MOST_ROWS ? frontier.slice(0, MOST_ROWS) : frontier).map((cell) => [
        names(cell),
        figure(cell, cost),
        figure(cell, against),
      ]),
    },
  };
}

/** Where the grid has several workloads, each has a frontier of its own, and one line through all would say nothing. */
function isOneStaircase(frontier: readonly SweepCell[], y: (cell: SweepCell) => number): boolean {
  return frontier.every((cell, place) => place === 0 || y(cell) <= y(frontier[place - 1]!));
}

/** `vms=4, rate=60/h, classic`. */
function namesOf({ paths, cells }: SweepResult): (cell: SweepCell) => string {
  const headings = pathHeadings(
    paths.map(({ path }) => path),
    LONGEST_HEADING,
  );
  const several = new Set(cells.map(({ alternative }) => alternative)).size > 1;
  return ({ settings, alternative }) =>
    [
      ...paths.map(({ path }, place) => `${headings[place]}=${plainText(String(settings[path]))}`),
      ...(several ? [plainText(alternative)] : []),
    ].join(", ");
}
