import type { Summary } from "../experiment/results.ts";
import { GLOSSARY } from "./glossary.ts";
import { markdownTable } from "./markdownTable.ts";
import { markdownParagraph, markdownText } from "./markdownText.ts";
import type { Picture } from "./pictures/picture.ts";
import { type FactTable, type ReportFacts, reportFacts } from "./reportFacts.ts";

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
    ...factBlocks(facts),
    ...pictures.flatMap((picture) => pictureBlocks(picture, `${picture.key}.svg`)),
    "## How this was made",
    making(summary),
    "## Glossary",
    GLOSSARY.map(([word, meaning]) => `- **${markdownText(word)}**: ${markdownText(meaning)}`).join("\n"),
  ];
  return markdownDocument(blocks);
}

/** Blocks with an empty line between them; null and empty ones are left out. */
export function markdownDocument(blocks: readonly (string | null)[]): string {
  return `${blocks.filter((block) => block !== null && block !== "").join("\n\n")}\n`;
}

/** Objectives, comparison, what is to be said in words, and the warnings. */
export function factBlocks(facts: ReportFacts): (string | null)[] {
  return [
    ...(facts.objectives.rows.length === 0 ? [] : ["## Objectives", factTable(facts.objectives, facts)]),
    "## Comparison",
    factTable(facts.comparison, facts),
    hasBest(facts.comparison) ? "★ best; not marked where the difference is not clear. ± is the 95% interval." : null,
    facts.sentences.map((sentence) => `- ${markdownText(sentence)}`).join("\n"),
    ...facts.warnings.map((warning) => `> **Note.** ${markdownText(warning)}`),
  ];
}

function hasBest({ rows }: FactTable): boolean {
  return rows.some(({ cells }) => cells.some(({ tone }) => tone === "best"));
}

const SIGNS: Readonly<Record<string, string>> = { best: " ★", caution: " !" };

function factTable({ rows }: FactTable, { alternatives }: ReportFacts): string {
  const texts = rows.map(({ label, cells }) => [label, ...cells.map(({ text, tone }) => text + (SIGNS[tone] ?? ""))]);
  const across = [["", ...alternatives], ...texts];
  return alternatives.length <= MOST_COLUMNS
    ? markdownTable(across)
    : markdownTable(across[0]!.map((_, place) => across.map((row) => row[place]!)));
}

/** A picture under its title, with the figures behind it where they are few. @param file where the picture is. */
export function pictureBlocks({ title, caption, table: { columns, rows } }: Picture, file: string): string[] {
  const brief = rows.length <= MOST_ROWS && columns.length <= MOST_TABLE_COLUMNS;
  return [
    `## ${markdownText(title)}`,
    `![${markdownText(title)}](${file})`,
    markdownParagraph(caption),
    ...(brief ? [markdownTable([columns, ...rows])] : []),
  ];
}

function making({ tool, command, scenario }: Summary): string {
  return (
    `${tool.name} ${markdownText(command)}, version ${tool.version}, seed ${scenario.seed}, scenario ` +
    `${scenario.hash.slice(0, 16)}. The resolved scenario is in summary.json. The same file, seed and version give the ` +
    "same bytes."
  );
}
