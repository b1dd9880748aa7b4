import type { ObjectiveResult, Summary } from "../experiment/results.ts";
import { bestAlternative } from "./bestAlternative.ts";
import { formatBare, formatFigure } from "./figure.ts";
import { type MetricRow, metricRows } from "./metricRow.ts";
import { NO_FIGURE } from "./number.ts";
import { plainText } from "./plainText.ts";
import { shortNames } from "./shortNames.ts";
import type { Painter } from "./style.ts";
import { type Cell, cell, columnWidths, type TableRow, tableLine, tableWidth } from "./textTable.ts";
import { shorten, wrapText } from "./textWidth.ts";

const MOST_COLUMNS = 3;
const LONGEST_NAME = 22;
const LONGEST_LABEL = 30;
const MARK = " *";

/**
 * The alternatives beside each other: objectives first, then the metrics, the best of each marked. Alternatives are
 * columns up to three, if they fit, else rows of as many tables as the width asks for.
 *
 * @param width in terminal columns; no line is longer.
 */
export function comparisonTable(summary: Summary, width: number, paint: Painter): string[] {
  const metrics = metricRows(summary);
  const names = Object.keys(summary.alternatives);
  const objectiveColumns = objectiveRows(summary);
  const body = metrics.map((row) => metricCells(summary, row));
  const marked = body.some((cells) => cells.some(({ text }) => text.endsWith(MARK)));
  const spread = body.some((cells) => cells.some(({ text }) => text.includes("±")));
  const legend = [
    "wait: submission to start; latency: to the end; p95: 95 of 100 jobs are below",
    ...(spread ? ["± half of the 95% confidence interval"] : []),
    ...(marked ? ["* best; not marked where the difference is not clear"] : []),
    ...(isPartlyPriced(summary) ? [`${NO_FIGURE} under cost: no price is told`] : []),
  ].map((line) => paint("aside", line));
  const labelled = metrics.map(
    (row, index): TableRow => [cell(`  ${row.label}`, row.headline ? "caution" : "plain"), ...(body[index] ?? [])],
  );
  const titles = shortNames(names.map(plainText), LONGEST_NAME).map((name) => cell(name, "title"));
  const sections = [
    ...(objectiveColumns.length > 0 ? [[cell("Objectives", "title"), ...titles], ...objectiveColumns, []] : []),
    [cell(""), ...titles],
    ...labelled,
  ];
  const widths = columnWidths(sections);
  if (names.length <= MOST_COLUMNS && tableWidth(widths) <= width) {
    return [...sections.map((row) => tableLine(row, widths, paint)), ...legend];
  }
  return [
    ...objectiveBlocks(summary, titles, width, paint),
    ...panels(titles, metrics, body, width, paint).flatMap((panel, index) => (index === 0 ? panel : ["", ...panel])),
    ...legend,
  ];
}

function isPartlyPriced({ alternatives }: Summary): boolean {
  const costs = Object.values(alternatives).map(({ metrics }) => metrics["cost.total"]?.mean ?? null);
  return costs.includes(null) && costs.some((cost) => cost !== null);
}

function metricCells(summary: Summary, row: MetricRow): Cell[] {
  const best = bestAlternative(summary, row);
  return Object.entries(summary.alternatives).map(([name, { metrics }]) => {
    const estimate = metrics[row.metric];
    const text = estimate === undefined ? NO_FIGURE : formatBare(estimate, summary.scenario.currency);
    if (name === best) return cell(text + MARK, "good");
    return cell(text, row.headline && (estimate?.mean ?? 0) > 0 ? "caution" : "plain");
  });
}

function outcomeCell(result: ObjectiveResult | undefined, currency: string): Cell {
  if (result === undefined) return cell(NO_FIGURE);
  const tone = result.outcome === "met" ? "good" : result.outcome === "missed" ? "bad" : "caution";
  const value = formatFigure(result.value, null, result.unit, currency);
  return cell(result.outcome === "undecided" ? `undecided ${value}` : `${result.outcome.padEnd(6)} ${value}`, tone);
}

function objectiveNames(summary: Summary): string[] {
  const all = Object.values(summary.alternatives).flatMap(({ objectives }) =>
    objectives.map(({ objective }) => objective),
  );
  return [...new Set(all)];
}

function objectiveRows(summary: Summary): TableRow[] {
  return objectiveNames(summary).map((objective) => [
    cell(`  ${shorten(plainText(objective), LONGEST_LABEL)}`),
    ...Object.values(summary.alternatives).map(({ objectives }) =>
      outcomeCell(
        objectives.find((result) => result.objective === objective),
        summary.scenario.currency,
      ),
    ),
  ]);
}

/** An objective a paragraph, an alternative a line. */
function objectiveBlocks(summary: Summary, titles: readonly Cell[], width: number, paint: Painter): string[] {
  return objectiveNames(summary).flatMap((objective) => {
    const rows = Object.values(summary.alternatives).map(({ objectives }, index): TableRow => {
      const result = objectives.find((each) => each.objective === objective);
      return [cell(`  ${titles[index]?.text ?? ""}`), outcomeCell(result, summary.scenario.currency)];
    });
    const widths = columnWidths(rows);
    return [
      ...wrapText(`Objective ${plainText(objective)}`, width, 2).map((line) => paint("title", line)),
      ...rows.map((row) => tableLine(row, widths, paint)),
      "",
    ];
  });
}

/** Alternatives as rows: as many metrics beside each other as the width takes, the rest in further tables below. */
function panels(
  titles: readonly Cell[],
  metrics: readonly MetricRow[],
  body: readonly (readonly Cell[])[],
  width: number,
  paint: Painter,
): string[][] {
  const names = titles.map(({ text }) => cell(`  ${text}`));
  const columns = metrics.map((row, index) => [
    cell(row.heading, row.headline ? "caution" : "title"),
    ...(body[index] ?? []),
  ]);
  const tables: (readonly Cell[])[][] = [];
  const head: readonly Cell[] = [cell(""), ...names];
  let table: (readonly Cell[])[] = [head];
  for (const column of columns) {
    const candidate = [...table, column];
    if (table.length > 1 && tableWidth(columnWidths(transpose(candidate))) > width) {
      tables.push(table);
      table = [head, column];
    } else {
      table = candidate;
    }
  }
  tables.push(table);
  return tables.map((each) => {
    const rows = transpose(each);
    const widths = columnWidths(rows);
    return rows.map((row) => tableLine(row, widths, paint));
  });
}

function transpose(columns: readonly (readonly Cell[])[]): TableRow[] {
  return (columns[0] ?? []).map((_, line) => columns.map((column) => column[line] ?? cell("")));
}
