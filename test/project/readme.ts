import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { defaultsTable } from "../../src/scenario/load.ts";

/** The checkout's folder. */
export const ROOT = resolve(import.meta.dirname, "../..");

const README = resolve(ROOT, "README.md");
const BETWEEN_MARKERS = /(?<=<!-- defaults -->\n)[\s\S]*?(?=<!-- \/defaults -->)/;

export function readme(): string {
  return readFileSync(README, "utf8");
}

/** The code blocks of a language, in order. */
export function codeBlocks(language: string): readonly string[] {
  return [...readme().matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, written]) => written === language)
    .map(([, , code]) => code!);
}

/**
 * The defaults that a reader should know of: what is assumed, and what was found in somebody's documents. Conventions are left to `show`,
 * and so are the jobs of background tenants, which have the defaults of one's own.
 */
export function defaultsForReaders(): string {
  const [heading, line, ...rows] = defaultsTable().trimEnd().split("\n");
  const kept = rows.filter(
    (row) => /\| (?:assumption|sourced) \|$/.test(row) && !row.startsWith("| `classic.background."),
  );
  return `${[heading, line, ...kept].join("\n")}\n`;
}

/** What stands between the README's markers. Throws if there are none. */
export function defaultsInReadme(): string {
  const [found] = BETWEEN_MARKERS.exec(readme()) ?? [];
  if (found === undefined) throw new Error("README.md has no markers for the defaults");
  return found;
}

// Run by itself this writes the table anew: node --import tsx test/project/readme.ts
if (process.argv[1] === import.meta.filename) {
  writeFileSync(
    README,
    readme().replace(BETWEEN_MARKERS, () => defaultsForReaders()),
  );
}
