import { LineCounter } from "yaml";
import type { Source } from "./located.ts";
import { type Problem, printable } from "./scenarioError.ts";

const WIDEST_EXCERPT = 100;

/** A scenario's text with its lines, so that an offset becomes a line, a column and an excerpt. */
export class TextSource implements Source {
  readonly label: string;
  readonly directory: string;
  readonly text: string;
  readonly lines = new LineCounter();

  constructor(label: string, directory: string, text: string) {
    this.label = label;
    this.directory = directory;
    this.text = text;
  }

  problem(start: number, end: number, path: string, message: string): Problem {
    const at = this.lines.linePos(Math.min(start, this.text.length));
    const line = Math.max(1, at.line);
    const column = Math.max(1, at.col);
    return { file: this.label, line, column, path, message, excerpt: this.#excerpt(line, column, end - start) };
  }

  /** Two lines: the text, and carets under the place. */
  #excerpt(line: number, column: number, length: number): string {
    const from = this.lines.lineStarts[line - 1] ?? 0;
    const whole = this.text.slice(from).split(/\r?\n|\r/, 1)[0] ?? "";
    const cut = Math.max(0, column - 1 - WIDEST_EXCERPT / 2);
    const shown = whole.slice(cut, cut + WIDEST_EXCERPT);
    const before = shown.slice(0, column - 1 - cut);
    const marked = shown.slice(before.length, before.length + Math.max(1, length));
    const number = String(line).padStart(5);
    const carets = "^".repeat(Math.max(1, [...marked.trimEnd()].length));
    return `${number} | ${printable(shown.replaceAll("\t", " "))}\n      | ${" ".repeat([...before].length)}${carets}`;
  }
}

/** A `--set path=value` option: no line to show, the option itself is the place. */
export class OptionSource implements Source {
  readonly label: string;
  readonly directory: string;

  constructor(label: string, directory: string) {
    this.label = label;
    this.directory = directory;
  }

  problem(_start: number, _end: number, path: string, message: string): Problem {
    return { file: this.label, line: null, column: null, path, message, excerpt: null };
  }
}
