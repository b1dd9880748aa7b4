import type { Ticks } from "../../engine/time.ts";
import type { EvaluationCount, EvaluationRow } from "../worldResult.ts";
import type { Formula, Outcome } from "./formula/formula.ts";

/**
 * What the evaluations of one pool's formula came to: counted always, and kept one by one, in order of time, where they are asked for.
 */
export class Evaluations {
  readonly rows: EvaluationRow[] = [];
  readonly #pool: string;
  readonly #keeps: boolean;
  #evaluations = 0;
  #failed = 0;
  #short = 0;
  #firstFailure: EvaluationCount["firstFailure"] = null;

  constructor(pool: string, keeps: boolean) {
    this.#pool = pool;
    this.#keeps = keeps;
  }

  get count(): EvaluationCount {
    return {
      pool: this.#pool,
      evaluations: this.#evaluations,
      failed: this.#failed,
      short: this.#short,
      firstFailure: this.#firstFailure,
    };
  }

  /** @param shortage why the pool was not brought to the target; empty where it was. */
  add(time: Ticks, formula: Formula, outcome: Outcome, shortage: string): void {
    const { error } = outcome;
    this.#evaluations++;
    if (error !== null) {
      this.#failed++;
      this.#firstFailure ??= { time, message: error.message };
    } else if (shortage !== "") {
      this.#short++;
    }
    if (!this.#keeps) return;
    const last = this.rows.at(-1);
    // Mostly the same as before: then they share their texts.
    const same = (text: string, before: string | undefined): string => (text === before ? before : text);
    this.rows.push({
      time,
      pool: this.#pool,
      targets: same(formula.targets(outcome), last?.targets),
      variables: same(formula.variables(), last?.variables),
      error: error === null ? shortage : error.message,
    });
  }
}

/** The rows of several pools in order of time; at an instant in order of the pools. */
export function inOrderOfTime(all: readonly Evaluations[]): EvaluationRow[] {
  return all.flatMap(({ rows }) => rows).sort((a, b) => a.time - b.time);
}
