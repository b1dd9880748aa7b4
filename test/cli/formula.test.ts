import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formulas } from "../../src/cli/help/formulas.ts";
import { ASSUMPTIONS } from "../../src/model/scaling/formula/assumptions.ts";
import { textWidth } from "../../src/report/textWidth.ts";
import { poolsim } from "./poolsim.ts";

let home = "";

const TWO_MINUTES = ["08:00:00", "08:00:30", "08:01:00", "08:01:30", "08:02:00"];
const FILES: Readonly<Record<string, string>> = {
  "tasks.txt": `// A VM for each task, averaged.
maxVms = 5;
tasks = avg($PendingTasks.GetSample(2 * TimeInterval_Minute, 50));
$TargetDedicatedNodes = min(maxVms, tasks / 2);
`,
  "grow.txt": "$TargetDedicatedNodes = $CurrentDedicatedNodes + 1; was = $TargetDedicatedNodes - 1; now = time();",
  "hours.txt": "$TargetDedicatedNodes = time().hour >= 8 ? 3 : 1",
  "plain.txt": "$TargetDedicatedNodes = 3;",
  "wrong.txt": "a = 1;\r\nb = $PendingTask;\r\n\tc = time() - TimeInterval_Hour;\r\n",
  "semicolon.txt": "a = 1\nb = 2;",
  "vector.txt": "v = $ActiveTasks.GetSample(2);",
  "samples.csv": `time,variable,value\n${TWO_MINUTES.map((at, k) => `2026-03-02T${at}Z,$PendingTasks,${k + 1}`).join("\n")}\n`,
  "seconds.csv": "value,time,variable\n7,60,ActiveTasks\n6,30,ActiveTasks\n",
  "name.csv": "time,variable,value\n30,$PendingTask,1\n",
  "time.csv": "time,variable,value\nnoon,$PendingTasks,1\n",
  "value.csv": "time,variable,value\n30,$PendingTasks,many\n",
  "header.csv": "time,name,value\n30,$PendingTasks,1\n",
  "empty.csv": "time,variable,value\n",
};

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-formula-"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(home, name), text);
});
afterAll(() => rmSync(home, { recursive: true }));

describe("formula FILE", () => {
  it("says that a formula is valid, what it reads, and its traps, in 80 columns", async () => {
    const { code, stdout, stderr } = await poolsim(home, "formula", "tasks.txt");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`tasks.txt: valid; 3 statements, reads $PendingTasks
! 4:25  the target can lie between 0 and 1
    Targets are cut to whole numbers: 0.5 becomes 0, and the pool never scales
    for so little work.
    Round it up: ceil(...).
`);
    expect(stdout.split("\n").filter((line) => textWidth(line) > 80)).toEqual([]);
  });

  it("has nothing to add to a formula without traps", async () => {
    const { stdout } = await poolsim(home, "formula", "plain.txt");
    expect(stdout).toBe("plain.txt: valid; 1 statement, reads no samples\n");
  });

  it("warns of what the pool makes a trap", async () => {
    const { stdout } = await poolsim(home, "formula", "plain.txt", "--interval", "15 min", "--work", "3 min");
    expect(stdout).toContain("! 1:1  tasks of 3 min are over between two evaluations, which are 15 min apart\n");
  });

  it("tells all that is wrong, with line, column and carets, and exits with 2", async () => {
    const { code, stdout, stderr } = await poolsim(home, "formula", "wrong.txt");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(`wrong.txt:2:5: nothing sets "$PendingTask"; did you mean "$PendingTasks"?
    2 | b = $PendingTask;
      |     ^^^^^^^^^^^^
wrong.txt:3:13: there is no timestamp - timeinterval; write "+ -interval"
    3 |  c = time() - TimeInterval_Hour;
      |             ^
`);
  });

  it("reports a missing semicolon at what cannot follow", async () => {
    const { code, stderr } = await poolsim(home, "formula", "semicolon.txt");
    expect(code).toBe(2);
    expect(stderr).toBe(`semicolon.txt:2:1: found "b", expected an operator or a semicolon
    2 | b = 2;
      | ^
`);
  });
});

