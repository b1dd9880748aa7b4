import { describe, expect, it } from "vitest";
import { openStream } from "../../../../src/engine/random.ts";
import { compileFormula } from "../../../../src/model/scaling/formula/formula.ts";
import { FormulaError } from "../../../../src/model/scaling/formula/formulaError.ts";
import { lintFormula } from "../../../../src/model/scaling/formula/lint/lint.ts";
import { madeContext } from "./madePool.ts";

const TRIES = 100_000;
/** Milliseconds for one formula. */
const LONGEST = 50;
/** Milliseconds, where nothing else runs: some 10 s. */
const PATIENCE = 300_000;
const uniform = openStream({ seed: 1, replication: 0, owner: "fuzz", purpose: "formulas" });

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(uniform() * items.length)]!;
}

/** What formulas are made of, and what they are not. */
const PIECES = [
  "$TargetDedicatedNodes",
  "$TargetLowPriority",
  "$NodeDeallocationOption",
  "$PendingTasks",
  "$ActiveTasks",
  "$CPUPercent",
  "x",
  "$x",
  "y",
  "requeue",
  "taskcompletion",
  "TimeInterval_Minute",
  "TimeInterval_Year",
  "TimeInterval_Zero",
  "time",
  "avg",
  "max",
  "min",
  "len",
  "val",
  "vec",
  "percentile",
  "std",
  "lg",
  "round",
  "stop",
  "rand",
  "sum",
  ".GetSample",
  ".GetSamplePercent",
  ".Count",
  ".HistoryBeginTime",
  ".GetSamplePeriod",
  ".hour",
  ".weekday",
  "(",
  ")",
  "(",
  ")",
  "()",
  "[",
  "]",
  ",",
  ";",
  "=",
  "==",
  "<",
  ">=",
  "&&",
  "||",
  "!",
  "-",
  "+",
  "*",
  "/",
  "?",
  ":",
  ".",
  "0",
  "1",
  "2.5",
  "1e308",
  "70",
  '"2026-03-02"',
  '"',
  "//",
  "\n",
  "\r\n",
  " ",
  "\t",
  "$",
  "%",
  "é",
  "\u0000",
  "😀",
  "\u2028",
  "'",
  "{",
] as const;

const GOOD = [
  "startVms = 1; maxVms = 25;\npercent = $PendingTasks.GetSamplePercent(5 * TimeInterval_Minute);\nvms = percent < 70 ? startVms : avg($PendingTasks.GetSample(5 * TimeInterval_Minute));\n$TargetDedicatedNodes = min(maxVms, ceil(vms));\n$NodeDeallocationOption = taskcompletion;",
  "$now = time(); $day = $now.weekday;\n$isWork = $day > 0 && $day < 6 && $now.hour >= 8 && $now.hour < 18;\n$TargetDedicatedNodes = $isWork ? 20 : 10",
  "cpu = $CPUPercent.GetSample(TimeInterval_Minute * 10, 50);\n$TargetDedicatedNodes = min(cpu) > 0.7 ? $CurrentDedicatedNodes * 1.1 : $CurrentDedicatedNodes; // grow\n",
  "v = vec(1, 2, [3, 4]) * 2 - 1; s = std(v) + norm(v) + percentile(v, 50); $TargetLowPriorityNodes = round(s / val(v, 0)); x = lg(v);",
  'age = time() - time("2026-03-01T00:00:00Z"); y = age > TimeInterval_Day ? stop() : 3; $TargetDedicated = y - !0; z = -age / 2 + TimeInterval_Hour;',
];

function randomText(): string {
  let text = "";
  for (let length = 1 + Math.floor(uniform() * 40); length > 0; length--) text += pick(PIECES);
  return text;
}

