import type { SweepCell, SweepResult } from "../experiment/sweep/sweepResult.ts";
import { formatCount, formatFigure } from "./figure.ts";
import { NO_FIGURE } from "./number.ts";
import { pathHeadings } from "./pathHeadings.ts";
import { plainText } from "./plainText.ts";
import { shortNames } from "./shortNames.ts";
import type { Painter, Tone } from "./style.ts";
import { sweepFacts } from "./sweepFacts.ts";
import { fileLines, REPORT_WIDTH } from "./terminalReport.ts";
import { cell, columnWidths, type TableRow, tableLine, tableWidth } from "./textTable.ts";
import { shorten, wrapText } from "./textWidth.ts";

/** More cells are no table that anybody reads: then only those on the frontier are printed. */
const MOST_ROWS = 40;
const LONGEST_NAME = 20;
const NARROWEST = 6;

/** What `sweep` prints: cost beside latency for each cell, the frontier marked, and where the rest is. At most 80 columns. */
export function sweepText(
  result: SweepResult,
  files: { readonly folder: string; readonly names: readonly string[] },
  paint: Painter,
): string {
  const { cells, frontier } = result;
  const onFrontier = cells.filter(({ pareto }) => pareto);
  const shown = cells.length <= MOST_ROWS ? cells : onFrontier;
  const sections = [
    heading(result, paint),
    table(result, shown, paint),
    [
      ...(shown.length < cells.length
        ? [`The frontier: ${onFrontier.length} of ${cells.length} cells; sweep.csv has all.`]
        : []),
      `* no other cell of the same workload has less of one of ${frontier.cost} and ${frontier.against}, and no more of the other`,
      ...(cells.some(({ replications }) => replications > 1) ? ["± half of the 95% confidence interval"] : []),
    ].flatMap((line) => wrapText(line, REPORT_WIDTH, 2).map((each) => paint("aside", each))),
    [...cautions(result, paint), ...fileLines(files.folder, files.names)],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** The lines above the table of a study: its title, and how much was simulated. */
function heading(result: SweepResult, paint: Painter): string[] {
  return [
    paint("title", shorten(plainText(result.scenario.name), REPORT_WIDTH)),
    paint("aside", sweepFacts(result).join(" · ")),
  ];
}

function table(result: SweepResult, cells: readonly SweepCell[], paint: Painter): string[] {
  const { paths, frontier, scenario } = result;
  const names = shortNames([...new Set(result.cells.map(({ alternative }) => plainText(alternative)))], LONGEST_NAME);
  const places = [...new Set(result.cells.map(({ alternative }) => alternative))];
  const judged = result.cells.some(({ objectives }) => objectives.length > 0);
  const figures = [frontier.against, frontier.cost];
  const titles = [
    ...(names.length > 1 ? [cell("")] : []),
    ...figures.map((metric) => cell(metric, "title")),
    ...(judged ? [cell("objectives", "title")] : []),
    cell(""),
  ];
  const rest = cells.map((each) => [
    ...(names.length > 1 ? [cell(names[places.indexOf(each.alternative)]!)] : []),
    ...figures.map((metric) => {
      const { mean = null, halfWidth = null, unit = "1" } = each.metrics[metric] ?? {};
      return cell(formatFigure(mean, halfWidth, unit, scenario.currency));
    }),
    ...(judged ? [outcomeCell(each)] : []),
    cell(each.pareto ? "*" : "", "good"),
  ]);
  const room = REPORT_WIDTH - tableWidth(columnWidths([titles, ...rest])) - 2;
  const width = Math.max(NARROWEST, Math.floor((room - 2 * (paths.length - 1)) / paths.length));
  const headings = pathHeadings(
    paths.map(({ path }) => path),
    width,
  );
  const rows: TableRow[] = [
    [...headings.map((text) => cell(text, "title")), ...titles],
    ...cells.map(({ settings }, row) => [
      ...paths.map(({ path }) => cell(shorten(plainText(String(settings[path] ?? NO_FIGURE)), width))),
      ...rest[row]!,
    ]),
  ];
  const widths = columnWidths(rows);
  const told = paths.flatMap(({ path }, place) =>
    headings[place] === path ? [] : [`${headings[place]}: ${plainText(path)}`],
  );
  return [...rows.map((row) => tableLine(row, widths, paint)), ...told.map((line) => paint("aside", line))];
}

function outcomeCell({ objectives }: SweepCell): ReturnType<typeof cell> {
  const outcomes = objectives.map(({ outcome }) => outcome);
  if (outcomes.includes("missed")) return cell("missed", "bad");
  const tone: Tone = outcomes.includes("undecided") ? "caution" : "good";
  return cell(tone === "good" ? "met" : "undecided", tone);
}

/** Warnings name figures of their own cell, so that they are counted here and told in `summary.json`. */
function cautions({ cells }: SweepResult, paint: Painter): string[] {
  const warned = cells.filter(({ warnings }) => warnings.length > 0).length;
  const of = `of ${formatCount(cells.length, "cell")}`;
  return [...(warned > 0 ? [`! ${warned} ${of} have warnings: summary.json tells them.`] : [])].flatMap((text) =>
    wrapText(text, REPORT_WIDTH, 2).map((line) => paint("caution", line)),
  );
}
