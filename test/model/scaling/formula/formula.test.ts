import { describe, expect, it } from "vitest";
import { compileFormula } from "../../../../src/model/scaling/formula/formula.ts";
import { SampleHistory } from "../../../../src/model/scaling/formula/sampleHistory.ts";
import { evaluated, madeContext, NOW } from "./madePool.ts";

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;

describe("results", () => {
  it("have the service's form: targets, option, variables by the alphabet, booleans 1 and 0", () => {
    const text = `$curTime = time("2016-10-13T19:18:47.805Z");
      $workHours = $curTime.hour >= 8 && $curTime.hour < 18;
      $isWeekday = $curTime.weekday >= 1 && $curTime.weekday <= 5;
      $isWorkingWeekdayHour = $workHours && $isWeekday;
      $TargetDedicatedNodes = $isWorkingWeekdayHour ? 20 : 10;`;
    // 13 October 2016 was a Thursday; 19 hours is after work. As in the service's documents.
    expect(evaluated(text)).toBe(
      "$TargetDedicatedNodes=10;$NodeDeallocationOption=requeue;$curTime=2016-10-13T19:18:47.805Z;$isWeekday=1;$isWorkingWeekdayHour=0;$workHours=0",
    );
  });

  it("tell both targets where the formula sets both, and names as they were first written", () => {
    const text = `$maxTasksPerNode = 4; round = 3; $samples = 100; tasks = 0; $tasks = tasks; $targetVMs = 1;
      $TargetDedicatedNodes = 2; $TargetLowPriorityNodes = 5; $NodeDeallocationOption = taskcompletion`;
    expect(evaluated(text)).toBe(
      "$TargetDedicatedNodes=2;$TargetLowPriorityNodes=5;$NodeDeallocationOption=taskcompletion;$maxTasksPerNode=4;round=3;$samples=100;$targetVMs=1;tasks=0",
    );
  });

  it("tell the target that holds where the formula sets none, and every type of variable", () => {
    const text = 'b = vec(1, 2.5); A = "text"; c = 90 * TimeInterval_Second; d = terminate;';
    expect(evaluated(text)).toBe(
      "$TargetDedicatedNodes=7;$NodeDeallocationOption=requeue;A=text;b=[1,2.5];c=00:01:30;d=terminate",
    );
  });

  it("tell times that no clock shows as such", () => {
    const text = "a = TimeInterval_Hour / 0; b = -a; c = a - a; d = time() + a;";
    expect(evaluated(text)).toMatch(/;a=Infinity;b=-Infinity;c=NaN;d=Infinity$/);
  });
});

describe("a formula's text", () => {
  const same = /^\$TargetDedicatedNodes=3;\$NodeDeallocationOption=requeue;\$?x=2$/;

  it.each([
    ["x = 2; $TargetDedicatedNodes = $x + 1;"],
    ["$x = 2; $TargetDedicatedNodes = x + 1"],
    ["// a comment; x = 9;\nx = 2; // another\n$TargetDedicatedNodes = x + 1 // the last"],
    ["x\n=\n2\n;\r\n$TargetDedicatedNodes\t=x+1;;"],
    ["x = 1; x = x + 1; $TargetDedicatedNodes = x + 1;"],
    ['x = "two"; x = 2; $TargetDedicatedNodes = x + 1;'],
  ])("may be written in many ways: %j", (text) => {
    expect(evaluated(text)).toMatch(same);
  });

  it("may give a variable a function's name: calls have parentheses", () => {
    expect(evaluated("round = 2; $TargetDedicatedNodes = round(round / 3) + round")).toContain(
      "$TargetDedicatedNodes=3;",
    );
  });
});

