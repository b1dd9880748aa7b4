import { type Typed, type TypedStatement, within } from "../typedFormula.ts";
import type { LintSubject, Trap } from "./trap.ts";

/** Traps around what a formula sets: fractions, tasks for VMs, nothing at all, variables before they are set. */
export function targetTraps(subject: LintSubject): readonly Trap[] {
  return [...noTarget(subject), ...targetValues(subject), ...unsetVariables(subject)];
}

function noTarget({ formula }: LintSubject): readonly Trap[] {
  if (formula.statements.some(({ assigned }) => assigned?.kind === "target")) return [];
  return [
    {
      rule: "no-target",
      message: "the formula sets no target",
      reason: "The pool keeps the size that it has, whatever the samples say.",
      mend: "Set $TargetDedicatedNodes or $TargetLowPriorityNodes.",
      span: formula.statements[0]!,
    },
  ];
}

function targetValues({ formula, estimates, pool }: LintSubject): readonly Trap[] {
  return lastAssignments(formula.statements).flatMap(({ value }) => {
    const estimate = estimates.get(value);
    const traps: Trap[] = [];
    if (estimate?.fraction === true) {
      traps.push({
        rule: "fractional-target",
        message: "the target can lie between 0 and 1",
        reason: "Targets are cut to whole numbers: 0.5 becomes 0, and the pool never scales for so little work.",
        mend: "Round it up: ceil(...).",
        span: value,
      });
    }
    const slotsMatter = pool.slotsPerVm !== 1 && !formula.metrics.includes("$TaskSlotsPerNode");
    if (estimate?.tasks === true && slotsMatter) {
      const slots = pool.slotsPerVm === undefined ? "more than one slot" : `${pool.slotsPerVm} slots`;
      traps.push({
        rule: "tasks-for-slots",
        message: "the target counts tasks, not VMs",
        reason: `A VM with ${slots} runs as many tasks: most of the VMs asked for would be idle.`,
        mend: "Divide by the slots of a VM: ceil(tasks / $TaskSlotsPerNode).",
        span: value,
      });
    }
    return traps;
  });
}

/** Of each target, the statement that counts: the last one by its full name, else the last one. */
function lastAssignments(statements: readonly TypedStatement[]): readonly TypedStatement[] {
  return (["dedicated", "lowPriority"] as const).flatMap((pool) => {
    const own = statements.filter(({ assigned }) => assigned?.kind === "target" && assigned.pool === pool);
    const full = own.filter(({ assigned }) => assigned?.kind === "target" && assigned.full);
    return (full.length > 0 ? full : own).slice(-1);
  });
}

function unsetVariables({ formula }: LintSubject): readonly Trap[] {
  return formula.statements
    .filter(({ replaced }) => !replaced)
    .flatMap(({ value }) => within(value))
    .filter((node): node is Typed & { readonly kind: "unset" } => node.kind === "unset")
    .map((node) => ({
      rule: "unset-variable",
      message: `${node.name} is used before it is set`,
      reason: "Statements are carried out from the first to the last: the evaluation fails here, and changes nothing.",
      mend: `Set ${node.name} in a statement before this one.`,
      span: node,
    }));
}
