import { plainText } from "./plainText.ts";
import type { Painter } from "./style.ts";
import { wrapText } from "./textWidth.ts";

const WIDTH = 80;
const INDENT = 4;

/** A trap that a formula steps into. */
export interface FormulaWarning {
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
  readonly reason: string;
  readonly mend: string;
}

/** What is known of a formula that is right. */
export interface CheckedFormula {
  readonly file: string;
  readonly statements: number;
  /** Names of the sampled variables that it reads. */
  readonly reads: readonly string[];
  readonly warnings: readonly FormulaWarning[];
}

/** What `formula` prints of a formula that is right: that it is, what it reads, and its traps. */
export function formulaReport({ file, statements, reads, warnings }: CheckedFormula, paint: Painter): string {
  const count = `${statements} statement${statements === 1 ? "" : "s"}`;
  const read = reads.length === 0 ? "reads no samples" : `reads ${reads.map(plainText).join(", ")}`;
  const head = wrapText(`${plainText(file)}: valid; ${count}, ${read}`, WIDTH, 2).join("\n");
  return `${head}\n${formulaWarnings(warnings, paint)}`;
}

/** Each trap in three parts: what, why, and what to write instead. */
export function formulaWarnings(warnings: readonly FormulaWarning[], paint: Painter): string {
  return warnings
    .flatMap(({ line, column, message, reason, mend }) => [
      ...wrapText(`! ${line}:${column}  ${plainText(message)}`, WIDTH, INDENT).map((text) => paint("caution", text)),
      ...[reason, mend]
        .flatMap((part) => wrapText(plainText(part), WIDTH - INDENT))
        .map((text) => " ".repeat(INDENT) + text),
    ])
    .map((text) => `${text}\n`)
    .join("");
}