describe("targets", () => {
  const targets = (text: string): readonly number[] => {
    const formula = compileFormula(text);
    const { dedicated, lowPriority, error } = formula.evaluate(madeContext(formula.metrics.map(({ name }) => name)));
    expect(error).toBeNull();
    return [dedicated, lowPriority];
  };

  it.each([
    ["0.5", 0],
    ["2.9", 2],
    ["3", 3],
    ["-0.5", 0],
    ["-3.7", 0],
    ["0.5 + 0.5", 1],
  ])("of %s are cut to %i", (value, expected) => {
    expect(targets(`$TargetDedicatedNodes = ${value}`)).toEqual([expected, 2]);
    expect(targets(`$TargetLowPriorityNodes = ${value}`)).toEqual([7, expected]);
    expect(Object.is(targets(`$TargetDedicatedNodes = ${value}`)[0], expected)).toBe(true);
  });

  it("that are not set stay as they are", () => {
    expect(targets("x = 1")).toEqual([7, 2]);
  });

  it("are read back as they were set last, before that as they are", () => {
    expect(
      targets("$TargetDedicatedNodes = $TargetDedicatedNodes + 1; $TargetLowPriorityNodes = $TargetDedicatedNodes * 2"),
    ).toEqual([8, 16]);
    expect(targets("$TargetDedicatedNodes = 30; $TargetDedicatedNodes = min(25, $TargetDedicatedNodes)")).toEqual([
      25, 2,
    ]);
  });

  it("go by the full name if both it and the alias are set, in any order", () => {
    expect(targets("$TargetDedicatedNodes = 3; $TargetDedicated = 5")).toEqual([3, 2]);
    expect(targets("$TargetDedicated = 5; $TargetDedicatedNodes = 3")).toEqual([3, 2]);
    expect(targets("$TargetDedicated = 5; $TargetLowPriority = 6")).toEqual([5, 6]);
    expect(targets("$TargetDedicated = 5; $TargetLowPriorityNodes = $TargetDedicatedNodes")).toEqual([5, 5]);
  });

  it("set before stop() count, or not, as assumed", () => {
    const text = "$TargetDedicatedNodes = 3; x = stop(); $TargetDedicatedNodes = 4;";
    expect(evaluated(text)).toBe("$TargetDedicatedNodes=3;$NodeDeallocationOption=requeue");
    const formula = compileFormula(text, { assumptions: { stop: "discard" } });
    expect(formula.evaluate(madeContext([]))).toEqual({
      dedicated: 7,
      lowPriority: 2,
      deallocation: "requeue",
      error: null,
    });
  });

  it("show the option that holds from then on, also where stop() discards the formula's own", () => {
    const text = "$NodeDeallocationOption = retaineddata; x = stop();";
    expect(evaluated(text)).toBe("$TargetDedicatedNodes=7;$NodeDeallocationOption=retaineddata");
    expect(evaluated(text, { assumptions: { stop: "discard" } })).toBe(
      "$TargetDedicatedNodes=7;$NodeDeallocationOption=requeue",
    );
  });

  it("take the option along, and keep the pool's where none is set", () => {
    const option = (text: string): string =>
      compileFormula(text).evaluate(madeContext([], { deallocation: "terminate" })).deallocation;
    expect(option("$TargetDedicatedNodes = 1")).toBe("terminate");
    expect(option("$NodeDeallocationOption = retaineddata")).toBe("retaineddata");
    expect(option("old = $NodeDeallocationOption; $NodeDeallocationOption = 1 > 2 ? requeue : old")).toBe("terminate");
  });
});

