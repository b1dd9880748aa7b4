import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../src/cli/commandLine.ts";
import { explainError } from "../../src/cli/exitCode.ts";
import { textWidth } from "../../src/report/textWidth.ts";
import { BAD_FILES, GOOD } from "./badFiles.ts";
import { poolsim } from "./poolsim.ts";

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-bad-"));
  for (const [name, content] of Object.entries(BAD_FILES)) writeFileSync(join(home, name), content);
  mkdirSync(join(home, "folder.yaml"));
  mkdirSync(join(home, "mine"));
  writeFileSync(join(home, "mine", "thesis.txt"), "mine");
});
afterAll(() => rmSync(home, { recursive: true }));

const everything = (): string[] => readdirSync(home, { recursive: true }).map(String).sort();

const CASES: [what: string, words: string[], line: string, end?: string][] = [
  ["a missing file", ["nowhere.yaml"], "nowhere.yaml: no such file"],
  ["a directory", ["folder.yaml"], "folder.yaml: is a directory, expected a scenario file"],
  ["a binary file", ["binary.yaml"], "binary.yaml: is a binary file, expected YAML or JSON text"],
  ["an empty file", ["empty.yaml"], 'empty.yaml: is empty; "poolsim init" writes a scenario to start from'],
  ["a file of comments", ["comment.yaml"], 'comment.yaml: is empty; "poolsim init" writes a scenario to start from'],
  ["a tab", ["tab.yaml"], "tab.yaml:2:1: a tab cannot indent YAML; use spaces"],
  ["a circle", ["one.yaml"], "two.yaml:1:10  extends: goes round in a circle: one.yaml -> two.yaml -> one.yaml"],
  ["a base that is not there", ["orphan.yaml"], "orphan.yaml:1:10  extends: nowhere.yaml: no such file"],
  ["an unknown key", ["key.yaml"], 'key.yaml:7:7  pools.p.vmz: unknown key; did you mean "vms"?'],
  ["a bare number", ["bare.yaml"], 'bare.yaml:4:20  workloads.a.job.service: 90 has no unit; write "90 s" or "90 min"'],
  [
    "a negative duration",
    ["negative.yaml"],
    'negative.yaml:4:20  workloads.a.job.service: "-90 s" is negative; a duration is never below zero',
  ],
  ["no such pool", ["route.yaml"], 'route.yaml:5:12  workloads.a.route: no pool is named "q"; expected p, classic'],
  [
    "a gang wider than its pool",
    ["gang.yaml"],
    'gang.yaml:4:32  workloads.a.job.gang: 3 slots never fit: pool "p" has at most 2',
  ],
  [
    "10,000 slots",
    ["slots.yaml"],
    "slots.yaml:7:27  pools.p.slotsPerVm: found 10000, expected a whole number from 1 to 256",
  ],
  [
    "more slots than cores carry",
    ["cores.yaml"],
    "cores.yaml:7:27  pools.p.slotsPerVm: 9 slots are too many; a VM of 2 cores has at most 8",
  ],
  [
    "a negative idle timeout",
    ["idle.yaml"],
    'idle.yaml:7:49  pools.p.scaling.onDemand.idleTimeout: "-1 min" is negative; a duration is never below zero',
  ],
  [
    "a minimum above the maximum",
    ["minmax.yaml"],
    "minmax.yaml:7:28  pools.p.scaling.onDemand.min: 3 is above the max of 2; a pool has at least min VMs, and at most max",
  ],
  [
    "a number without a unit where a map may stand too",
    ["unitless.yaml"],
    'unitless.yaml:7:26  pools.p.startTask: 5 has no unit; write "5 s" or "5 min"',
  ],
  [
    "an idle timer that would start anew for ever",
    ["restless.yaml"],
    "restless.yaml:7:57  pools.p.scaling.onDemand.idleTimeout: with timers: all, a timer of 0 s would start anew for ever where only min VMs are left; write timers: surplus, or at least 1 s",
  ],
  [
    "an operation on a pool that is never created",
    ["uncreated.yaml"],
    "uncreated.yaml:7:29  pools.p.scaling.operations: the pool is never created; add {at: 0 s, create: 4}, or give it vms from the start",
  ],
  [
    "a pool that is created too late",
    ["late.yaml"],
    "late.yaml:7:29  pools.p.scaling.operations: the pool is never created in the simulated time; create it at a time, or on a cron",
  ],
  [
    "an operation's cron that never fires",
    ["idlecron.yaml"],
    'idlecron.yaml:7:45  pools.p.scaling.operations[0].cron: "0 0 30 2 *" never fires',
  ],
  [
    "a poll without a pause",
    ["poll.yaml"],
    "poll.yaml:7:59  pools.p.scaling.operations[0].whenAllDone.poll: must be above 0 s",
  ],
  [
    "a resize timeout below the service's",
    ["hasty.yaml"],
    'hasty.yaml:7:30  pools.p.resizeTimeout: "1 min" is too short; the service takes 5 min or more',
  ],
  [
    "preemption without priorities",
    ["rank.yaml"],
    "rank.yaml:7:24  pools.p.preempt: needs queue: priority beside it; in a fifo queue priorities do not count",
  ],
  [
    "a quota of cores that nobody tells",
    ["uncounted.yaml"],
    "uncounted.yaml:7:6  pools.p: account.maxCores counts cores; tell this pool's in vmSize: {cores: 2}",
  ],
  [
    "a quota of low-priority cores that nobody tells",
    ["uncounted-low.yaml"],
    "uncounted-low.yaml:7:6  pools.p: account.maxLowPriorityCores counts cores; tell this pool's in vmSize: {cores: 2}",
  ],
  [
    "a quota that is raised to less",
    ["lowered.yaml"],
    "lowered.yaml:9:71  account.quotaIncrease[0].maxVmsPerPool: 16 is no increase: account.maxVmsPerPool is 32",
  ],
  [
    "a job longer than the clock",
    ["long.yaml"],
    'long.yaml:4:20  workloads.a.job.service: "99999999999 d" is longer than the simulated clock can hold (285 years)',
  ],
  ["a broken gzip", ["gzip.yaml"], "broken.swf.gz: broken gzip (", "expected a whole .gz file"],
  ["a short line", ["line.yaml"], "short.swf:3: 4 fields, expected the 18 of SWF"],
  [
    "a traced job longer than a safe integer",
    ["endless.yaml"],
    "long.swf:1: a duration of 99999999999999 s, expected at most 9007199254 s (2^53 microseconds)",
  ],
  [
    "a trace that is not there",
    ["absent.yaml"],
    "absent.yaml:1:42  workloads.a.arrivals.trace.file: no such file; it is looked for at absent.swf",
  ],
  ["a workload twice", ["twice.yaml"], "twice.yaml:6:3  workloads.a: this key is given twice"],
  [
    "no cron",
    ["cron.yaml"],
    'cron.yaml:3:22  workloads.a.arrivals.cron: "61 * * * *" is no cron expression: Invalid value for minute: 61',
  ],
  ["a cron of no day", ["never.yaml"], 'never.yaml:3:22  workloads.a.arrivals.cron: "0 0 30 2 *" never fires'],
  [
    "a sign for a currency",
    ["currency.yaml"],
    'currency.yaml:7:31  pools.p.vmSize.price: "$" is not a currency; write its three letters, such as "0.14 USD/h"',
  ],
  [
    "a profile of zeros",
    ["zeros.yaml"],
    "zeros.yaml:3:46  workloads.a.arrivals.poisson.profile: all weights are 0, expected one above",
  ],
  [
    "a profile of three hours",
    ["short-profile.yaml"],
    "short-profile.yaml:3:46  workloads.a.arrivals.poisson.profile: found 3 weights, expected 24 (a day) or 168 (a week from Monday)",
  ],
  [
    "a rate of 0",
    ["rate.yaml"],
    "rate.yaml:3:32  workloads.a.arrivals.poisson.rate: must be above 0; leave the workload out instead",
  ],
  [
    "more jobs than can be simulated",
    ["flood.yaml"],
    "flood.yaml:3:32  workloads.a.arrivals.poisson.rate: makes about 3.6e+12 jobs, expected at most 10,000,000,000; shorten time.horizon, or give a limit",
  ],
  [
    "more jobs at once than fit",
    ["crowd.yaml"],
    "crowd.yaml:3:39  workloads.a.arrivals.jobs: is about 100,000,000 jobs at one instant, expected at most 20,000,000",
  ],
  [
    "arrivals without end",
    ["instant.yaml"],
    "instant.yaml:3:36  workloads.a.arrivals.renewal.interval: must be above 0: it would fire without end at one instant",
  ],
  ["no horizon", ["horizon.yaml"], "horizon.yaml:8:17  time.horizon: must be above 0; it is the time that is measured"],
  [
    "no jobs",
    ["batch.yaml"],
    "batch.yaml:3:39  workloads.a.arrivals.jobs: found 0, expected a whole number from 1 to 100000000",
  ],
  ["a name of JavaScript's", ["proto.yaml"], "proto.yaml:7:3  pools.__proto__: this name cannot be used as a key"],
  ["a long name", ["name.yaml"], "name.yaml:9:16  alternatives.xxx", "a name has at most 80 characters"],
  ["an anchor in itself", ["anchor.yaml"], "anchor.yaml:1:19  workloads.a: refers to what it stands in"],
  ["a bound without unit", ["bound.yaml"], 'bound.yaml:9:14  objectives[0]: 45 has no unit; write "45 s" or "45 min"'],
  [
    "no metric",
    ["metric.yaml"],
    'metric.yaml:9:14  objectives[0]: "latancy.p95" is not a metric; did you mean "latency.p95"?',
  ],
  [
    "--set of an unknown key",
    ["good.yaml", "--set", "pools.p.vmz=3"],
    '--set pools.p.vmz=3  pools.p.vmz: unknown key; did you mean "vms"?',
  ],
  [
    "--set below an unknown name",
    ["good.yaml", "--set", "pools.q.vms=3"],
    "--set pools.q.vms=3  pools.q: no such name; there are p",
  ],
  ["--set without a value", ["good.yaml", "--set", "seed"], "--set seed: expected path=value"],
  [
    "an unknown --alternative",
    ["good.yaml", "--alternative", "bse"],
    'good.yaml: no alternative is named "bse"; did you mean "base"?',
  ],
  ["--seed -1", ["good.yaml", "--seed", "-1"], "--seed -1: expected a whole number, 0 or more"],
  ["--replications 0", ["good.yaml", "--replications", "0"], "--replications 0: expected a whole number, 1 or more"],
  [
    "--out on a file",
    ["good.yaml", "--out", "good.yaml"],
    "good.yaml is a file, not a folder; choose another one with --out",
  ],
  [
    "--out on a folder of other things",
    ["good.yaml", "--out", "mine"],
    "mine holds other things than a result (thesis.txt); choose another folder with --out",
  ],
];

