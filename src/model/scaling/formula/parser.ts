import type { Span } from "./formulaError.ts";
import { nextToken, SyntaxProblem, shown, type Token } from "./lexer.ts";
import type { BinaryOperator, Expression, Statement } from "./syntax.ts";

/** Bytes of UTF-8 that a formula may have: the service's limit of 8 KB. */
export const MOST_BYTES = 8192;
/** Statements that a formula may have. */
export const MOST_STATEMENTS = 100;
/** Levels of nesting: ours, so that no formula exhausts the stack. */
const MOST_LEVELS = 200;

/** How tightly an operator binds, as in C: the higher, the tighter. */
const BINDING: Readonly<Record<BinaryOperator, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  "<=": 4,
  ">=": 4,
  ">": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
};

/**
 * Parses a formula into its statements. The last semicolon may be missing; empty statements are left out.
 *
 * @throws SyntaxProblem at the first token that cannot continue what stands before it.
 */
export function parseFormula(text: string): readonly Statement[] {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MOST_BYTES) {
    throw new SyntaxProblem({ start: 0, end: 1 }, `the formula has ${bytes} bytes, expected at most ${MOST_BYTES}`);
  }
  return new Parser(text).formula();
}

class Parser {
  readonly #text: string;
  #token: Token;
  /** Where the token before ended. */
  #ended = 0;
  #level = 0;

  constructor(text: string) {
    this.#text = text;
    this.#token = nextToken(text, 0);
  }

