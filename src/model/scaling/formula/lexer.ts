import type { FormulaProblem, Span } from "./formulaError.ts";

/** The smallest piece of a formula that means something. */
export interface Token extends Span {
  readonly kind: "number" | "string" | "name" | "symbol" | "end";
  /** As written; of a string, what stands between its quotes. */
  readonly text: string;
}

/** What a lexer or parser throws at the first thing that is wrong. */
export class SyntaxProblem {
  readonly problem: FormulaProblem;

  constructor(span: Span, message: string) {
    this.problem = { start: span.start, end: Math.max(span.end, span.start + 1), message };
  }
}

const BLANK = /(?:[ \t\r\n\f\v\u00A0\uFEFF]|\/\/[^\r\n]*)*/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /\$?[A-Za-z_]\w*/y;
const STRING = /"([^"\r\n]*)"/y;
const SYMBOL = /==|!=|<=|>=|&&|\|\||[-+*/()[\],;?:.=<>!]/y;

/**
 * The token at or after an offset, blanks and comments (from two slashes to the end of the line) left out.
 *
 * @throws SyntaxProblem for what begins no token.
 */
export function nextToken(text: string, from: number): Token {
  const start = from + lengthOf(BLANK, text, from);
  if (start >= text.length) return { kind: "end", text: "", start, end: start };
  const number = lengthOf(NUMBER, text, start);
  if (number > 0) return numberToken(text, start, start + number);
  const name = lengthOf(NAME, text, start);
  if (name > 0) return token("name", text, start, start + name);
  if (text[start] === '"') return stringToken(text, start);
  const symbol = lengthOf(SYMBOL, text, start);
  if (symbol > 0) return token("symbol", text, start, start + symbol);
  throw unknownCharacter(text, start);
}

/** A token, or a character, as an error message shows it. */
export function shown(text: string): string {
  const flat = text.replace(/[\p{C}\u2028\u2029]/gu, "?");
  return `"${flat.length > 40 ? `${flat.slice(0, 37)}...` : flat}"`;
}

function numberToken(text: string, start: number, end: number): Token {
  const tail = lengthOf(/[\w$]+/y, text, end);
  if (tail > 0) {
    throw new SyntaxProblem(
      { start: end, end: end + tail },
      `found ${shown(text.slice(end, end + tail))} right after a number, expected an operator, such as "*"`,
    );
  }
  if (!Number.isFinite(Number(text.slice(start, end)))) {
    throw new SyntaxProblem({ start, end }, "the number is too large, expected at most 1.8e308");
  }
  return token("number", text, start, end);
}

function stringToken(text: string, start: number): Token {
  const length = lengthOf(STRING, text, start);
  if (length === 0)
    throw new SyntaxProblem({ start, end: start + 1 }, 'the string has no end, expected "\\"" on its line');
  return { kind: "string", text: text.slice(start + 1, start + length - 1), start, end: start + length };
}

function unknownCharacter(text: string, start: number): SyntaxProblem {
  const character = String.fromCodePoint(text.codePointAt(start)!);
  return new SyntaxProblem(
    { start, end: start + character.length },
    `found ${shown(character)}, ${expectation(character)}`,
  );
}

function expectation(character: string): string {
  if (character === "&" || character === "|") return `expected "${character}${character}"`;
  if (character === "%") return 'but there is no operator "%"; expected "+", "-", "*" or "/"';
  if (character === "'") return 'expected a string in double quotes, such as "2026-03-02"';
  if (character === "$") return 'expected a name after it, such as "$PendingTasks"';
  if (character === "{" || character === "}")
    return "but there are no blocks; expected statements, each ended by a semicolon";
  return "expected a name, a number, an operator or a semicolon";
}

function token(kind: Token["kind"], text: string, start: number, end: number): Token {
  return { kind, text: text.slice(start, end), start, end };
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