function mutated(): string {
  let text = pick(GOOD);
  for (let changes = 1 + Math.floor(uniform() * 3); changes > 0; changes--) {
    const at = Math.floor(uniform() * text.length);
    const length = Math.floor(uniform() * 6);
    const insert = pick([
      "",
      "",
      pick(PIECES),
      text.slice(at, at + Math.floor(uniform() * 20)),
      String.fromCharCode(uniform() * 0x3000),
    ]);
    text = text.slice(0, at) + insert + text.slice(at + length);
  }
  return text;
}

interface Tally {
  evaluated: number;
  failed: number;
  refused: number;
  slowest: number;
}

/** Compiles, warns and evaluates; anything but a value or a problem with a place inside the text is thrown. */
function tried(text: string, tally: Tally): void {
  const begun = performance.now();
  try {
    const formula = compileFormula(text);
    lintFormula(formula);
    const outcome = formula.evaluate(madeContext(formula.metrics.map(({ name }) => name)));
    if (outcome.error === null) {
      tally.evaluated++;
      if (!/^\$TargetDedicatedNodes=\d/.test(formula.results(outcome))) throw new Error("no result");
    } else {
      tally.failed++;
      if (!/^Line \d+, Col \d+: /.test(outcome.error.message)) throw new Error(outcome.error.message);
    }
  } catch (error) {
    if (!(error instanceof FormulaError)) throw new Error(`${JSON.stringify(text)}: ${String(error)}`);
    tally.refused++;
    const inside = error.problems.every(({ start, end }) => start >= 0 && start <= text.length && end > start);
    if (!inside || !/^Line \d+, Col \d+: \S/.test(error.message)) throw new Error(JSON.stringify(text));
  }
  tally.slowest = Math.max(tally.slowest, slowness(text, performance.now() - begun));
}

/** Milliseconds. What took too long may have waited on a busy machine: the processor's own time of some more tries tells. */
function slowness(text: string, first: number): number {
  let best = first;
  for (let again = 0; again < 10 && best >= LONGEST; again++) {
    const begun = process.cpuUsage();
    outcomeOf(text);
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

function outcomeOf(text: string): void {
  try {
    const formula = compileFormula(text);
    lintFormula(formula);
    formula.evaluate(madeContext(formula.metrics.map(({ name }) => name)));
  } catch {
    // Told by the first try.
  }
}

function fuzzed(make: () => string): Tally {
  const tally: Tally = { evaluated: 0, failed: 0, refused: 0, slowest: 0 };
  for (let i = 0; i < TRIES; i++) tried(make(), tally);
  return tally;
}

describe("any text gives a value or an error with a place:", { timeout: PATIENCE }, () => {
  it("100,000 random ones", () => {
    const { evaluated, failed, refused, slowest } = fuzzed(randomText);
    expect(evaluated + failed + refused).toBe(TRIES);
    expect(refused).toBeGreaterThan(TRIES / 2);
    expect(slowest).toBeLessThan(LONGEST);
  });

  it("100,000 good ones with something changed", () => {
    const { evaluated, failed, refused, slowest } = fuzzed(mutated);
    expect(evaluated + failed + refused).toBe(TRIES);
    expect(Math.min(evaluated, failed, refused)).toBeGreaterThan(TRIES / 100);
    expect(slowest).toBeLessThan(LONGEST);
  });

  it("and the largest that the limits allow", () => {
    const tally: Tally = { evaluated: 0, failed: 0, refused: 0, slowest: 0 };
    const sum = `x=1${"+1".repeat(190)};`;
    tried(sum.repeat(20), tally);
    tried(`x=max(${"1,".repeat(4000)}1);`, tally);
    tried(`x=${"vec(1,".repeat(190)}1${")".repeat(190)};`, tally);
    tried("x=1;".repeat(100), tally);
    tried(`x=${"1&&".repeat(190)}1;`.repeat(14), tally);
    expect(tally).toEqual({ evaluated: 5, failed: 0, refused: 0, slowest: tally.slowest });
    expect(tally.slowest).toBeLessThan(LONGEST);
  });
});
