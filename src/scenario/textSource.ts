import type { Source } from "./located.ts";
import { type Problem, printable } from "./scenarioError.ts";

const WIDEST_EXCERPT = 100;
const LINE_END = /\r\n|[\r\n]/g;

/** A scenario's text with its lines, so that an offset becomes a line, a column and an excerpt. */
export class TextSource implements Source {
  readonly label: string;
  readonly directory: string;
  readonly text: string;
  #lineStarts: readonly number[] | null = null;

  constructor(label: string, directory: string, text: string) {
    this.label = label;
    this.directory = directory;
    this.text = text;
  }

  problem(start: number, end: number, path: string, message: string): Problem {
    const at = Math.min(start, this.text.length);
    this.#lineStarts ??= lineStarts(this.text);
    const line = this.#lineStarts.findLastIndex((begin) => begin <= at) + 1;
    const from = this.#lineStarts[line - 1]!;
    const column = at - from + 1;
    return { file: this.label, line, column, path, message, excerpt: this.#excerpt(line, from, column, end - start) };
  }

  /** Two lines: the text, and carets under the place. */
  #excerpt(line: number, from: number, column: number, length: number): string {
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

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(LINE_END), ({ index, 0: end }) => index + end.length)];
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
