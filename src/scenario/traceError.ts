import { printable } from "./scenarioError.ts";

/** A trace file that cannot be used: one line, `file:line: what was found, what was expected`. */
export class TraceError extends Error {
  override readonly name = "TraceError";

  /** @param line Counted from 1; null when the whole file is meant. */
  constructor(file: string, line: number | null, problem: string) {
    super(printable(`${file}${line === null ? "" : `:${line}`}: ${problem}`));
  }
}

const LONGEST_QUOTE = 40;

/** What was found, in quotes, cut where it is long. */
export function quoted(text: string): string {
  const cut = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text;
  return `"${cut}"`;
}