/** The exit code and what stderr says, as the program's main module has them of whatever a command throws. */
async function refused(words: readonly string[]): Promise<{ code: number; stderr: string }> {
  try {
    await runCommandLine(["run", ...words]);
  } catch (error) {
    const { code, text } = explainError(error);
    return { code, stderr: text };
  }
  return { code: 0, stderr: "" };
}

describe("bad input ends with 2, one line on stderr (with the place where there is one), and nothing written:", () => {
  let from = "";
  beforeAll(() => {
    from = process.cwd();
    process.chdir(home);
  });
  afterAll(() => process.chdir(from));

  it.each(CASES)("%s", async (_what, words, line, end = "") => {
    const before = everything();
    const { code, stderr } = await refused(words);
    const [first = "", ...excerpt] = stderr.trimEnd().split("\n");
    expect({ code, line: first.slice(0, line.length) }).toEqual({ code: 2, line });
    expect(end === "" ? first : first.slice(-end.length)).toBe(end === "" ? line : end);
    // The line as it stands in the file and a caret, or nothing.
    expect(excerpt.map((each) => /^ *\d* \| /u.test(each))).toEqual(excerpt.length === 0 ? [] : [true, true]);
    expect(everything()).toEqual(before);
  });

  // A process takes a fifth of a second to begin.
  it.concurrent.each(CASES.filter((_, place) => place % 8 === 0))("as a process: %s", async (_what, words) => {
    const before = everything();
    const { code, stderr } = await refused(words);
    expect(await poolsim(home, "run", ...words)).toMatchObject({ code, stdout: "", stderr: `${stderr.trimEnd()}\n` });
    expect(everything()).toEqual(before);
  });
});

