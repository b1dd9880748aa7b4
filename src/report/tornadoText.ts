import type { TornadoResult } from "../experiment/sweep/tornadoResult.ts";
import { formatCount, formatFigure } from "./figure.ts";
import { plainText } from "./plainText.ts";
import type { Painter } from "./style.ts";
import { fileLines, REPORT_WIDTH } from "./terminalReport.ts";
import { cell, columnWidths, type TableRow, tableLine, tableWidth } from "./textTable.ts";
import { shorten } from "./textWidth.ts";

/** Paths of a table; the rest move little. */
const MOST_PATHS = 8;

/** What `sweep --tornado` prints: for each alternative and metric the numbers that move it most, with the changes. */
export function tornadoText(
  result: TornadoResult,
  files: { readonly folder: string; readonly names: readonly string[] },
  paint: Painter,
): string {
  const { scenario, ranking } = result;
  const facts = [
    `seed ${scenario.seed}`,
    formatCount(scenario.replications, "replication"),
    "one number changed at a time",
  ];
  const sections = [
    [paint("title", shorten(plainText(scenario.name), REPORT_WIDTH)), paint("aside", facts.join(" · "))],
    ...ranking.map((rank) => table(result, rank, paint)),
    [
      paint("aside", "change of the mean on the same jobs; numbers that change nothing are left out"),
      ...(scenario.replications > 1 ? [paint("aside", "± half of the 95% confidence interval")] : []),
    ],
    fileLines(files.folder, files.names),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function table(
  { cells, scenario }: TornadoResult,
  { alternative, metric, paths }: TornadoResult["ranking"][number],
  paint: Painter,
): string[] {
  const title = paint("title", shorten(`${plainText(alternative)}: ${metric}`, REPORT_WIDTH));
  if (paths.length === 0) return [title, "  nothing here moves it"];
  const rows = paths.slice(0, MOST_PATHS).flatMap((path) =>
    cells
      .filter((each) => each.path === path && each.alternative === alternative)
      .map(({ value, changes, metrics }, row): { readonly path: string; readonly rest: TableRow } => {
        const { difference = null, low = null, high = null } = changes[metric] ?? {};
        const halfWidth = low === null || high === null ? null : (high - low) / 2;
        const change = formatFigure(difference, halfWidth, metrics[metric]?.unit ?? "1", scenario.currency);
        return {
          path: row === 0 ? plainText(path) : "",
          rest: [cell(shorten(plainText(String(value)), 16)), cell(`${(difference ?? 0) > 0 ? "+" : ""}${change}`)],
        };
      }),
  );
  const room = REPORT_WIDTH - tableWidth(columnWidths(rows.map(({ rest }) => rest))) - 4;
  const lines = rows.map(({ path, rest }): TableRow => [cell(`  ${shorten(path, room)}`), ...rest]);
  const widths = columnWidths(lines);
  return [title, ...lines.map((row) => tableLine(row, widths, paint))];
}
