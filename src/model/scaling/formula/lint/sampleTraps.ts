import { MINUTE } from "../../../../engine/time.ts";
import { bestPercent } from "../bestPercent.ts";
import { SAMPLE_DELAY } from "../sampleHistory.ts";
import { type Typed, within } from "../typedFormula.ts";
import type { LintSubject, Trap } from "./trap.ts";

type Method = Typed & { readonly kind: "method" };

/** Traps around samples: windows without a guard, and windows that never hold what they ask for. */
export function sampleTraps({ formula, estimates }: LintSubject): readonly Trap[] {
  const calls = formula.statements
    .filter(({ replaced }) => !replaced)
    .flatMap(({ value }) => within(value).filter((node): node is Method => node.kind === "method"));
  const guarded = new Set(calls.filter(({ method }) => method === "GetSamplePercent").map(({ metric }) => metric));
  return calls.flatMap((call) => {
    const { method, metric, args } = call;
    if (method !== "GetSample" || args[0]!.type === "double") return [];
    const name = formula.metrics[metric]!;
    const best = bestPercent(args, estimates);
    const asked = args.find(({ type }) => type === "double");
    if (best === 0) return [invisible(call, name)];
    if (asked === undefined) return guarded.has(metric) ? [] : [unguarded(call, name)];
    const least = estimates.get(asked)?.low ?? 0;
    return best !== null && least > best ? [unreachable(call, name, least, best)] : [];
  });
}

function unguarded(span: Method, name: string): Trap {
  return {
    rule: "unguarded-look-back",
    message: `GetSample of ${name} does not say how many samples it needs`,
    reason: "After a start or a gap there are few samples or none: an average of one is no average, one of none fails.",
    mend: `Ask ${name}.GetSamplePercent(...) first, or give GetSample a percent as its last argument.`,
    span,
  };
}

function invisible(span: Method, name: string): Trap {
  return {
    rule: "invisible-window",
    message: "the window never holds a sample",
    reason: "Samples take about a minute until formulas can see them, and this window is younger, or empty.",
    mend: `Look back further: ${name}.GetSample(5 * TimeInterval_Minute, 70).`,
    span,
  };
}

function unreachable(span: Method, name: string, asked: number, best: number): Trap {
  return {
    rule: "unreachable-percent",
    message: `the window never holds ${asked}% of its samples`,
    reason: `The last minute is not visible: ${Math.floor(best)}% is the most, and every evaluation fails.`,
    mend: `Look back further than ${SAMPLE_DELAY / MINUTE} min by far, such as ${name}.GetSample(5 * TimeInterval_Minute, 70).`,
    span,
  };
}
