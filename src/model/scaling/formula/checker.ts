import type { FormulaAssumptions } from "./assumptions.ts";
import { asValue } from "./conversions.ts";
import { ExpressionChecker } from "./expressionChecker.ts";
import { Fault, listed, withArticle } from "./fault.ts";
import type { FormulaProblem } from "./formulaError.ts";
import { Names, plainName } from "./names.ts";
import { DEALLOCATION_OPTIONS } from "./serviceVariables.ts";
import type { Expression, Statement } from "./syntax.ts";
import type { Assigned, Typed, TypedFormula, TypedStatement } from "./typedFormula.ts";

/** What is found, and every problem: one a statement at most. */
export interface CheckResult {
  readonly formula: TypedFormula;
  readonly problems: readonly FormulaProblem[];
}

/**
 * Finds out what each name means and which type each expression has. Types follow the statements in their order, so all of them are
 * known before anything is evaluated.
 *
 * @param given values for the user's variables, in place of the first assignment of each.
 */
export function checkFormula(
  text: string,
  statements: readonly Statement[],
  given: Readonly<Record<string, number>>,
  assumptions: FormulaAssumptions,
): CheckResult {
  const names = new Names(statements, given);
  const checker = new Checker(names, assumptions);
  const problems: FormulaProblem[] = [];
  const typed: TypedStatement[] = [];
  for (const statement of statements) {
    try {
      typed.push(checker.statement(statement));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push(error.problem);
      // The variable counts as set, so that it is not complained about again.
      names.assume(statement);
    }
  }
  return {
    formula: { text, statements: typed, ...names.tables() },
    problems: [...names.givenProblems(), ...problems],
  };
}

class Checker {
  readonly #names: Names;
  readonly #expressions: ExpressionChecker;

  constructor(names: Names, assumptions: FormulaAssumptions) {
    this.#names = names;
    this.#expressions = new ExpressionChecker(names, assumptions);
  }

  statement({ target, value, start, end }: Statement): TypedStatement {
    if (target === null) return { assigned: null, value: this.#value(value), start, end, replaced: false };
    const assigned = this.#names.assigned(target);
    const typed = this.#valueFor(assigned, value, target.name);
    const replaced = assigned?.kind === "variable" && this.#names.set(assigned.slot, typed.type);
    if (replaced && typed.type !== "double" && typed.type !== "never") {
      const name = plainName(target.name);
      throw new Fault(
        value,
        `"${name}" is given as a number, but this is ${withArticle(typed.type)}, expected a double`,
      );
    }
    return { assigned, value: typed, start, end, replaced };
  }

  #valueFor(assigned: Assigned, value: Expression, name: string): Typed {
    const typed = this.#value(value);
    if (typed.type === "never" || assigned?.kind === "variable") return typed;
    if (assigned?.kind === "option") {
      if (typed.type === "option") return typed;
      throw new Fault(
        value,
        `${name} takes ${listed(DEALLOCATION_OPTIONS)}, without quotes; this is ${withArticle(typed.type)}`,
      );
    }
    if (typed.type === "double") return typed;
    const advice = typed.type === "doubleVec" ? "; make one of it by avg(), max(), min() or val()" : "";
    throw new Fault(value, `${name} takes a double, this is ${withArticle(typed.type)}${advice}`);
  }

  #value(node: Expression): Typed {
    return asValue(this.#expressions.typed(node));
  }
}