describe("formula FILE --samples", () => {
  it("evaluates once, when the last sample is visible, and prints the service's form", async () => {
    const { code, stdout, stderr } = await poolsim(home, "formula", "tasks.txt", "--samples", "samples.csv");
    // At 08:03 two minutes hold the samples after 08:01: 4 and 5, which is half of 4.
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "$TargetDedicatedNodes=2;$NodeDeallocationOption=requeue;maxVms=5;tasks=4.5\n",
    });
    expect(stderr).toContain("! 4:25  the target can lie between 0 and 1\n");
  });

  it("as of a time, with other values, and as JSON", async () => {
    const words = ["--samples", "samples.csv", "--at", "2026-03-02T08:02:00Z", "--with", "maxVms=2", "--json"];
    const { code, stdout, stderr } = await poolsim(home, "formula", "tasks.txt", ...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      results: "$TargetDedicatedNodes=1;$NodeDeallocationOption=requeue;maxVms=2;tasks=2.5",
      dedicated: 1,
      lowPriority: 0,
      deallocation: "requeue",
      warnings: [{ line: 4, column: 25, rule: "fractional-target" }],
    });
  });

  it("says why nothing would change, in the service's words", async () => {
    const words = ["--samples", "samples.csv", "--at", "2026-03-02T08:04:00Z"];
    const { code, stdout, stderr } = await poolsim(home, "formula", "tasks.txt", ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(
      stderr,
    ).toBe(`tasks.txt:3:36: InsufficientSampleData, nothing changes. Line 3, Col 36: Insufficient data from data set: $PendingTasks wanted 50%, received 0%
    3 | tasks = avg($PendingTasks.GetSample(2 * TimeInterval_Minute, 50));
      |                                    ^
`);
  });

  it("takes columns in any order, names without dollar sign and times in seconds", async () => {
    const { stdout } = await poolsim(home, "formula", "vector.txt", "--samples", "seconds.csv", "--quiet");
    expect(stdout).toBe("$TargetDedicatedNodes=0;$NodeDeallocationOption=requeue;v=[6,7]\n");
  });

  it("takes the VMs there are for target and sample", async () => {
    const words = ["--current", "4", "--at", "2026-03-02T08:00:00Z"];
    const { stdout } = await poolsim(home, "formula", "grow.txt", ...words, "--quiet");
    expect(stdout).toBe("$TargetDedicatedNodes=5;$NodeDeallocationOption=requeue;now=2026-03-02T08:00:00.000Z;was=4\n");
  });

  it("evaluates without samples where the time is told", async () => {
    const { stdout } = await poolsim(home, "formula", "hours.txt", "--at", "2026-03-02T07:59:59Z");
    expect(stdout).toBe("$TargetDedicatedNodes=1;$NodeDeallocationOption=requeue\n");
  });
});

describe("formula refuses, in one line and with exit code 2:", () => {
  it.concurrent.each([
    [["nowhere.txt"], "nowhere.txt: no such file"],
    [["."], ".: is a directory, expected a formula's file"],
    [
      ["tasks.txt", "--samples", "name.csv"],
      'name.csv:2: no variable is called "$PendingTask"; did you mean "$PendingTasks"?',
    ],
    [
      ["tasks.txt", "--samples", "time.csv"],
      'time.csv:2: time is "noon", expected such as 2026-03-02T08:00:00Z, or seconds',
    ],
    [["tasks.txt", "--samples", "value.csv"], 'value.csv:2: value is "many", expected a number'],
    [
      ["tasks.txt", "--samples", "header.csv"],
      'header.csv:1: no column "variable", expected the headers time,variable,value',
    ],
    [["tasks.txt", "--samples", "empty.csv"], "empty.csv: no samples, expected a row for each below the headers"],
    [["tasks.txt", "--samples", "nowhere.csv"], "nowhere.csv: no such file, expected a trace"],
    [["hours.txt", "--current", "3"], "--at is needed where no samples tell the time, such as 2026-03-02T08:00:00Z"],
    [["plain.txt", "--current", "-3"], "--current -3: expected a whole number, 0 or more"],
    [["plain.txt", "--at", "noon"], "--at noon: expected a time such as 2026-03-02T08:00:00Z, or seconds"],
    [["tasks.txt", "--with", "maxVms"], "--with maxVms: expected name=value with a number"],
    [["plain.txt", "--interval", "5"], '--interval: 5 has no unit; write "5 s" or "5 min"'],
    [["plain.txt", "--interval", "1 min"], '--interval: "1 min" is not what the service takes: 5 min to 168 h'],
    [["plain.txt", "--assume", "sundy=7"], '--assume sundy=7: nothing is called "sundy"; did you mean "sunday"?'],
    [["plain.txt", "--assume", "sunday=8"], "--assume sunday=8: expected sunday=0 or 7"],
    [["plain.txt", "--sample", "x"], 'unknown option "--sample"; did you mean "--samples"?'],
  ])("%j", async (words, line) => {
    const { code, stdout, stderr } = await poolsim(home, "formula", ...words);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: `${line}\n` });
  });

  it("a value for a variable that is not there", async () => {
    const { code, stderr } = await poolsim(home, "formula", "tasks.txt", "--with", "maxVm=3");
    expect(code).toBe(2);
    expect(stderr.split("\n")[0]).toBe(
      'tasks.txt:1:1: "maxVm" is given, but the formula has no such variable; did you mean "maxVms"?',
    );
  });
});

it("every assumption is told by help formulas, the default first, and can be made", async () => {
  for (const [name, { choices }] of Object.entries(ASSUMPTIONS)) {
    expect(formulas.text).toMatch(new RegExp(`^  ${name}=${choices.join(", ")}(?: |$)`, "m"));
  }
  const words = Object.entries(ASSUMPTIONS).flatMap(([name, { choices }]) => ["--assume", `${name}=${choices.at(-1)}`]);
  const { code } = await poolsim(home, "formula", "plain.txt", ...words);
  expect(code).toBe(0);
});
