import type { Summary } from "../experiment/results.ts";
import { GLOSSARY } from "./glossary.ts";
import { markdownParagraph, markdownText } from "./markdownText.ts";
import type { Picture } from "./pictures/picture.ts";
import { type FactTable, type ReportFacts, reportFacts } from "./reportFacts.ts";
import { padEnd, textWidth } from "./textWidth.ts";

const MOST_COLUMNS = 4;
/** Longer tables are better read in the CSV files. */
const MOST_ROWS = 14;
const MOST_TABLE_COLUMNS = 8;

/**
 * `report.md`: the same as the page, for GitHub, a mail or a plain-text reader; its pictures are SVG files beside it. The
 * same results give the same bytes.
 */
export function markdownReport(summary: Summary, pictures: readonly Picture[]): string {
  const facts = reportFacts(summary);
  const blocks = [
    `# ${markdownText(facts.name)}`,
    facts.circumstances.join(" · "),
    facts.description === null ? null : markdownParagraph(facts.description),
    facts.recommendation === null ? null : `**${markdownText(facts.recommendation)}**`,
    ...(facts.objectives.rows.length === 0 ? [] : ["## Objectives", factTable(facts.objectives, facts)]),
    "## Comparison",
    factTable(facts.comparison, facts),
    hasBest(facts.comparison) ? "★ best; not marked where the difference is not clear. ± is the 95% interval." : null,
    facts.sentences.map((sentence) => `- ${markdownText(sentence)}`).join("\n"),
    ...facts.warnings.map((warning) => `> **Note.** ${markdownText(warning)}`),
    ...pictures.flatMap(pictureBlocks),
    "## How this was made",
    making(summary),
    "## Glossary",
    GLOSSARY.map(([word, meaning]) => `- **${markdownText(word)}**: ${markdownText(meaning)}`).join("\n"),
  ];
  return `${blocks.filter((block) => block !== null && block !== "").join("\n\n")}\n`;
}

function hasBest({ rows }: FactTable): boolean {
  return rows.some(({ cells }) => cells.some(({ tone }) => tone === "best"));
}

const SIGNS: Readonly<Record<string, string>> = { best: " ★", caution: " !" };

function factTable({ rows }: FactTable, { alternatives }: ReportFacts): string {
  const texts = rows.map(({ label, cells }) => [label, ...cells.map(({ text, tone }) => text + (SIGNS[tone] ?? ""))]);
  const across = [["", ...alternatives], ...texts];
  return alternatives.length <= MOST_COLUMNS
    ? table(across)
    : table(across[0]!.map((_, place) => across.map((row) => row[place]!)));
}

/** The first row is the head. Padded, so that it is a table to plain-text readers too. */
function table(rows: readonly (readonly string[])[]): string {
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

function pictureBlocks({ key, title, caption, table: { columns, rows } }: Picture): string[] {
  const brief = rows.length <= MOST_ROWS && columns.length <= MOST_TABLE_COLUMNS;
  return [
    `## ${markdownText(title)}`,
    `![${markdownText(title)}](${key}.svg)`,
    markdownParagraph(caption),
    ...(brief ? [table([columns, ...rows])] : []),
  ];
}

function making({ tool, command, scenario }: Summary): string {
  return (
    `${tool.name} ${markdownText(command)}, version ${tool.version}, seed ${scenario.seed}, scenario ` +
    `${scenario.hash.slice(0, 16)}. The resolved scenario is in summary.json. The same file, seed and version give the ` +
    "same bytes."
  );
}
