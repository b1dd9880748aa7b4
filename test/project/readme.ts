import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type ReferenceRow, referenceSections } from "../../src/scenario/reference.ts";

/** The checkout's folder. */
export const ROOT = resolve(import.meta.dirname, "../..");

const README = resolve(ROOT, "README.md");
const BETWEEN_MARKERS = /(?<=<!-- reference -->\n)[\s\S]*?(?=<!-- \/reference -->)/;

export function readme(): string {
  return readFileSync(README, "utf8");
}

/** The code blocks of a language, in order. */
export function codeBlocks(language: string): readonly string[] {
  return [...readme().matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, written]) => written === language)
    .map(([, , code]) => code!);
}

/** Every key of the format as Markdown: what it takes, its default and where that comes from, and what it means. */
export function referenceForReaders(): string {
  const sections = referenceSections().map(({ title, meaning, rows }) =>
    [
      `##### ${title.includes(" ") ? title : `\`${title}\``}`,
      ...(meaning === "" ? [] : ["", meaning]),
      "",
      "| key | takes | default | meaning |",
      "|---|---|---|---|",
      ...rows.map((row) => `| \`${row.path}\` | ${cell(row.takes)} | ${defaultOf(row)} | ${cell(row.meaning)} |`),
    ].join("\n"),
  );
  return `${sections.join("\n\n")}\n`;
}

function defaultOf({ value, source, required }: ReferenceRow): string {
  if (value === null) return required ? "*required*" : "";
  return `\`${cell(value)}\`${source === "convention" ? "" : ` (${source})`}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}

/** What stands between the README's markers. Throws if there are none. */
export function referenceInReadme(): string {
  const [found] = BETWEEN_MARKERS.exec(readme()) ?? [];
  if (found === undefined) throw new Error("README.md has no markers for the reference");
  return found;
}

// Run by itself this writes the reference anew: node --import tsx test/project/readme.ts
if (process.argv[1] === import.meta.filename) {
  writeFileSync(
    README,
    readme().replace(BETWEEN_MARKERS, () => referenceForReaders()),
  );
}
