import { describe, expect, it } from "vitest";
import { compileFormula, type FormulaOptions } from "../../../../src/model/scaling/formula/formula.ts";
import { lintFormula } from "../../../../src/model/scaling/formula/lint/lint.ts";
import type { PoolFacts } from "../../../../src/model/scaling/formula/lint/trap.ts";

const MINUTE = 60_000_000;
/** A pool for which counting tasks is right, so that a test sees the rule it is about. */
const ONE_SLOT: PoolFacts = { slotsPerVm: 1 };

function warned(text: string, pool: PoolFacts = ONE_SLOT, options: FormulaOptions = {}): string[] {
  return lintFormula(compileFormula(text, options), pool).map(
    ({ line, column, rule, message }) => `${line}:${column} ${rule}: ${message}`,
  );
}

describe("a formula is warned of", () => {
  it("a target that can be a fraction below 1", () => {
    expect(warned("$TargetDedicatedNodes = $PendingTasks / 4")).toEqual([
      "1:25 fractional-target: the target can lie between 0 and 1",
    ]);
    // Only 3 more than the tasks round up: 2 more, or 3 at least, leave some of them without a VM.
    for (const some of ["($PendingTasks + 2)", "max(3, $PendingTasks)", "($PendingTasks + 3 - 1)"])
      expect(warned(`$TargetDedicatedNodes = ${some} / 4`)).toHaveLength(1);
    expect(warned("x = avg($PendingTasks.GetSample(5));\n$TargetLowPriority = min(25, x)")).toEqual([
      "2:22 fractional-target: the target can lie between 0 and 1",
    ]);
  });

  it.each([
    "$TargetDedicatedNodes = ceil($PendingTasks / 4)",
    "$TargetDedicatedNodes = $PendingTasks",
    "$TargetDedicatedNodes = max(1, $PendingTasks / 4)",
    "$TargetDedicatedNodes = $PendingTasks / 4 + 0.75",
    "$TargetDedicatedNodes = ($PendingTasks + 3) / 4",
    "n = 4; $TargetDedicatedNodes = ($PendingTasks + n - 1) / n",
    "n = 4; r = n - 1; t = ($PendingTasks + r) / n; $TargetDedicatedNodes = min(20, t)",
    "x = $PendingTasks / 4; $TargetDedicatedNodes = (x > 0 && x < 1) ? 1 : x",
    "x = $PendingTasks / 4; $TargetDedicatedNodes = x < 1 ? 1 : x",
    "x = $PendingTasks / 4; $TargetDedicatedNodes = 1 <= x ? x : 0",
    "x = $PendingTasks / 4; $TargetDedicatedNodes = x >= 1 || x == 0 ? x : 1",
    "$TargetDedicatedNodes = $CurrentDedicatedNodes * 1.1",
    "$TargetDedicatedNodes = $PendingTasks / 4; $TargetDedicatedNodes = ceil($TargetDedicatedNodes)",
    "$TargetDedicatedNodes = 2.5",
  ])("but not of one that is rounded, or above 1: %s", (text) => {
    expect(warned(text)).toEqual([]);
  });

  it("waiting tasks alone with an option that stops the running ones", () => {
    const message = "$ActiveTasks does not count running tasks, and the option is";
    expect(warned("$TargetDedicatedNodes = $ActiveTasks;")).toEqual([
      `1:1 active-tasks-requeue: ${message} requeue by default`,
    ]);
    expect(warned("$TargetDedicatedNodes = $ActiveTasks;\n$NodeDeallocationOption = terminate;")).toEqual([
      `2:27 active-tasks-requeue: ${message} terminate`,
    ]);
    expect(warned("$TargetDedicatedNodes = $ActiveTasks; $NodeDeallocationOption = taskcompletion;")).toEqual([]);
    expect(warned("$TargetDedicatedNodes = $ActiveTasks + $RunningTasks;")).toEqual([]);
  });

  it("a window without a guard", () => {
    const window = "max($PendingTasks.GetSample(TimeInterval_Minute * 5";
    expect(warned(`$TargetDedicatedNodes = ${window}))`)).toEqual([
      "1:29 unguarded-look-back: GetSample of $PendingTasks does not say how many samples it needs",
    ]);
    expect(warned(`$TargetDedicatedNodes = ${window}, 70))`)).toEqual([]);
    expect(
      warned(
        `p = $PendingTasks.GetSamplePercent(TimeInterval_Minute * 5); $TargetDedicatedNodes = p < 70 ? 1 : ${window}))`,
      ),
    ).toEqual([]);
    // The guard of one variable is none of another.
    expect(
      warned(
        `p = $CPUPercent.GetSamplePercent(TimeInterval_Minute * 5); $TargetDedicatedNodes = p < 70 ? 1 : ${window}))`,
      ),
    ).toHaveLength(1);
  });

  it("a window that never holds what is asked of it, because the last minute is not visible", () => {
    expect(warned("$TargetDedicatedNodes = max($PendingTasks.GetSample(TimeInterval_Minute, 50))")).toEqual([
      "1:29 invisible-window: the window never holds a sample",
    ]);
    // 4 of the 6 samples of three minutes are older than one.
    expect(warned("$TargetDedicatedNodes = max($PendingTasks.GetSample(180 * TimeInterval_Second, 70))")).toEqual([
      "1:29 unreachable-percent: the window never holds 70% of its samples",
    ]);
    expect(warned("$TargetDedicatedNodes = max($PendingTasks.GetSample(180 * TimeInterval_Second, 66))")).toEqual([]);
    expect(
      warned("p = $PendingTasks.GetSamplePercent(180 * TimeInterval_Second);\n$TargetDedicatedNodes = p < 70 ? 1 : 2"),
    ).toEqual(["2:25 impossible-condition: the condition always holds: never p >= 70"]);
  });

  it.each([
    ["x = time().weekday < 1 && time().weekday > 5", "1:5", "time().weekday < 1 and > 5"],
    ["d = time().weekday; x = d > 5 && 1 && d < 6", "1:25", "d > 5 and < 6"],
    ["x = time().hour >= 24", "1:5", "time().hour >= 24"],
    ["x = 12 < time().month", "1:5", "time().month > 12"],
    ["x = time().weekday == 7", "1:5", "time().weekday == 7"],
    ["x = avg($CPUPercent.GetSample(3)) > 70", "1:5", "avg($CPUPercent.GetSample(3)) > 70"],
    ["n = $PendingTasks; x = n > 10 && n < 5 ? 1 : 2", "1:24", "n > 10 and < 5"],
    ["x = $PendingTasks < 0", "1:5", "$PendingTasks < 0"],
    ["n = min(5, $PendingTasks); x = n == 8", "1:32", "n == 8"],
  ])("a condition that can never hold: %s", (text, place, condition) => {
    expect(warned(`${text}; $TargetDedicatedNodes = 1`)).toEqual([
      `${place} impossible-condition: the condition can never hold: ${condition}`,
    ]);
  });

  it.each([
    "x = time().weekday < 1 || time().weekday > 5",
    "x = time().weekday >= 1 && time().weekday <= 5",
    "x = time().hour >= 23",
    "n = $PendingTasks; x = n > 5 && n < 7",
    "limit = 0; x = limit > 3 ? 1 : 2",
    "x = $PendingTasks == 0",
    "x = rand() < 1",
  ])("but not of one that can: %s", (text) => {
    expect(warned(`${text}; $TargetDedicatedNodes = 1`)).toEqual([]);
  });

  it("Sunday as 7, unless that is what Sunday is", () => {
    const text = "x = time().weekday > 6; $TargetDedicatedNodes = 1";
    expect(warned(text)).toHaveLength(1);
    expect(warned(text, ONE_SLOT, { assumptions: { sunday: "7" } })).toEqual([]);
  });

  it("a weekend that leaves Sunday out", () => {
    const text = "d = time().weekday; $TargetDedicatedNodes = d >= 6 && d <= 7 ? 1 : 2";
    expect(warned(text)).toEqual(["1:55 sunday: a weekday is compared with 7, but Sunday is taken to be 0"]);
    expect(warned(text, ONE_SLOT, { assumptions: { sunday: "7" } })).toEqual([]);
    expect(warned("$TargetDedicatedNodes = time().hour <= 7 ? 1 : 2")).toEqual([]);
  });

  it("a variable before it is set", () => {
    expect(warned("$TargetDedicatedNodes = vms;\nvms = 3;")).toEqual([
      "1:25 unset-variable: vms is used before it is set",
    ]);
    expect(warned("$TargetDedicatedNodes = vms; vms = 3;", ONE_SLOT, { with: { vms: 4 } })).toEqual([]);
  });

  it("tasks counted where slots are meant", () => {
    const tasks = "x = $ActiveTasks + $RunningTasks; $TargetDedicatedNodes = min(25, x)";
    const warning = "1:59 tasks-for-slots: the target counts tasks, not VMs";
    expect(warned(tasks, { slotsPerVm: 4 })).toEqual([warning]);
    expect(warned(tasks, {})).toEqual([warning]);
    expect(warned(tasks, ONE_SLOT)).toEqual([]);
    expect(warned("$TargetDedicatedNodes = ceil($PendingTasks / 4)", {})).toEqual([]);
    expect(warned("$TargetDedicatedNodes = ceil($PendingTasks * 0.25)", {})).toEqual([]);
    expect(warned("$TargetDedicatedNodes = ceil($PendingTasks / $TaskSlotsPerNode)", {})).toEqual([]);
    expect(warned("$TargetDedicatedNodes = $PendingTasks > 0 ? 10 : 0", {})).toEqual([]);
  });

  it("an interval longer than the work", () => {
    const text = "$TargetDedicatedNodes = $PendingTasks";
    expect(warned(text, { slotsPerVm: 1, interval: 15 * MINUTE, work: 3 * MINUTE })).toEqual([
      "1:1 interval-longer-than-work: tasks of 3 min are over between two evaluations, which are 15 min apart",
    ]);
    expect(warned(text, { slotsPerVm: 1, interval: 5 * MINUTE, work: 5 * MINUTE })).toEqual([]);
  });

  it("no target at all", () => {
    expect(warned("TargetDedicatedNodes = 3;")).toEqual(["1:1 no-target: the formula sets no target"]);
  });

  it("each with a reason and a mend that are sentences", () => {
    const text =
      "x = y; $TargetDedicatedNodes = $ActiveTasks / 3 + avg($CPUPercent.GetSample(TimeInterval_Hour)); y = time().hour > 30;";
    const warnings = lintFormula(compileFormula(text), { interval: 2, work: 1 });
    expect(new Set(warnings.map(({ rule }) => rule)).size).toBe(6);
    for (const { reason, mend } of warnings) {
      expect(reason).toMatch(/^[A-Z].+\.$/);
      expect(mend).toMatch(/^[A-Z].+\.$/);
    }
  });
});
