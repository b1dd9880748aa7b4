import { MINUTE, type Ticks } from "../../../../engine/time.ts";
import type { Typed, TypedFormula, TypedStatement } from "../typedFormula.ts";
import type { LintSubject, Trap } from "./trap.ts";

/** Traps between a formula and its pool: what becomes of running tasks, and work that is over before anybody looks. */
export function poolTraps(subject: LintSubject): readonly Trap[] {
  return [...requeueLoop(subject.formula), ...tooSlow(subject)];
}

function requeueLoop({ metrics, statements }: TypedFormula): readonly Trap[] {
  const counts = new Set(metrics);
  if (!counts.has("$ActiveTasks") || counts.has("$RunningTasks") || counts.has("$PendingTasks")) return [];
  const setter = statements.findLast(({ assigned }) => assigned?.kind === "option");
  const option = setter === undefined ? "requeue" : optionOf(setter);
  if (option !== "requeue" && option !== "terminate") return [];
  const target = statements.findLast(({ assigned }) => assigned?.kind === "target");
  if (target === undefined) return [];
  const running = option === "requeue" ? "they go back to the queue, and it begins anew" : "they fail";
  return [
    {
      rule: "active-tasks-requeue",
      message: `$ActiveTasks does not count running tasks, and the option is ${option}${setter === undefined ? " by default" : ""}`,
      reason: `Once the waiting tasks run, none is active: their VMs are taken away under them, ${running}.`,
      mend: "Count $PendingTasks, or set $NodeDeallocationOption = taskcompletion.",
      span: setter?.value ?? target,
    },
  ];
}

function optionOf({ value }: TypedStatement): string | null {
  const node: Typed = value;
  return node.kind === "text" ? node.value : null;
}

function tooSlow({ formula, pool: { interval, work } }: LintSubject): readonly Trap[] {
  const target = formula.statements.findLast(({ assigned }) => assigned?.kind === "target");
  if (target === undefined || interval === undefined || work === undefined || work >= interval) return [];
  return [
    {
      rule: "interval-longer-than-work",
      message: `tasks of ${minutes(work)} min are over between two evaluations, which are ${minutes(interval)} min apart`,
      reason: "Work that comes and goes between two evaluations is never seen: the pool does not grow for it.",
      mend: "Shorten the interval (5 min at the least), or keep a warm minimum of VMs.",
      span: target,
    },
  ];
}

function minutes(ticks: Ticks): string {
  return String(Number((ticks / MINUTE).toPrecision(3)));
}