describe("an evaluation that fails leaves everything as it is, and says where:", () => {
  it.each([
    [
      "x = 1;\ny = avg($PendingTasks.GetSample(TimeInterval_Minute * 10, 95));",
      "Line 2, Col 32: Insufficient data from data set: $PendingTasks wanted 95%, received 90%",
    ],
    [
      "$RunningTasks.GetSample(TimeInterval_Minute, 100)",
      "Line 1, Col 24: Insufficient data from data set: $RunningTasks wanted 100%, received 0%",
    ],
    [
      "x = $PendingTasks.GetSample(TimeInterval_Hour, 33)",
      "Line 1, Col 28: Insufficient data from data set: $PendingTasks wanted 33%, received 32%",
    ],
    [
      "x = $RunningTasks * 2",
      "Line 1, Col 5: Insufficient data from data set: $RunningTasks wanted 1 sample, received 0",
    ],
    [
      "x = $RunningTasks.HistoryBeginTime()",
      "Line 1, Col 35: Insufficient data from data set: $RunningTasks wanted 1 sample, received 0",
    ],
    ["x = avg($RunningTasks.GetSample(5))", "Line 1, Col 5: avg of 0 values, expected at least 1"],
    ["x = std(4)", "Line 1, Col 5: std of 1 values, expected at least 2"],
    ["x = min()", "Line 1, Col 5: min of 0 values, expected at least 1"],
    ["x = percentile(vec(), 50)", "Line 1, Col 5: percentile of 0 values, expected at least 1"],
    ["x = percentile(vec(1), 101)", "Line 1, Col 24: a percentile of 101, expected 0 to 100"],
    ["x = val(vec(1, 2), 2)", "Line 1, Col 5: val asks for element 2 of a doubleVec which has 0 to 1"],
    ["x = val(vec(), 0)", "Line 1, Col 5: val asks for element 0 of a doubleVec which is empty"],
    ["x = vec(1, 2) + vec(1)", "Line 1, Col 5: a doubleVec of 2 + one of 1, expected two of one length"],
    ["x = $PendingTasks.GetSample(-1)", "Line 1, Col 29: GetSample asks for -1 samples, expected 0 or more"],
    [
      't = 1 ? "noon" : ""; x = time(t)',
      'Line 1, Col 31: "noon" is no time, expected such as "2026-03-02T08:00:00Z" or "Mon, 02 Mar 2026 08:00:00 GMT"',
    ],
    ["y = x; x = 1", "Line 1, Col 5: x is used before it is set"],
    ["$TargetDedicatedNodes = 1 / 0", "Line 1, Col 1: the target is Infinity, expected a number of 0 or more"],
    [
      "$TargetDedicatedNodes = 5;\n$TargetDedicatedNodes = 0 / 0;",
      "Line 2, Col 1: the target is NaN, expected a number of 0 or more",
    ],
  ])("%s", (text, message) => {
    const formula = compileFormula(`${text}`);
    const outcome = formula.evaluate(madeContext(formula.metrics.map(({ name }) => name)));
    expect(outcome.error?.message).toBe(message);
    expect(outcome).toMatchObject({ dedicated: 7, lowPriority: 2, deallocation: "requeue" });
  });

  it("not for a negative target, unless that is assumed", () => {
    expect(evaluated("$TargetDedicatedNodes = -1")).toBe("$TargetDedicatedNodes=0;$NodeDeallocationOption=requeue");
    expect(evaluated("$TargetDedicatedNodes = -1", { assumptions: { negativeTarget: "fail" } })).toBe(
      "Line 1, Col 1: the target is -1, expected a number of 0 or more",
    );
  });

  it("with the service's code", () => {
    const code = (text: string): string | undefined => {
      const formula = compileFormula(text);
      return formula.evaluate(madeContext(formula.metrics.map(({ name }) => name))).error?.code;
    };
    expect(code("x = $RunningTasks")).toBe("InsufficientSampleData");
    expect(code("x = val(vec(), 0)")).toBe("AutoScaleFormulaEvaluationError");
  });

  it("and the next one is none the worse", () => {
    const formula = compileFormula("x = avg($PendingTasks.GetSample(3)); $TargetDedicatedNodes = x");
    const empty = new SampleHistory({ samples: 3, age: 0 });
    expect(formula.evaluate(madeContext([], { histories: [empty] })).error).not.toBeNull();
    // Samples 4, 3, 2.
    expect(formula.evaluate(madeContext(["$PendingTasks"]))).toMatchObject({ dedicated: 3, error: null });
  });
});

describe("given values", () => {
  const text = "maxVms = 10; maxVms = maxVms * 2; $TargetDedicatedNodes = min(maxVms, 100);";

  it("stand in for the first assignment, whatever it is; the others hold", () => {
    expect(evaluated(text)).toContain("$TargetDedicatedNodes=20;");
    expect(evaluated(text, { with: { maxVms: 25 } })).toContain("$TargetDedicatedNodes=50;");
    expect(evaluated(text, { with: { $maxVms: 25 } })).toContain(";maxVms=50");
    expect(evaluated("a = 1 / 0 * val(vec(), 3); $TargetDedicatedNodes = a", { with: { a: 4 } })).toContain("Nodes=4;");
  });

  it("set variables that the text only reads", () => {
    expect(evaluated("$TargetDedicatedNodes = extra + 1", { with: { extra: 2 } })).toContain(
      "$TargetDedicatedNodes=3;",
    );
  });

  it.each([
    [{ maxVm: 3 }, 'Line 1, Col 1: "maxVm" is given, but the formula has no such variable; did you mean "maxVms"?'],
    [{ maxVms: Number.NaN }, 'Line 1, Col 1: "maxVms" is given as NaN, expected a finite number'],
  ])("are refused where they reach nothing: %j", (given, message) => {
    expect(() => compileFormula(text, { with: given })).toThrow(message);
  });

  it("are refused for what is no double", () => {
    expect(() => compileFormula("span = TimeInterval_Hour; x = span", { with: { span: 3 } })).toThrow(
      'Line 1, Col 8: "span" is given as a number, but this is a timeinterval, expected a double',
    );
  });
});

