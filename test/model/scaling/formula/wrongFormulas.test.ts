import { describe, expect, it } from "vitest";
import { compileFormula } from "../../../../src/model/scaling/formula/formula.ts";
import { FormulaError } from "../../../../src/model/scaling/formula/formulaError.ts";

function refusal(text: string): string {
  try {
    compileFormula(text);
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
  return "accepted";
}

/** A wrong formula, and each problem with its line and column. */
const WRONG: readonly (readonly [formula: string, problems: string])[] = [
  ["", 'Line 1, Col 1: no statement, expected one such as "$TargetDedicatedNodes = 1;"'],
  ["   // nothing\n", 'Line 1, Col 1: no statement, expected one such as "$TargetDedicatedNodes = 1;"'],
  [";;", 'Line 1, Col 1: no statement, expected one such as "$TargetDedicatedNodes = 1;"'],
  ["x", 'Line 1, Col 1: nothing sets "x", expected a variable that a statement before this one sets'],
  ["x = ", "Line 1, Col 5: the formula ends, expected a value: a number, a name, a function or a parenthesis"],
  ["x = 1 +", "Line 1, Col 8: the formula ends, expected a value: a number, a name, a function or a parenthesis"],
  ["x = (1 + 2", 'Line 1, Col 11: the formula ends, expected an operator or ")"'],
  ["x = 1 + 2)", 'Line 1, Col 10: found ")", expected an operator or a semicolon'],
  ["x = 1 2", 'Line 1, Col 7: found "2", expected an operator or a semicolon'],
  ["a = 1\nb = 2;", 'Line 2, Col 1: found "b", expected an operator or a semicolon'],
  ["x = 1;\ny = ;", 'Line 2, Col 5: found ";", expected a value: a number, a name, a function or a parenthesis'],
  ["= 3", 'Line 1, Col 1: found "=", expected a value: a number, a name, a function or a parenthesis'],
  ["1 = 2", 'Line 1, Col 3: found "=", expected a variable\'s name alone before it, or "==" to compare'],
  ["a + b = 3", 'Line 1, Col 7: found "=", expected a variable\'s name alone before it, or "==" to compare'],
  ["(x) = 3", 'Line 1, Col 5: found "=", expected a variable\'s name alone before it, or "==" to compare'],
  ["x = y = 3", 'Line 1, Col 7: found a second "=", expected a semicolon, or "==" to compare'],
  ["x == 3 = 4", 'Line 1, Col 8: found "=", expected a variable\'s name alone before it, or "==" to compare'],
  ["x = 5min", 'Line 1, Col 6: found "min" right after a number, expected an operator, such as "*"'],
  ["x = 1..2", 'Line 1, Col 7: found ".2", expected an operator or a semicolon'],
  ["x = 1e999", "Line 1, Col 5: the number is too large, expected at most 1.8e308"],
  ['x = "abc', 'Line 1, Col 5: the string has no end, expected "\\"" on its line'],
  ["x = 'abc'", 'Line 1, Col 5: found "\'", expected a string in double quotes, such as "2026-03-02"'],
  ["x = 3 % 2", 'Line 1, Col 7: found "%", but there is no operator "%"; expected "+", "-", "*" or "/"'],
  ["x = 1 & 2", 'Line 1, Col 7: found "&", expected "&&"'],
  ["x = 1 | 2", 'Line 1, Col 7: found "|", expected "||"'],
  ["x = $", 'Line 1, Col 5: found "$", expected a name after it, such as "$PendingTasks"'],
  ["x = @3", 'Line 1, Col 5: found "@", expected a name, a number, an operator or a semicolon'],
  [
    "if (1) { x = 2 }",
    'Line 1, Col 8: found "{", but there are no blocks; expected statements, each ended by a semicolon',
  ],
  ["x = 1 ? 2", 'Line 1, Col 10: the formula ends, expected an operator or ":" and the other value'],
  ["x = 1 ? : 2", 'Line 1, Col 9: found ":", expected a value: a number, a name, a function or a parenthesis'],
  ["x = 1 ? 2 : ", "Line 1, Col 13: the formula ends, expected a value: a number, a name, a function or a parenthesis"],
  ["x = max(1, )", 'Line 1, Col 12: found ")", expected a value: a number, a name, a function or a parenthesis'],
  ["x = max(1 2)", 'Line 1, Col 11: found "2", expected an operator, "," or ")"'],
  ["x = [1, 2", 'Line 1, Col 10: the formula ends, expected an operator, "," or "]"'],
  [
    "x = time().",
    "Line 1, Col 12: the formula ends, expected the name of a member or a method, such as GetSample or hour",
  ],
  ["x = time().3", 'Line 1, Col 11: found ".3", expected an operator or a semicolon'],
  ["x = !", "Line 1, Col 6: the formula ends, expected a value: a number, a name, a function or a parenthesis"],
  ["x = y", 'Line 1, Col 5: nothing sets "y", expected a variable that a statement before this one sets'],
  ["x = $PendingTask.Count()", 'Line 1, Col 5: nothing sets "$PendingTask"; did you mean "$PendingTasks"?'],
  ["x = PendingTasks", 'Line 1, Col 5: nothing sets "PendingTasks"; did you mean "$PendingTasks"?'],
  ["x = maxx(1)", 'Line 1, Col 5: there is no function "maxx"; did you mean "max"?'],
  [
    "x = frobnicate(1)",
    'Line 1, Col 5: there is no function "frobnicate"; the functions are avg, len, lg, ln, log, max, min, norm, percentile, rand, range, std, stop, sum, time, val, ceil, floor, round, vec',
  ],
  ["x = avg", 'Line 1, Col 5: "avg" is a function, expected "(" after it'],
  ["x = $PendingTasks.GetSamples(1)", 'Line 1, Col 19: there is no method "GetSamples"; did you mean "GetSample"?'],
  [
    "x = $PendingTasks.hour",
    'Line 1, Col 19: a sampled variable has no member "hour", expected a timestamp such as time() before the "."',
  ],
  ["x = $PendingTasks.Count", 'Line 1, Col 19: a sampled variable has no member "Count", expected "(" after Count'],
  ["x = time().hours", 'Line 1, Col 12: a timestamp has no member "hours"; did you mean "hour"?'],
  ["x = 3.hour", 'Line 1, Col 7: found "hour" right after a number, expected an operator, such as "*"'],
  ["x = (3).hour", 'Line 1, Col 9: a double has no member "hour", expected a timestamp such as time() before the "."'],
  [
    "y = 1; x = y.GetSample(1)",
    'Line 1, Col 14: y has no samples, expected a read-only variable such as $PendingTasks before ".GetSample"',
  ],
  [
    "x = time().GetSample(1)",
    'Line 1, Col 12: a timestamp has no samples, expected a read-only variable such as $PendingTasks before ".GetSample"',
  ],
  [
    "$PendingTasks = 3",
    "Line 1, Col 1: $PendingTasks is read-only, expected a variable of your own or a target such as $TargetDedicatedNodes",
  ],
  ["TimeInterval_Hour = 3", "Line 1, Col 1: TimeInterval_Hour is a constant, expected a variable's name"],
  ["requeue = 3", "Line 1, Col 1: requeue is a constant, expected a variable's name"],
  ['$TargetDedicatedNodes = "3"', "Line 1, Col 25: $TargetDedicatedNodes takes a double, this is a string"],
  [
    "$TargetDedicatedNodes = $PendingTasks.GetSample(1)",
    "Line 1, Col 25: $TargetDedicatedNodes takes a double, this is a doubleVec; make one of it by avg(), max(), min() or val()",
  ],
  ["$TargetDedicatedNodes = time()", "Line 1, Col 25: $TargetDedicatedNodes takes a double, this is a timestamp"],
  [
    "$TargetLowPriorityNodes = TimeInterval_Hour",
    "Line 1, Col 27: $TargetLowPriorityNodes takes a double, this is a timeinterval",
  ],
  [
    '$NodeDeallocationOption = "requeue"',
    "Line 1, Col 27: $NodeDeallocationOption takes requeue, terminate, taskcompletion or retaineddata, without quotes; this is a string",
  ],
  [
    "$NodeDeallocationOption = 1",
    "Line 1, Col 27: $NodeDeallocationOption takes requeue, terminate, taskcompletion or retaineddata, without quotes; this is a double",
  ],
  [
    "$NodeDeallocationOption = taskCompletion",
    'Line 1, Col 27: nothing sets "taskCompletion"; did you mean "taskcompletion"?',
  ],
  ['x = 1 + "a"', "Line 1, Col 7: there is no double + string; expected double + double"],
  ['x = "a" + "b"', "Line 1, Col 9: there is no string + string; there are < <= == >= > !="],
  ["x = time() + 1", "Line 1, Col 12: there is no timestamp + double; expected timestamp + timeinterval"],
  ["x = time() + time()", "Line 1, Col 12: there is no timestamp + timestamp; there are - < <= == >= > !="],
  ["x = time() - TimeInterval_Hour", 'Line 1, Col 12: there is no timestamp - timeinterval; write "+ -interval"'],
  [
    "x = TimeInterval_Hour * TimeInterval_Hour",
    "Line 1, Col 23: there is no timeinterval * timeinterval; there are + - < <= == >= > !=",
  ],
  [
    "x = TimeInterval_Hour / TimeInterval_Hour",
    "Line 1, Col 23: there is no timeinterval / timeinterval; there are + - < <= == >= > !=",
  ],
  ["x = 1 / TimeInterval_Hour", "Line 1, Col 7: there is no double / timeinterval; there is *"],
  ["x = TimeInterval_Hour - time()", "Line 1, Col 23: there is no timeinterval - timestamp; there is +"],
  ["x = 2 - vec(1)", 'Line 1, Col 7: there is no double - doubleVec; write "vector * -1 + number"'],
  ["x = 2 * vec(1)", "Line 1, Col 7: there is no double * doubleVec; write the doubleVec first"],
  [
    "x = vec(1) > 0",
    "Line 1, Col 12: there is no doubleVec > double; make a double of it by avg(), max(), min() or val()",
  ],
  [
    "x = vec(1) && 1",
    "Line 1, Col 12: there is no doubleVec && double; make a double of it by avg(), max(), min() or val()",
  ],
  ["x = requeue == requeue", "Line 1, Col 13: there is no option == option"],
  ['x = -"a"', 'Line 1, Col 5: there is no "-" of a string, expected a double or a timeinterval'],
  ["x = -time()", 'Line 1, Col 5: there is no "-" of a timestamp, expected a double or a timeinterval'],
  ["x = !TimeInterval_Hour", 'Line 1, Col 5: there is no "!" of a timeinterval, expected a double'],
  ["x = -vec(1)", 'Line 1, Col 5: there is no "-" of a doubleVec, expected a double or a timeinterval'],
  ["x = vec(1) ? 1 : 2", "Line 1, Col 5: the condition is a doubleVec, expected a double (0: no, anything else: yes)"],
  ["x = time() < TimeInterval_Hour", "Line 1, Col 12: there is no timestamp < timeinterval; there is +"],
  ['x = 1 ? 2 : "a"', 'Line 1, Col 13: this is a string, expected a double like the value before ":"'],
  [
    "x = 1 ? time() : TimeInterval_Hour",
    'Line 1, Col 18: this is a timeinterval, expected a timestamp like the value before ":"',
  ],
  ['x = max("a")', "Line 1, Col 9: argument 1 of max is a string, expected max(doubleVecList)"],
  ["x = max(requeue)", "Line 1, Col 9: argument 1 of max is an option, expected max(doubleVecList)"],
  ["x = 1 ? 2 : requeue", 'Line 1, Col 13: this is an option, expected a double like the value before ":"'],
  ["x = avg(1, time())", "Line 1, Col 12: argument 2 of avg is a timestamp, expected avg(doubleVecList)"],
  ["x = percentile(vec(1))", "Line 1, Col 5: percentile has 1 argument, expected percentile(doubleVec, double)"],
  [
    "x = percentile(1, vec(1))",
    "Line 1, Col 19: argument 2 of percentile is a doubleVec, expected percentile(doubleVec, double)",
  ],
  ["x = val(vec(1), 1, 2)", "Line 1, Col 5: val has 3 arguments, expected val(doubleVec, double)"],
  ["x = rand(1)", "Line 1, Col 5: rand has 1 argument, expected rand()"],
  ["x = stop(1)", "Line 1, Col 5: stop has 1 argument, expected stop()"],
  ["x = lg()", "Line 1, Col 5: lg has 0 arguments, expected lg(double) or lg(doubleVecList)"],
  ["x = time(3)", "Line 1, Col 10: argument 1 of time is a double, expected time([string])"],
  [
    'x = time("yesterday")',
    'Line 1, Col 10: "yesterday" is no time, expected such as "2026-03-02T08:00:00Z" or "Mon, 02 Mar 2026 08:00:00 GMT"',
  ],
  ['x = time("2026-02-30")', 'Line 1, Col 10: "2026-02-30" is no date of the calendar'],
  [
    'x = time("2026-03-02T08:00:00.12345678Z")',
    'Line 1, Col 10: "2026-03-02T08:00:00.12345678Z" has 8 digits after the second, expected at most 7',
  ],
  ['x = time("Tue, 02 Mar 2026 08:00:00 GMT")', 'Line 1, Col 10: "Tue, 02 Mar 2026 08:00:00 GMT" is no Tue but a Mon'],
  ['x = time("2026-03-02T25:00Z")', 'Line 1, Col 10: "2026-03-02T25:00Z" is no date of the calendar'],
  [
    "x = $PendingTasks.GetSample()",
    "Line 1, Col 19: GetSample has 0 arguments, expected GetSample(count), GetSample(start[, percent]) or GetSample(start, end[, percent])",
  ],
  [
    'x = $PendingTasks.GetSample("5 min")',
    "Line 1, Col 29: argument 1 of GetSample is a string, expected GetSample(count), GetSample(start[, percent]) or GetSample(start, end[, percent])",
  ],
  [
    "x = $PendingTasks.GetSample(1, 2)",
    "Line 1, Col 19: GetSample has 2 arguments, expected GetSample(count), GetSample(start[, percent]) or GetSample(start, end[, percent])",
  ],
  [
    "x = $PendingTasks.GetSample(TimeInterval_Hour, TimeInterval_Hour, 70, 1)",
    "Line 1, Col 19: GetSample has 4 arguments, expected GetSample(count), GetSample(start[, percent]) or GetSample(start, end[, percent])",
  ],
  [
    "x = $PendingTasks.GetSamplePercent(70)",
    "Line 1, Col 36: argument 1 of GetSamplePercent is a double, expected GetSamplePercent(start[, end])",
  ],
  ["x = $PendingTasks.Count(1)", "Line 1, Col 19: Count has 1 argument, expected Count()"],
  [
    "x = $PendingTasks.HistoryBeginTime(1)",
    "Line 1, Col 19: HistoryBeginTime has 1 argument, expected HistoryBeginTime()",
  ],
  [
    "x = 1; y = x + z; w = y",
    'Line 1, Col 16: nothing sets "z", expected a variable that a statement before this one sets',
  ],
  [
    'a = 1 + "b";\nb = time() * 2;\nc = b;',
    "Line 1, Col 7: there is no double + string; expected double + double\nLine 2, Col 12: there is no timestamp * double; expected double * double",
  ],
];

describe("a wrong formula is refused with place, finding and expectation:", () => {
  it.each(WRONG)("%j", (formula, problems) => {
    expect(refusal(formula)).toBe(problems);
  });

  it("in a table of 60 rows at the least, none of them twice", () => {
    expect(new Set(WRONG.map(([formula]) => formula)).size).toBe(WRONG.length);
    expect(WRONG.length).toBeGreaterThanOrEqual(60);
  });
});

describe("limits", () => {
  it("are 8,192 bytes, counted in UTF-8", () => {
    const comment = (bytes: number): string => `x = 1; //${" ".repeat(bytes - 9)}`;
    expect(refusal(comment(8192))).toBe("accepted");
    expect(refusal(comment(8193))).toBe("Line 1, Col 1: the formula has 8193 bytes, expected at most 8192");
    expect(refusal(`${comment(8190)}é`)).toBe("accepted");
    expect(refusal(`${comment(8191)}é`)).toBe("Line 1, Col 1: the formula has 8193 bytes, expected at most 8192");
  });

  it("are 100 statements, empty ones not counted", () => {
    expect(refusal(`${"x = 1;\n".repeat(100)};;`)).toBe("accepted");
    expect(refusal("x = 1;\n".repeat(101))).toBe("Line 101, Col 1: more than 100 statements, expected at most 100");
  });

  it.each([
    ["parentheses", (n: number) => `x = ${"(".repeat(n)}1${")".repeat(n)}`],
    ["signs", (n: number) => `x = ${"-".repeat(n)}1`],
    ["choices", (n: number) => `x = ${"1 ? 1 : ".repeat(n)}1`],
    ["terms", (n: number) => `x = 1${"+1".repeat(n)}`],
    ["calls", (n: number) => `x = ${"abs(".repeat(n)}1${")".repeat(n)}`.replaceAll("abs", "max")],
    ["members", (n: number) => `x = time()${".hour".repeat(n)}`],
  ])("hold for how deep %s are nested", (_what, nested) => {
    expect(refusal(nested(1000))).toMatch(
      /^Line 1, Col \d+: nested more than 200 deep, expected less; give parts of it names$/,
    );
  });

  it("let 150 terms be summed up", () => {
    expect(refusal(`x = 1${"+1".repeat(150)}`)).toBe("accepted");
  });
});
