import type { FormulaAssumptions } from "./assumptions.ts";
import { bestPercent } from "./bestPercent.ts";
import { callEstimate } from "./callEstimate.ts";
import { ANYTHING, type Estimate, either, range } from "./estimate.ts";
import { excludesFractions } from "./fractionGuard.ts";
import { METRICS, type TimestampMember } from "./serviceVariables.ts";
import type { BinaryOperator } from "./syntax.ts";
import type { Typed, TypedFormula } from "./typedFormula.ts";

const YES_OR_NO = range(0, 1, true);
const TASK_COUNTS = new Set(["$PendingTasks", "$ActiveTasks", "$RunningTasks"]);

/** Estimates of all expressions of a formula, statement by statement, by interval arithmetic. */
export function estimateFormula(formula: TypedFormula, assumptions: FormulaAssumptions): ReadonlyMap<Typed, Estimate> {
  return new Estimator(formula, assumptions).estimates;
}

class Estimator {
  readonly estimates = new Map<Typed, Estimate>();
  readonly #formula: TypedFormula;
  readonly #assumptions: FormulaAssumptions;
  readonly #variables = new Map<number, Estimate>();
  readonly #targets = {
    dedicated: range(0, Number.POSITIVE_INFINITY, true),
    lowPriority: range(0, Number.POSITIVE_INFINITY, true),
  };

  constructor(formula: TypedFormula, assumptions: FormulaAssumptions) {
    this.#formula = formula;
    this.#assumptions = assumptions;
    for (const [slot, value] of formula.given) this.#variables.set(slot, constant(value));
    const inFull = { dedicated: false, lowPriority: false };
    for (const { assigned, value, replaced } of formula.statements) {
      const estimate = this.#of(value);
      if (assigned?.kind === "variable" && !replaced) this.#variables.set(assigned.slot, estimate);
      if (assigned?.kind !== "target" || (inFull[assigned.pool] && !assigned.full)) continue;
      inFull[assigned.pool] = assigned.full;
      this.#targets[assigned.pool] = estimate;
    }
  }

  #of(node: Typed): Estimate {
    const estimate = this.#compute(node);
    this.estimates.set(node, estimate);
    return estimate;
  }

  #compute(node: Typed): Estimate {
    switch (node.kind) {
      case "number":
        return node.type === "timestamp" ? ANYTHING : constant(node.value);
      case "variable":
        return this.#variables.get(node.slot) ?? ANYTHING;
      case "target":
        return this.#targets[node.pool];
      case "lastSample":
        return this.#metric(node.metric);
      case "asVector":
        return this.#of(node.operand);
      case "unary": {
        const operand = this.#of(node.operand);
        return node.operator === "-" ? range(-operand.high, -operand.low, operand.whole, operand.tasks) : YES_OR_NO;
      }
      case "binary": {
        const estimate = binaryEstimate(node.operator, this.#of(node.left), this.#of(node.right));
        return this.#roundsUp(node) ? { ...estimate, fraction: false } : estimate;
      }
      case "ternary":
        return this.#ternary(node);
      case "call": {
        const args = node.args.map((arg) => this.#of(arg));
        return callEstimate(node.name, args);
      }
      case "method":
        return this.#method(node);
      case "member":
        this.#of(node.of);
        return memberEstimate(node.member, this.#assumptions);
      default:
        return { ...ANYTHING, fraction: false };
    }
  }

  /** `(x + n - 1) / n`: whoever writes this rounds up on purpose, as with `x + 0.5`. */
  #roundsUp({ operator, left, right }: Typed & { readonly kind: "binary" }): boolean {
    const by = this.estimates.get(right)!;
    return operator === "/" && by.low === by.high && by.low > 1 && this.#addend(left) === by.low - 1;
  }

  /** What constants add to an expression: 3 of `x + 4 - 1`. */
  #addend(node: Typed): number {
    const { low, high } = this.estimates.get(node)!;
    if (low === high) return low;
    if (node.kind !== "binary") return 0;
    const { operator, left, right } = node;
    if (operator === "+") return this.#addend(left) + this.#addend(right);
    return operator === "-" ? this.#addend(left) - this.#addend(right) : 0;
  }

  #ternary({ condition, yes, no }: Typed & { readonly kind: "ternary" }): Estimate {
    this.#of(condition);
    const { text } = this.#formula;
    const [whenYes, whenNo] = [this.#of(yes), this.#of(no)];
    if (yes.type === "never") return whenNo;
    if (no.type === "never") return whenYes;
    const estimates = this.estimates;
    return either(
      excludesFractions(condition, true, yes, text, estimates) ? { ...whenYes, fraction: false } : whenYes,
      excludesFractions(condition, false, no, text, estimates) ? { ...whenNo, fraction: false } : whenNo,
    );
  }

  #method({ method, metric, args }: Typed & { readonly kind: "method" }): Estimate {
    for (const arg of args) this.#of(arg);
    if (method === "GetSample") return this.#metric(metric);
    if (method === "GetSamplePercent") return range(0, bestPercent(args, this.estimates) ?? 100, false);
    return method === "Count" ? range(0, Number.POSITIVE_INFINITY, true) : ANYTHING;
  }

  #metric(index: number): Estimate {
    const name = this.#formula.metrics[index]!;
    const { most, whole } = METRICS[name]!;
    return range(0, most, whole, TASK_COUNTS.has(name));
  }
}

