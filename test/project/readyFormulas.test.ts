import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileFormula, type Formula, type Outcome } from "../../src/model/scaling/formula/formula.ts";
import { lintFormula } from "../../src/model/scaling/formula/lint/lint.ts";
import { SampleHistory } from "../../src/model/scaling/formula/sampleHistory.ts";

const FOLDER = join(import.meta.dirname, "../../scenarios/formulas");
const SECOND = 1_000_000;
/** Monday, 2 March 2026, 10:00 UTC. */
const MONDAY_10 = Date.UTC(2026, 2, 2, 10) * 1000;
const HOUR = 3600 * SECOND;
const NONE: readonly number[] = [];

function ready(name: string, given: Readonly<Record<string, number>> = {}): Formula {
  return compileFormula(readFileSync(join(FOLDER, `${name}.txt`), "utf8"), { with: given });
}

/** Samples of each variable, the last of them 60 s old, 30 s apart. A variable that is not named has none. */
type Samples = Readonly<Record<string, readonly number[]>>;

function decided(
  formula: Formula,
  samples: Samples,
  now = MONDAY_10,
): readonly [dedicated: number, lowPriority: number] {
  const histories = formula.metrics.map(({ name, lookBack }) => {
    const history = new SampleHistory(lookBack);
    const values = samples[name] ?? NONE;
    for (const [index, value] of values.entries())
      history.record(now - (60 + 30 * (values.length - 1 - index)) * SECOND, value);
    return history;
  });
  const context = {
    now,
    epoch: 0,
    histories,
    dedicated: 3,
    lowPriority: 0,
    deallocation: "requeue",
    uniform: () => 0.5,
  } as const;
  const outcome: Outcome = formula.evaluate(context);
  expect(outcome.error).toBeNull();
  expect(outcome.deallocation).toBe("taskcompletion");
  return [outcome.dedicated, outcome.lowPriority];
}

const repeated = (value: number, count: number): readonly number[] => Array.from({ length: count }, () => value);

describe("every ready formula", () => {
  const names = readdirSync(FOLDER);

  it("is one of five", () => {
    expect(names.sort()).toEqual([
      "cpu.txt",
      "low-priority.txt",
      "pending-tasks.txt",
      "warm-minimum.txt",
      "working-hours.txt",
    ]);
  });

  it.each(names)("%s has no trap, fits 80 columns and says what it teaches", (name) => {
    const text = readFileSync(join(FOLDER, name), "utf8");
    expect(lintFormula(compileFormula(text))).toEqual([]);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(text).toMatch(/^\/\/ .+\n(?:\/\/ .+\n)*\/\/ Teaches: /);
  });
});

describe("pending-tasks", () => {
  it.each<[string, Samples, number]>([
    ["nothing without samples", {}, 0],
    ["the last sample where there are few", { $PendingTasks: [9, 7] }, 7],
    // 8 visible samples of 10 are enough: their mean is 4.5, their last 8.
    ["the last sample while tasks come", { $PendingTasks: [1, 2, 3, 4, 5, 6, 7, 8] }, 8],
    ["the mean while they go", { $PendingTasks: [8, 7, 6, 5, 4, 3, 2, 1] }, 5],
    ["one VM for a mean of an eighth", { $PendingTasks: [1, 0, 0, 0, 0, 0, 0, 0] }, 1],
    [
      "a VM for each four tasks on four slots",
      { $PendingTasks: repeated(10, 8), $TaskSlotsPerNode: repeated(4, 8) },
      3,
    ],
    ["no more than the most", { $PendingTasks: repeated(500, 20) }, 20],
  ])("asks for %s", (_what, samples, vms) => {
    expect(decided(ready("pending-tasks"), samples)).toEqual([vms, 0]);
  });

  it("keeps to the bounds that are given", () => {
    expect(decided(ready("pending-tasks", { minVms: 2, maxVms: 3 }), {})).toEqual([2, 0]);
    expect(decided(ready("pending-tasks", { minVms: 2, maxVms: 3 }), { $PendingTasks: repeated(9, 8) })).toEqual([
      3, 0,
    ]);
  });
});

