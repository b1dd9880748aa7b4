import type { FormulaProblem, Span } from "./formulaError.ts";

/** What the check of a statement throws at its first problem. */
export class Fault {
  readonly problem: FormulaProblem;

  constructor({ start, end }: Span, message: string) {
    this.problem = { start, end, message };
  }
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** A type with its article: `a double`, `an option`. */
export function withArticle(type: string): string {
  return `${/^[aeiou]/u.test(type) ? "an" : "a"} ${type}`;
}
