import {
  compileFormula,
  type EvaluationContext,
  type FormulaOptions,
} from "../../../../src/model/scaling/formula/formula.ts";
import { SampleHistory } from "../../../../src/model/scaling/formula/sampleHistory.ts";

const SECOND = 1_000_000;
/** Monday, 2 March 2026, 08:30:15 UTC: 20,514 days after 1970, counted with `date -d 2026-03-02 +%s`. */
export const NOW = 1_772_440_215 * SECOND;

/**
 * The past of each variable: value `k` in `$PendingTasks` was taken 30 k seconds ago, `$ActiveTasks` are always 4, `$CPUPercent` is always
 * 0.5; there is no sample of any other.
 */
function madeHistory(name: string): SampleHistory {
  const history = new SampleHistory({ samples: 1000, age: 0 });
  for (let k = 40; k >= 0; k--) {
    const at = NOW - 30 * SECOND * k;
    if (name === "$PendingTasks") history.record(at, k);
    if (name === "$ActiveTasks") history.record(at, 4);
    if (name === "$CPUPercent") history.record(at, 0.5);
  }
  return history;
}

/** A pool of 7 dedicated VMs and 2 of low priority at a known instant. */
export function madeContext(names: readonly string[], more: Partial<EvaluationContext> = {}): EvaluationContext {
  return {
    now: NOW,
    epoch: 0,
    histories: names.map(madeHistory),
    dedicated: 7,
    lowPriority: 2,
    deallocation: "requeue",
    uniform: () => 0.25,
    ...more,
  };
}

/** Evaluates a formula on the made pool: the service's form, or its error. */
export function evaluated(text: string, options: FormulaOptions = {}, more: Partial<EvaluationContext> = {}): string {
  const formula = compileFormula(text, options);
  const outcome = formula.evaluate(
    madeContext(
      formula.metrics.map(({ name }) => name),
      more,
    ),
  );
  return outcome.error?.message ?? formula.results(outcome);
}

/** The type of an expression and its value, as results show it. */
export function typedValue(expression: string, options: FormulaOptions = {}): readonly [type: string, value: string] {
  const text = `x = ${expression};`;
  const { type } = compileFormula(text, options).checked.statements[0]!.value;
  const results = evaluated(text, options);
  return [type, /;x=(.*)$/s.exec(results)?.[1] ?? results];
}
