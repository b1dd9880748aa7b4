import { markdownText } from "./markdownText.ts";
import { padEnd, textWidth } from "./textWidth.ts";

/** A table in Markdown; the first row is its head. Padded, so that it is one to plain-text readers too. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(markdownText));
  const widths = cells[0]!.map((_, column) => Math.max(3, ...cells.map((row) => textWidth(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (column === 0 ? padEnd(row[column] ?? "", width) : padStart(row[column] ?? "", width))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)].join("\n");
}

function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}
