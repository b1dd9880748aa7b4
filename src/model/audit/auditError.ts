import { SECOND, type Ticks } from "../../engine/time.ts";

const RULES: Readonly<Record<number, string>> = {
  1: "conservation",
  2: "causality",
  3: "capacity",
  4: "order",
  5: "work conservation",
  6: "ledger",
  7: "latency",
  8: "Little's law",
};

/**
 * A run broke one of the invariants that every run must keep: a fault of the model, never of its input. The message is
 * one line: the invariant's number and rule, the simulated time, and the first offending job or VM.
 */
export class AuditError extends Error {
  override readonly name = "AuditError";
  /** As numbered in the auditor's own documentation, 1 to 8. */
  readonly invariant: number;
  readonly at: Ticks;
  readonly finding: string;

  /** `finding` continues the sentence that starts with "at 12.5 s". */
  constructor(invariant: number, at: Ticks, finding: string) {
    super(`invariant ${invariant} (${RULES[invariant] ?? "unknown"}): at ${seconds(at)} s ${finding}`);
    this.invariant = invariant;
    this.at = at;
    this.finding = finding;
  }
}

/** Ticks as seconds with all their digits and no trailing zeros. */
export function seconds(ticks: Ticks): string {
  if (!Number.isInteger(ticks)) return String(ticks / SECOND);
  const whole = Math.floor(Math.abs(ticks) / SECOND);
  const fraction = String(Math.abs(ticks) % SECOND)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${ticks < 0 ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