function constant(value: number): Estimate {
  return range(value, value, Number.isInteger(value));
}

function memberEstimate(member: TimestampMember, { sunday }: FormulaAssumptions): Estimate {
  const bounds: Readonly<Record<TimestampMember, readonly [number, number]>> = {
    year: [1, 9999],
    month: [1, 12],
    day: [1, 31],
    weekday: sunday === "7" ? [1, 7] : [0, 6],
    hour: [0, 23],
    minute: [0, 59],
    second: [0, 59],
  };
  return range(...bounds[member], true);
}

function binaryEstimate(operator: BinaryOperator, a: Estimate, b: Estimate): Estimate {
  const whole = a.whole && b.whole;
  const tasks = a.tasks || b.tasks;
  switch (operator) {
    case "+": {
      const sum = range(a.low + b.low, a.high + b.high, whole, tasks);
      // x + 0.5, or + 0.9: whoever writes this rounds on purpose.
      return rounds(a) || rounds(b) ? { ...sum, fraction: false } : sum;
    }
    case "-":
      return range(a.low - b.high, a.high - b.low, whole, tasks);
    case "*": {
      const product = hull(
        [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high],
        whole,
        tasks && !rescales(a) && !rescales(b),
      );
      // 0, or 1 and more, times 1 and more.
      const grows = (x: Estimate, y: Estimate): boolean => !x.fraction && x.low >= 0 && y.low >= 1;
      return grows(a, b) || grows(b, a) ? { ...product, fraction: false } : product;
    }
    case "/":
      // A divisor that may be 0 says nothing of the quotient but its sign.
      if (b.low > 0 || b.high < 0) {
        return hull([a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high], false, tasks && !rescales(b));
      }
      return { ...(a.low >= 0 && b.low >= 0 ? range(0, Number.POSITIVE_INFINITY, false) : ANYTHING), tasks: false };
    default:
      return YES_OR_NO;
  }
}

function rounds({ low, high, whole }: Estimate): boolean {
  return low === high && !whole && low > 0 && low < 1;
}

/** Tasks times or by this are no tasks any more. */
function rescales({ low, high, tasks }: Estimate): boolean {
  return !tasks && !(low === 1 && high === 1);
}

function hull(corners: readonly number[], whole: boolean, tasks: boolean): Estimate {
  // 0 times infinity: the bound is 0.
  const values = corners.map((corner) => (Number.isNaN(corner) ? 0 : corner));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return range(low, high, whole || (low === high && Number.isInteger(low)), tasks);
}