  formula(): readonly Statement[] {
    const statements: Statement[] = [];
    while (!this.#atEnd()) {
      if (this.#take(";")) continue;
      if (statements.length === MOST_STATEMENTS) {
        throw new SyntaxProblem(
          this.#token,
          `more than ${MOST_STATEMENTS} statements, expected at most ${MOST_STATEMENTS}`,
        );
      }
      statements.push(this.#statement());
      if (!this.#atEnd()) this.#expect(";", "an operator or a semicolon");
    }
    if (statements.length === 0) {
      throw new SyntaxProblem({ start: 0, end: 1 }, 'no statement, expected one such as "$TargetDedicatedNodes = 1;"');
    }
    return statements;
  }

  #statement(): Statement {
    const first = this.#token;
    const value = this.#expression();
    if (!this.#is("=")) return { target: null, value, start: first.start, end: value.end };
    if (value.kind !== "name" || value.start !== first.start) {
      throw new SyntaxProblem(
        this.#token,
        'found "=", expected a variable\'s name alone before it, or "==" to compare',
      );
    }
    this.#advance();
    const assigned = this.#expression();
    if (this.#is("="))
      throw new SyntaxProblem(this.#token, 'found a second "=", expected a semicolon, or "==" to compare');
    const target = { name: value.name, start: value.start, end: value.end };
    return { target, value: assigned, start: first.start, end: assigned.end };
  }

  #expression(): Expression {
    this.#enter();
    const condition = this.#binary(1);
    if (!this.#take("?")) return this.#leave(condition);
    const yes = this.#expression();
    this.#expect(":", 'an operator or ":" and the other value');
    const no = this.#expression();
    const parts = [condition, yes, no];
    return this.#leave(this.#node({ kind: "ternary", condition, yes, no, ...span(condition, no) }, parts));
  }

  /** Precedence climbing: operators of one binding associate to the left. */
  #binary(least: number): Expression {
    let left = this.#unary();
    for (;;) {
      const operator = this.#token.kind === "symbol" ? (this.#token.text as BinaryOperator) : "||";
      if (this.#token.kind !== "symbol" || !Object.hasOwn(BINDING, operator) || BINDING[operator] < least) return left;
      const at = this.#advance();
      const right = this.#binary(BINDING[operator] + 1);
      left = this.#node({ kind: "binary", operator, left, right, at, ...span(left, right) }, [left, right]);
    }
  }

  #unary(): Expression {
    if (!this.#is("-") && !this.#is("!")) return this.#postfix();
    this.#enter();
    const { start, text } = this.#advance();
    const operand = this.#unary();
    const operator = text as "-" | "!";
    return this.#leave(this.#node({ kind: "unary", operator, operand, start, end: operand.end }, [operand]));
  }

  #postfix(): Expression {
    let of = this.#primary();
    while (this.#take(".")) {
      const at = this.#token;
      if (at.kind !== "name") throw this.#unexpected("the name of a member or a method, such as GetSample or hour");
      this.#advance();
      const parenthesis = this.#token.start;
      if (this.#take("(")) {
        const args = this.#list(")");
        const [start, end] = [of.start, this.#ended];
        of = this.#node({ kind: "method", of, name: at.text, at, args, parenthesis, start, end }, [of, ...args]);
      } else of = this.#node({ kind: "member", of, name: at.text, at, start: of.start, end: at.end }, [of]);
    }
    return of;
  }

  #primary(): Expression {
    const first = this.#token;
    const { start, end } = first;
    if (first.kind === "number") {
      this.#advance();
      return this.#node({ kind: "number", value: Number(first.text), start, end }, []);
    }
    if (first.kind === "string") {
      this.#advance();
      return this.#node({ kind: "string", value: first.text, start, end }, []);
    }
    if (first.kind === "name") {
      this.#advance();
      if (!this.#take("(")) return this.#node({ kind: "name", name: first.text, start, end }, []);
      const args = this.#list(")");
      return this.#node({ kind: "call", name: first.text, at: first, args, start, end: this.#ended }, args);
    }
    if (this.#take("[")) {
      const args = this.#list("]");
      return this.#node({ kind: "vector", args, start, end: this.#ended }, args);
    }
    if (!this.#take("(")) throw this.#unexpected("a value: a number, a name, a function or a parenthesis");
    const inner = this.#expression();
    this.#expect(")", 'an operator or ")"');
    return inner;
  }

  /** Arguments up to and with the closing sign. */
  #list(close: ")" | "]"): readonly Expression[] {
    const args: Expression[] = [];
    if (this.#take(close)) return args;
    for (;;) {
      args.push(this.#expression());
      if (this.#take(close)) return args;
      this.#expect(",", `an operator, "," or "${close}"`);
    }
  }

  #node<Kind extends object>(
    node: Kind & Span,
    parts: readonly Expression[],
  ): Kind & Span & { readonly depth: number } {
    const depth = 1 + parts.reduce((most, part) => Math.max(most, part.depth), 0);
    if (depth > MOST_LEVELS) throw this.#tooDeep(node);
    return { ...node, depth };
  }

  #enter(): void {
    if (++this.#level > MOST_LEVELS) throw this.#tooDeep(this.#token);
  }

  #leave(expression: Expression): Expression {
    this.#level--;
    return expression;
  }

  #tooDeep(at: Span): SyntaxProblem {
    const message = `nested more than ${MOST_LEVELS} deep, expected less; give parts of it names`;
    return new SyntaxProblem({ start: at.start, end: at.start + 1 }, message);
  }

  #atEnd(): boolean {
    return this.#token.kind === "end";
  }

  #is(symbol: string): boolean {
    return this.#token.kind === "symbol" && this.#token.text === symbol;
  }

  #take(symbol: string): boolean {
    const found = this.#is(symbol);
    if (found) this.#advance();
    return found;
  }

  #expect(symbol: string, expected: string): void {
    if (!this.#take(symbol)) throw this.#unexpected(expected);
  }

  #advance(): Token {
    const token = this.#token;
    this.#ended = token.end;
    this.#token = nextToken(this.#text, token.end);
    return token;
  }

  #unexpected(expected: string): SyntaxProblem {
    const { kind, text } = this.#token;
    const found = kind === "end" ? "the formula ends" : `found ${kind === "string" ? "a string" : shown(text)}`;
    return new SyntaxProblem(this.#token, `${found}, expected ${expected}`);
  }
}

function span(from: Span, to: Span): Span {
  return { start: from.start, end: to.end };
}
