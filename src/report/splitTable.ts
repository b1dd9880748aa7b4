import type { Estimate, Summary } from "../experiment/results.ts";
import { formatDuration } from "./duration.ts";
import { formatCount } from "./figure.ts";
import { formatNumber, formatShare } from "./number.ts";
import { plainText } from "./plainText.ts";
import { shortNames } from "./shortNames.ts";
import type { Painter } from "./style.ts";
import { type Cell, cell, columnWidths, tableLine, tableWidth } from "./textTable.ts";
import { wrapText } from "./textWidth.ts";
import { whereTheHoursWent, whereTheTimeWent } from "./whereItWent.ts";

type Metrics = Readonly<Record<string, Estimate>>;

/** A line of a table: its name, and its figures by column. */
interface SplitRow {
  readonly name: string;
  readonly parts: readonly number[];
}

const LONGEST_NAME = 26;

const TIME = [
  ["held", "held"],
  ["queued", "queued"],
  ["provisioning", "provisioning"],
  ["dispatch", "dispatch"],
  ["transfer", "transfer"],
  ["service", "service"],
  ["restarts", "restarts"],
  ["lastTask", "last task"],
] as const;

const HOURS = ["busy", "idle", "transferring", "leaving", "rounding"] as const;

/** What a mean job's latency went on, an alternative a line; in sentences where the table would be too wide. */
export function timeSplit(summary: Summary, width: number, paint: Painter): string[] {
  const rows = Object.entries(summary.alternatives)
    .map(([name, { metrics }]) => ({ name, parts: TIME.map(([part]) => meanOf(metrics, `parts.${part}.mean`)) }))
    .filter(({ parts }) => parts.some((part) => part > 0));
  const columns = TIME.map(([, words]) => words);
  const table = tableOf(
    "Where the time went",
    columns,
    rows,
    (row) => row.parts.map((part) => formatDuration(part)),
    paint,
  );
  return table !== null && table.width <= width ? table.lines : sentences(summary, whereTheTimeWent, width);
}

/**
 * What the billed hours went on, an alternative a line, below it its pools and billing plans where it has several. Nothing
 * where only running jobs were billed. In sentences where the table would be too wide.
 */
export function hoursSplit(summary: Summary, width: number, paint: Painter): string[] {
  const rows = Object.entries(summary.alternatives).flatMap(([name, { metrics }]): SplitRow[] => {
    const own = hoursRow(name, "", metrics);
    if (own === null || own.parts[1]! >= own.parts[0]!) return [];
    const below = ["byPool", "byPlan"].flatMap((kind) => {
      const names = namesUnder(metrics, kind);
      const words = kind === "byPlan" ? "on " : "";
      return names.length < 2 ? [] : names.map((part) => hoursRow(`  ${words}${part}`, `${kind}.${part}.`, metrics));
    });
    return [own, ...below.filter((row) => row !== null)];
  });
  const columns = ["billed", ...HOURS];
  const texts = ({ parts: [billed = 0, ...others] }: SplitRow): string[] => [
    `${formatNumber(billed)} h`,
    ...others.map((hours) => formatShare(hours / billed)),
  ];
  const table = tableOf("Where the hours went", columns, rows, texts, paint);
  if (table === null || table.width > width) return sentences(summary, whereTheHoursWent, width);
  return [...table.lines, ...provisioningNote(summary, width)];
}

function hoursRow(name: string, prefix: string, metrics: Metrics): SplitRow | null {
  const parts = ["billed", ...HOURS].map((kind) => meanOf(metrics, `${prefix}computeHours.${kind}`));
  return parts[0]! > 0 ? { name, parts } : null;
}

/** Provisioning is not among the billed hours, and people look for it there. */
function provisioningNote({ alternatives }: Summary, width: number): string[] {
  const waiting = Object.entries(alternatives)
    .map(([name, { metrics }]) => [plainText(name), meanOf(metrics, "vms.provisioning")] as const)
    .filter(([, vms]) => vms > 0)
    .map(([name, vms]) => `${formatCount(vms, "VM")} (${name})`);
  return waiting.length === 0 ? [] : wrapText(`In provisioning on average: ${waiting.join(", ")}.`, width, 2);
}

/** Columns of nothing are left out; null where no line is left. */
function tableOf(
  title: string,
  columns: readonly string[],
  rows: readonly SplitRow[],
  texts: (row: SplitRow) => readonly string[],
  paint: Painter,
): { readonly lines: string[]; readonly width: number } | null {
  if (rows.length === 0) return null;
  const shown = columns.map((_, column) => rows.some(({ parts }) => parts[column]! > 0));
  const names = shortNames(
    rows.map(({ name }) => plainText(name)),
    LONGEST_NAME,
  );
  const body = rows.map((row, i): Cell[] => [
    cell(`  ${/^ */u.exec(row.name)![0]}${names[i]!.trim()}`),
    ...texts(row)
      .map((text, column) => cell(row.parts[column]! > 0 ? text : ""))
      .filter((_, column) => shown[column]),
  ]);
  const heading = [cell(title, "title"), ...columns.filter((_, column) => shown[column]).map((name) => cell(name))];
  const all = [heading, ...body];
  const widths = columnWidths(all);
  return { lines: all.map((row) => tableLine(row, widths, paint)), width: tableWidth(widths) };
}

/** The names of the parts that a summary has figures of: `byPool.<name>.computeHours.billed`. */
function namesUnder(metrics: Metrics, kind: string): string[] {
  const ending = ".computeHours.billed";
  return Object.keys(metrics)
    .filter((metric) => metric.startsWith(`${kind}.`) && metric.endsWith(ending))
    .map((metric) => metric.slice(kind.length + 1, -ending.length));
}

function sentences(summary: Summary, tell: typeof whereTheTimeWent, width: number): string[] {
  const texts = Object.keys(summary.alternatives).map((name) => tell(summary, name));
  return texts.flatMap((text) => (text === null ? [] : wrapText(text, width, 2)));
}

function meanOf(metrics: Metrics, metric: string): number {
  return metrics[metric]?.mean ?? 0;
}
