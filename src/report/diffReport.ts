import type { AlternativeDiff, Diff, Difference, MetricDiff } from "../experiment/diff.ts";
import { formatBare, formatCount, formatFigure } from "./figure.ts";
import { formatNumber } from "./number.ts";
import { plainText } from "./plainText.ts";
import type { Painter, Tone } from "./style.ts";
import { cell, columnWidths, type TableRow, tableLine } from "./textTable.ts";
import { shorten, wrapText } from "./textWidth.ts";

const WIDTH = 80;
const LONGEST_VALUE = 200;
const LONGEST_METRIC = 24;
/** Metrics of a kind that are printed; all of them are in the JSON. */
const MOST_METRICS = 12;
/** Metrics of a workload, a tenant or a pool repeat those of all; of a distribution, mean and p95 are enough at a glance. */
const DETAIL = /^(?:byWorkload|byTenant|byPool|classic)\.|\.(?:p50|p90|p99|max)$/u;

const SIGNS = { changed: "~", added: "+", removed: "-" } as const;
const TONES: Readonly<Record<Difference["kind"], Tone>> = { changed: "caution", added: "good", removed: "bad" };

/** What `diff` prints: the input's differences as git writes them, then what they did to the figures of each alternative. */
export function diffReport(diff: Diff, paint: Painter): string {
  const sections = [
    [paint("title", shorten(`${plainText(diff.before)} -> ${plainText(diff.after)}`, WIDTH))],
    diff.input.length === 0 ? ["The input is the same."] : diff.input.flatMap((each) => inputLines(each, paint)),
    ...figureSections(diff, paint),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function inputLines({ kind, path, before, after }: Difference, paint: Painter): string[] {
  const where = plainText(path.join("."));
  const what =
    kind === "changed" ? `${valueText(before)} -> ${valueText(after)}` : valueText(kind === "added" ? after : before);
  return wrapText(`${SIGNS[kind]} ${where}: ${what}`, WIDTH, 4).map((line) => paint(TONES[kind], line));
}

/** A value on one line, as YAML would take it. */
function valueText(value: unknown): string {
  const text =
    typeof value === "string" ? value : JSON.stringify(value)?.replaceAll('":', '": ').replaceAll(',"', ', "');
  return shorten(plainText(text ?? "none"), LONGEST_VALUE);
}

function figureSections({ figures, currency }: Diff, paint: Painter): string[][] {
  if (figures === null) return [];
  const { paired, replications, alternatives, onlyBefore, onlyAfter } = figures;
  const how = paired ? "same draws, replication by replication" : "seeds differ, so as independent samples";
  const interval = replications > 1 ? "± is half a 95% interval" : "without an interval";
  const heading = `Figures: ${formatCount(replications, "replication")}, ${how}; ${interval}.`;
  const alone = [
    ...(onlyBefore.length === 0 ? [] : [`Only before: ${onlyBefore.map(plainText).join(", ")}.`]),
    ...(onlyAfter.length === 0 ? [] : [`Only after: ${onlyAfter.map(plainText).join(", ")}.`]),
  ];
  return [
    [heading, ...alone].flatMap((line) => wrapText(line, WIDTH, 2)),
    ...alternatives.map((alternative) => alternativeLines(alternative, currency, paint)),
  ];
}

const GROUPS = ["better", "worse", "replay", "no clear difference"] as const;
const GROUP_TONES = { better: "good", worse: "bad", replay: "plain", "no clear difference": "aside" } as const;

function alternativeLines({ before, after, metrics }: AlternativeDiff, currency: string, paint: Painter): string[] {
  const name = before === after ? plainText(before) : `${plainText(before)} -> ${plainText(after)}`;
  const overall = metrics.filter(({ metric }) => !DETAIL.test(metric));
  if (metrics.length === 0) return [paint("title", shorten(name, WIDTH)), "  every figure is the same"];
  const groups = GROUPS.map((verdict) => ({
    verdict,
    members: overall.filter((metric) => metric.verdict === verdict),
  })).filter(({ members }) => members.length > 0);
  const rows: TableRow[] = groups.flatMap(({ verdict, members }) => [
    [cell(`  ${verdict === "replay" ? "seen once" : verdict}`, GROUP_TONES[verdict])],
    ...members.slice(0, MOST_METRICS).map((metric) => metricRow(metric, currency)),
  ]);
  const head: TableRow = ["", "before", "after", "difference", ""].map((text) => cell(text, "aside"));
  const widths = columnWidths([head, ...rows]);
  const shown = groups.reduce((sum, { members }) => sum + Math.min(MOST_METRICS, members.length), 0);
  const more = metrics.length - shown;
  return [
    paint("title", shorten(name, WIDTH)),
    ...[head, ...rows].map((row) => tableLine(row, widths, paint)),
    ...(more > 0 ? [`  and ${formatCount(more, "other figure")} changed; --json lists them all`] : []),
  ];
}

function metricRow(
  { metric, unit, before, after, difference, low, high, ratio }: MetricDiff,
  currency: string,
): TableRow {
  const halfWidth = low === null || high === null ? null : (high - low) / 2;
  const bare = unit === "s" || unit === "share" || unit === "USD" || unit === "USD/d" ? unit : "count";
  const withoutSpread = (estimate: typeof before): string => formatBare({ ...estimate, halfWidth: null }, currency);
  return [
    cell(`    ${shorten(plainText(metric), LONGEST_METRIC)}`),
    cell(withoutSpread(before)),
    cell(withoutSpread(after)),
    cell(formatFigure(difference, halfWidth, bare, currency)),
    cell(ratioText(ratio)),
  ];
}

/** `+25%`, `x 3.2`; nothing where there is nothing to divide by. */
function ratioText(ratio: number | null): string {
  if (ratio === null || ratio <= 0) return "";
  if (ratio >= 2) return `x ${formatNumber(ratio)}`;
  const percent = (ratio - 1) * 100;
  return `${percent > 0 ? "+" : ""}${formatNumber(Math.abs(percent) < 10 ? Number(percent.toFixed(1)) : Math.round(percent))}%`;
}
