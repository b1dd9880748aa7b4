import { markdownText } from "./markdownText.ts";
import { padEnd, textWidth } from "./textWidth.ts";

/**
 * A table in Markdown; the first row is the head. Padded, so that it is a table to plain-text readers too.
 *
 * @param align of all columns but the first: figures to the right, words to the left.
 */
export function markdownTable(rows: readonly (readonly string[])[], align: "right" | "left" = "right"): string {
  const isLeft = (column: number): boolean => column === 0 || align === "left";
  const cells = rows.map((row) => row.map(markdownText));
  const widths = cells[0]!.map((_, column) => Math.max(3, ...cells.map((row) => textWidth(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (isLeft(column) ? padEnd(row[column] ?? "", width) : padStart(row[column] ?? "", width))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (isLeft(column) ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)].join("\n");
}

function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}