describe("how far a formula looks back", () => {
  it.each([
    ["x = $PendingTasks.GetSample(5)", { samples: 5, age: 0 }],
    ["x = $PendingTasks.GetSample(15 * TimeInterval_Minute)", { samples: 1, age: 15 * MINUTE }],
    [
      "span = TimeInterval_Minute * 5; x = $PendingTasks.GetSamplePercent(span, 2 * span)",
      { samples: 1, age: 10 * MINUTE },
    ],
    ["n = 3; x = $PendingTasks.GetSample(n > 2 ? 7 : 9)", { samples: 9, age: 0 }],
    ["x = $PendingTasks.GetSample(50000)", { samples: 50_000, age: 0 }],
    ["x = $PendingTasks.GetSample(14 * TimeInterval_Day)", { samples: 1, age: 14 * 24 * 60 * MINUTE }],
    // The full name takes precedence: 100 samples, not 5.
    [
      "$TargetDedicatedNodes = 100; $TargetDedicated = 5; x = $PendingTasks.GetSample($TargetDedicatedNodes)",
      { samples: 100, age: 0 },
    ],
    ['x = $PendingTasks.GetSample(time("2020-01-01"))', { samples: 1, age: 7 * 24 * 60 * MINUTE }],
    // Infinity less Infinity: no number bounds it.
    ["x = $PendingTasks.GetSample(1 / 0 - 1 / 0)", { samples: 1, age: 7 * 24 * 60 * MINUTE }],
    [
      "x = $PendingTasks.GetSample(TimeInterval_Day / 0 - TimeInterval_Day / 0)",
      { samples: 1, age: 7 * 24 * 60 * MINUTE },
    ],
    ["x = $PendingTasks.GetSample(1 / 0)", { samples: 1, age: 7 * 24 * 60 * MINUTE }],
    ["x = $PendingTasks", { samples: 1, age: 0 }],
  ])("is known from its text: %s", (text, lookBack) => {
    expect(compileFormula(text).metrics).toEqual([{ name: "$PendingTasks", lookBack }]);
  });

  it("is enough: a history of that room answers as one that forgets nothing", () => {
    const text =
      "a = sum($PendingTasks.GetSample(20)); b = sum($PendingTasks.GetSample(7 * TimeInterval_Minute, 12 * TimeInterval_Minute)); c = $PendingTasks.GetSamplePercent(12 * TimeInterval_Minute); d = $PendingTasks.Count();";
    const formula = compileFormula(text);
    const [small, large] = [
      new SampleHistory(formula.metrics[0]!.lookBack),
      new SampleHistory({ samples: 1e6, age: 0 }),
    ];
    for (let k = 0; k < 5000; k++) {
      const at = NOW + k * 30 * SECOND;
      for (const history of [small, large]) history.record(at, (k * 7919) % 101);
      if (k % 37 !== 0) continue;
      const results = [small, large].map((history) => {
        const outcome = formula.evaluate(madeContext([], { now: at + (k % 5) * SECOND, histories: [history] }));
        return formula.results(outcome);
      });
      expect(results[0]).toBe(results[1]);
    }
    // 24 periods of 12 minutes, 2 of the invisible minute, and this instant.
    expect(small.kept).toBe(27);
  });
});

describe("the largest target", () => {
  it.each([
    ["$TargetDedicatedNodes = 3; $TargetDedicatedNodes = 2;", 2],
    ["$TargetDedicatedNodes = $PendingTasks; $TargetDedicatedNodes = min($TargetDedicatedNodes, 10);", 10],
    // The full name takes precedence over the short one, wherever it stands.
    ["$TargetDedicated = 7; $TargetDedicatedNodes = 2; $TargetDedicated = 9;", 2],
    ["$TargetDedicated = 7; $TargetDedicated = 9;", 9],
    // What was set before stop() may count.
    ["$TargetDedicatedNodes = 8; x = $PendingTasks > 5 ? stop() : 1; $TargetDedicatedNodes = 2;", 8],
    ["$TargetDedicatedNodes = 8; $TargetDedicatedNodes = $PendingTasks > 5 ? stop() : 2;", 8],
    ["x = $PendingTasks > 5 ? stop() : 1; $TargetDedicatedNodes = 8; $TargetDedicatedNodes = 2;", 2],
    ["$TargetLowPriorityNodes = 4;", 0],
    ["$TargetDedicatedNodes = $PendingTasks", Number.POSITIVE_INFINITY],
  ])("is known from the text: %s", (text, most) => {
    expect(compileFormula(text).mostDedicated).toBe(most);
  });
});

it("names the variables that no simulated pool knows", () => {
  expect(compileFormula("x = $MemoryBytes + $PendingTasks + $DiskReadOps").unmodelled).toEqual([
    "$MemoryBytes",
    "$DiskReadOps",
  ]);
});