describe("working-hours", () => {
  it("has the day's VMs on weekdays from 7 to 19, hour by hour of a week", () => {
    const formula = ready("working-hours");
    const week = Array.from({ length: 168 }, (_, hour) => decided(formula, {}, MONDAY_10 + (hour - 10) * HOUR)[0]);
    // Hours 0 to 119 are Monday to Friday.
    const byHand = week.map((_, hour) => (hour < 120 && hour % 24 >= 7 && hour % 24 <= 18 ? 16 : 2));
    expect(week).toEqual(byHand);
  });

  it("follows the offset of the office", () => {
    const early = MONDAY_10 - 5 * HOUR;
    expect(decided(ready("working-hours"), {}, early)).toEqual([2, 0]);
    expect(decided(ready("working-hours", { offset: 2 }), {}, early)).toEqual([16, 0]);
  });
});

describe("cpu", () => {
  const pool = (vms: number, busy: readonly number[]): Samples => ({
    $CurrentDedicatedNodes: [vms],
    $CPUPercent: busy,
  });

  it.each<[string, Samples, number]>([
    ["a fifth more, rounded up, while all is busy", pool(8, repeated(0.9, 18)), 10],
    ["the same with a single sample that is not", pool(8, [...repeated(0.9, 17), 0.5]), 8],
    ["a fifth fewer, rounded down, while it is idle", pool(8, repeated(0.1, 18)), 6],
    ["the same in between", pool(8, repeated(0.4, 18)), 8],
    ["the same with too few samples", pool(8, repeated(0.9, 13)), 8],
    ["growth from 14 samples of 20 on", pool(8, repeated(0.9, 14)), 10],
    ["no more than the most", pool(39, repeated(1, 18)), 40],
    ["no fewer than the least", pool(1, repeated(0, 18)), 1],
  ])("asks for %s", (_what, samples, vms) => {
    expect(decided(ready("cpu"), samples)).toEqual([vms, 0]);
  });
});

describe("low-priority", () => {
  const pool = (tasks: number, preempted: number): Samples => ({
    $PendingTasks: repeated(tasks, 8),
    $PreemptedNodeCount: [preempted],
  });

  it.each<[string, Samples, readonly [number, number]]>([
    ["low-priority VMs alone", pool(12, 0), [0, 12]],
    ["a dedicated one for each that was preempted", pool(12, 3), [3, 9]],
    ["no more of those than allowed", pool(20, 15), [8, 12]],
    ["no more than the work needs", pool(2, 5), [2, 0]],
    ["no more in all than the most", pool(90, 4), [4, 16]],
    ["nothing without work", pool(0, 4), [0, 0]],
  ])("asks for %s", (_what, samples, targets) => {
    expect(decided(ready("low-priority"), samples)).toEqual(targets);
  });
});

describe("warm-minimum", () => {
  it.each<[string, Samples, number]>([
    ["the warm VMs without samples", {}, 4],
    ["the warm VMs while the queue came and went", { $PendingTasks: [9, 9, 9, 9, 0, 9, 9, 9, 9, 9] }, 4],
    ["more for what has lasted", { $PendingTasks: [9, 9, 9, 9, 5, 9, 9, 9, 9, 9] }, 9],
    ["the warm VMs alone with 6 samples of 10", { $PendingTasks: repeated(9, 6) }, 4],
    ["more from 7 samples of 10 on", { $PendingTasks: repeated(9, 7) }, 13],
    ["no more than the most", { $PendingTasks: repeated(99, 10) }, 20],
  ])("asks for %s", (_what, samples, vms) => {
    expect(decided(ready("warm-minimum"), samples)).toEqual([vms, 0]);
  });
});
