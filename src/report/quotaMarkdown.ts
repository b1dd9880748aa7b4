import { markdownTable } from "./markdownTable.ts";
import { markdownText } from "./markdownText.ts";
import type { QuotaPage } from "./quotaPage.ts";

/** `quota.md`: the same as the page, for GitHub, a mail or a plain-text reader. */
export function quotaMarkdown({ title, facts, answer, blocks }: QuotaPage): string {
  const parts = [
    `# ${markdownText(title)}`,
    facts,
    `**${markdownText(answer)}**`,
    ...blocks.flatMap(({ heading, sentences, table, isWords }) => [
      `## ${markdownText(heading)}`,
      table === null ? "" : markdownTable(table, isWords ? "left" : "right"),
      sentences.map((sentence) => `- ${markdownText(sentence)}`).join("\n"),
    ]),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
