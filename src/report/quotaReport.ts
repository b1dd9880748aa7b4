import { plainText } from "./plainText.ts";
import type { QuotaBlock, QuotaPage } from "./quotaPage.ts";
import type { Painter } from "./style.ts";
import { REPORT_WIDTH } from "./terminalReport.ts";
import { cell, columnWidths, tableLine, tableWidth } from "./textTable.ts";
import { wrapText } from "./textWidth.ts";

/** What `quota` prints: the page without its details, and where it is. No line is longer than 80. */
export function quotaReport(
  { title, facts, answer, blocks }: QuotaPage,
  files: readonly string[],
  paint: Painter,
): string {
  const sections = [
    [...wrapText(plainText(title), REPORT_WIDTH).map((line) => paint("title", line)), paint("aside", facts)],
    wrapText(plainText(answer), REPORT_WIDTH, 2).map((line) => paint("title", line)),
    ...blocks.filter(({ isDetail }) => !isDetail).map((block) => section(block, paint)),
    [`  ${files.map(plainText).join(" · ")}`],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function section({ heading, sentences, table }: QuotaBlock, paint: Painter): string[] {
  return [
    paint("title", heading),
    ...(table === null ? [] : tableLines(table, paint)),
    ...sentences.flatMap((sentence) => wrapText(plainText(sentence), REPORT_WIDTH - 2, 2).map((line) => `  ${line}`)),
  ];
}

/** A table that is too wide is told row by row. */
function tableLines(table: readonly (readonly string[])[], paint: Painter): string[] {
  const rows = table.map((row) => row.map((text, column) => cell((column === 0 ? "  " : "") + plainText(text))));
  const widths = columnWidths(rows);
  if (tableWidth(widths) <= REPORT_WIDTH) return rows.map((row) => tableLine(row, widths, paint));
  const [, ...body] = table;
  return body.flatMap(([first = "", ...others]) =>
    wrapText(`${plainText(first)}: ${others.map(plainText).join("; ")}`, REPORT_WIDTH - 2, 2).map(
      (line) => `  ${line}`,
    ),
  );
}
