import { nearestName } from "../../nearestName.ts";
import { converted } from "./conversions.ts";
import { Fault, listed, withArticle } from "./fault.ts";
import type { Span } from "./formulaError.ts";
import { FUNCTIONS, firstMisfit, METHODS, matching, type Signature } from "./signatures.ts";
import type { Expression } from "./syntax.ts";
import { readTime } from "./timeText.ts";
import type { SampleMethod, Typed } from "./typedFormula.ts";

/** Finds the types of expressions inside. */
type Check = (node: Expression) => Typed;

/** The typed form of a function call. Throws a Fault. */
export function checkCall(node: Expression & { readonly kind: "call" }, check: Check): Typed {
  const { name, at, start, end } = node;
  if (!Object.hasOwn(FUNCTIONS, name)) {
    const near = nearestName(name, Object.keys(FUNCTIONS));
    const mend = near === null ? `the functions are ${Object.keys(FUNCTIONS).join(", ")}` : `did you mean "${near}"?`;
    throw new Fault({ start, end: start + name.length }, `there is no function "${name}"; ${mend}`);
  }
  const signatures = FUNCTIONS[name]!;
  const args = node.args.map(check);
  const chosen = chosenSignature(name, signatures, args, { start: at.start, end: at.start + name.length });
  const unset = args.find(({ type }) => type === "never");
  if (unset !== undefined) return unset;
  const [first] = args;
  if (name === "time" && first?.kind === "text" && first.value !== "") {
    const reading = readTime(first.value);
    if ("fault" in reading) throw new Fault(first, reading.fault);
    return { kind: "number", type: "timestamp", value: reading.time, start, end };
  }
  return { kind: "call", name, args: converted(chosen, args), type: chosen.result, start, end };
}

/** The typed form of a method call. Throws a Fault. */
export function checkMethod(node: Expression & { readonly kind: "method" }, check: Check): Typed {
  const { name, at, parenthesis, start, end } = node;
  const of = check(node.of);
  if (of.type === "never") return of;
  if (!Object.hasOwn(METHODS, name)) {
    const near = nearestName(name, Object.keys(METHODS));
    const mend = near === null ? `expected one of ${Object.keys(METHODS).join(", ")}` : `did you mean "${near}"?`;
    throw new Fault(at, `there is no method "${name}"; ${mend}`);
  }
  if (of.kind !== "sampled") {
    const found = node.of.kind === "name" ? node.of.name : withArticle(of.type);
    throw new Fault(
      at,
      `${found} has no samples, expected a read-only variable such as $PendingTasks before ".${name}"`,
    );
  }
  const args = node.args.map(check);
  const chosen = chosenSignature(name, METHODS[name as SampleMethod], args, at);
  const unset = args.find(({ type }) => type === "never");
  if (unset !== undefined) return unset;
  return {
    kind: "method",
    method: name as SampleMethod,
    metric: of.metric,
    args: converted(chosen, args),
    type: chosen.result,
    parenthesis,
    start,
    end,
  };
}

function chosenSignature(name: string, signatures: readonly Signature[], args: readonly Typed[], at: Span): Signature {
  const types = args.map(({ type }) => type);
  const found = matching(signatures, types);
  if (found !== null) return found;
  // The signature meant is the one that takes the most of what was written.
  const meant = signatures.reduce((best, next) =>
    firstMisfit(next, types)! > firstMisfit(best, types)! ? next : best,
  );
  const misfit = firstMisfit(meant, types)!;
  const expected = listed(signatures.map(({ shown }) => shown));
  const wrong = args[misfit];
  if (wrong !== undefined && (misfit < meant.parameters.length || meant.parameters.at(-1) === "list")) {
    throw new Fault(wrong, `argument ${misfit + 1} of ${name} is ${withArticle(wrong.type)}, expected ${expected}`);
  }
  throw new Fault(at, `${name} has ${args.length} argument${args.length === 1 ? "" : "s"}, expected ${expected}`);
}