describe("names that only look dangerous", () => {
  it("are names, and no spreadsheet runs them", async () => {
    const named = GOOD.replace("route: p", 'route: "=cmd"').replace("  p:", '  "=cmd":');
    writeFileSync(join(home, "names.yaml"), `${named}alternatives: {constructor: {}, toString: {}, 😀: {}}\n`);
    const { code, stdout } = await poolsim(home, "run", "names.yaml", "--quiet", "--out", "names");
    expect({ code, wide: stdout.split("\n").filter((line) => textWidth(line) > 80) }).toEqual({ code: 0, wide: [] });
    const vms = readFileSync(join(home, "names", "vms.csv"), "utf8")
      .trimEnd()
      .split("\n")
      .slice(1);
    expect(vms.map((line) => line.split(",").slice(0, 4).join())).toEqual(
      ["constructor", "toString", "😀"].flatMap((name) => [`${name},0,'=cmd,0`, `${name},0,'=cmd,1`]),
    );
  });

  it("are refused where a terminal would obey them, and not repeated to it", async () => {
    writeFileSync(join(home, "red.yaml"), `${GOOD}alternatives: {"\\e[31mred": {}}\n`);
    const { code, stderr } = await poolsim(home, "run", "red.yaml");
    expect({ code, escapes: stderr.includes("\u001B") }).toEqual({ code: 2, escapes: false });
  });
});
