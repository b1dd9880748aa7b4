import * as Plot from "@observablehq/plot";
import type { TornadoCell, TornadoResult } from "../../experiment/sweep/tornadoResult.ts";
import { formatFigure } from "../figure.ts";
import { plainText } from "../plainText.ts";
import { shortNames } from "../shortNames.ts";
import { textWidth } from "../textWidth.ts";
import { draw } from "./drawing.ts";
import { metricAxis } from "./metricAxis.ts";
import { textureOf } from "./palette.ts";
import type { Picture } from "./picture.ts";
import { amountOf } from "./sweptAxis.ts";

/** Paths of each alternative; the rest move little. */
const MOST_PATHS = 8;
const MOST_ROWS = 32;
const ROW = 24;
const LONGEST_LABEL = 38;

interface Bar {
  readonly label: string;
  readonly cells: readonly TornadoCell[];
}

/** What moves a metric most: for each number the change of the mean when it is less, and when it is more. Null where nothing does. */
export function tornadoPicture(key: string, metric: string, result: TornadoResult): Picture | null {
  const { currency } = result.scenario;
  const bars = barsOf(result, metric);
  if (bars.length === 0) return null;
  const { unit } = bars[0]!.cells[0]!.metrics[metric]!;
  const change = ({ changes }: TornadoCell): number => changes[metric]?.difference ?? 0;
  const all = bars.flatMap(({ cells }) => cells.map(change));
  const axis = metricAxis(metric, unit, Math.max(...all.map(Math.abs)), currency);
  const signed = (value: number, halfWidth: number | null): string =>
    `${value > 0 ? "+" : ""}${formatFigure(value, halfWidth, unit, currency)}`;
  const segments = bars.flatMap(({ label, cells }) =>
    cells.map((cell) => ({
      label,
      x: change(cell) / axis.scale,
      low: (cell.changes[metric]?.low ?? change(cell)) / axis.scale,
      high: (cell.changes[metric]?.high ?? change(cell)) / axis.scale,
      fill: textureOf(key, LOOKS[isMore(cell, result) ? 1 : 0]!.look),
    })),
  );
  const strongest = bars[0]!;
  const title = `${strongest.label} moves ${metric} most: ${strongest.cells.map((cell) => signed(change(cell), null)).join(" and ")}`;
  const widest = Math.max(...bars.map(({ label }) => textWidth(label)));
  return {
    key,
    title,
    caption:
      "Each number changed alone, on the same jobs. The bars are the changes of the mean, the lines on them 95% intervals. " +
      "Numbers that change nothing are left out.",
    svg: draw(
      key,
      `What moves ${metric}. ${title}.`,
      LOOKS.map(({ label, look }) => ({ label, fill: textureOf(key, look) })),
      {
        height: 70 + ROW * bars.length,
        marginLeft: 16 + 7 * widest,
        marginTop: 8,
        marginBottom: 44,
        x: { label: `change of ${axis.label}`, grid: true, nice: true },
        y: { label: null, domain: bars.map(({ label }) => label), padding: 0.25 },
        color: { type: "identity" },
        marks: [
          Plot.barX(segments, { x1: 0, x2: "x", y: "label", fill: (each: { fill: string }) => each.fill }),
          Plot.ruleY(
            segments.filter(({ low, high }) => low < high),
            { x1: "low", x2: "high", y: "label", stroke: "var(--ink)", strokeWidth: 1.5 },
          ),
          Plot.ruleX([0], { stroke: "var(--ink)" }),
        ],
      },
    ),
    table: {
      columns: ["number", "value", `change of ${metric}`],
      rows: bars.flatMap(({ label, cells }) =>
        cells.map((cell) => {
          const { difference = null, low = null, high = null } = cell.changes[metric] ?? {};
          const halfWidth = low === null || high === null ? null : (high - low) / 2;
          return [label, plainText(String(cell.value)), signed(difference ?? 0, halfWidth)];
        }),
      ),
    },
  };
}

const LOOKS = [
  { label: "less of it", look: 1 },
  { label: "more of it", look: 0 },
] as const;

/** Whether a number was made larger; the format may refuse one of the two directions. */
function isMore({ path, value }: TornadoCell, { scenario }: TornadoResult): boolean {
  const before = path
    .split(".")
    .reduce<unknown>(
      (tree, key) => (tree as Readonly<Record<string, unknown>> | null | undefined)?.[key],
      scenario.resolved,
    );
  return (amountOf(value)?.number ?? 0) > (amountOf(before)?.number ?? 0);
}

function barsOf({ ranking, cells }: TornadoResult, metric: string): Bar[] {
  const ranks = ranking.filter((rank) => rank.metric === metric);
  const several = ranks.length > 1;
  const found = ranks.flatMap(({ alternative, paths }) =>
    paths.slice(0, MOST_PATHS).map((path) => ({
      title: `${several ? `${plainText(alternative)}: ` : ""}${plainText(path)}`,
      cells: cells.filter((cell) => cell.path === path && cell.alternative === alternative),
    })),
  );
  const shown = found.slice(0, MOST_ROWS);
  const labels = shortNames(
    shown.map(({ title }) => title),
    LONGEST_LABEL,
  );
  return shown.map(({ cells: own }, place) => ({ label: labels[place]!, cells: own }));
}
