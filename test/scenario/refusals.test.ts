import { mkdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { headlines, refusal, refusalOf, scratch, TEN_LINES } from "./scratchFiles.ts";

describe("a first scenario with three typical mistakes", () => {
  it("gets three good messages in one go, each with its place", async () => {
    const text = TEN_LINES.replace("service: 90 s", "service: 90")
      .replace("route: scoring", "route: scorng")
      .replace("classic:", "clasic:");
    expect(
      await refusal(text),
    ).toBe(`scenario.yaml:5:20  workloads.nightly.job.service: 90 has no unit; write "90 s" or "90 min"
    5 |     job: {service: 90, deadline: 4 h}
      |                    ^^
scenario.yaml:6:12  workloads.nightly.route: no pool is named "scorng"; did you mean "scoring"?
    6 |     route: scorng
      |            ^^^^^^
scenario.yaml:7:1  clasic: unknown key; did you mean "classic"?
    7 | clasic: {observedWait: {lognormal: {median: 5 min, p95: 40 min}}}
      | ^^^^^^`);
  });
});

describe("a key that must be there, misspelt", () => {
  it.each([
    ["arrivals", "arrival", 'scenario.yaml:4:5  workloads.nightly.arrival: unknown key; did you mean "arrivals"?'],
    ["service", "servce", 'scenario.yaml:5:11  workloads.nightly.job.servce: unknown key; did you mean "service"?'],
    ["workloads", "workload", 'scenario.yaml:2:1  workload: unknown key; did you mean "workloads"?'],
    ["vms", "vm", 'scenario.yaml:9:13  pools.scoring.vm: unknown key; did you mean "vms"?'],
  ])("is one mistake, and not missing besides: %s", async (key, misspelt, line) => {
    expect(headlines(await refusal(TEN_LINES.replace(`${key}:`, `${misspelt}:`)))).toEqual([line]);
  });

  it("is missing where nothing stands for it", async () => {
    expect(headlines(await refusal(TEN_LINES.replace("service: 90 s", "svc: 90 s")))).toEqual([
      'scenario.yaml:5:5  workloads.nightly.job.service: is missing; write how long a task runs, for example "90 s"',
      expect.stringContaining("workloads.nightly.job.svc: unknown key; expected one of "),
    ]);
  });
});

describe("what is wrong with some alternatives only", () => {
  const file = (alternatives: string): string => `workloads:
  w: {arrivals: {at: [0 s]}, job: {service: 1 s, gang: 3}, route: p}
pools: {p: {vms: 4}}
alternatives: ${alternatives}
`;

  it.each([
    [
      "{a: {pools: {p: null}}, b: {}, c: {pools: {p: null}}}",
      ['scenario.yaml:2:67  workloads.w.route: no pool is named "p"; expected classic (in alternatives a, c)'],
    ],
    [
      "{a: {}, b: {pools: {p: {vms: 2}}}}",
      ['scenario.yaml:2:56  workloads.w.job.gang: 3 slots never fit: pool "p" has at most 2 (in alternative b)'],
    ],
    [
      "{a: {}, b: {workloads: {w: {route: q}}}}",
      ['scenario.yaml:4:50  alternatives.b.workloads.w.route: no pool is named "q"; expected p, classic'],
    ],
  ])("says of which where its place does not: %s", async (alternatives, lines) => {
    expect(headlines(await refusal(file(alternatives)))).toEqual(lines);
  });
});

describe("a file that is no scenario", () => {
  it.each([
    ["nothing at all", "", 'is empty; "poolsim init" writes a scenario to start from'],
    ["comments only", "# hm\n", 'is empty; "poolsim init" writes a scenario to start from'],
    ["a binary file", new Uint8Array([0, 1, 2]), "is a binary file, expected YAML or JSON text"],
    ["another encoding", new Uint8Array([0xe4, 0xf6, 0x0a]), "is not UTF-8 text, expected YAML or JSON"],
  ])("is refused in one line: %s", async (_, content, message) => {
    expect(await refusalOf(scratch({ "s.yaml": content }), "s.yaml")).toBe(`s.yaml: ${message}`);
  });

  it("is refused in one line: a missing file, a directory", async () => {
    const folder = scratch({});
    mkdirSync(path.join(folder, "d.yaml"));
    expect(await refusalOf(folder, "none.yaml")).toBe("none.yaml: no such file");
    expect(await refusalOf(folder, "d.yaml")).toBe("d.yaml: is a directory, expected a scenario file");
  });
});

describe("text that cannot be read", () => {
  it.each([
    ["a tab", "workloads:\n\ta: 1\n", "scenario.yaml:2:1: a tab cannot indent YAML; use spaces"],
    ["a list", "- 1\n", "scenario.yaml:1:1: a scenario is a map of keys such as workloads and pools"],
    ["two documents", "a: 1\n---\nb: 2\n", 'scenario.yaml:2:1: holds several documents ("---"), expected one'],
    ["a key twice", "name: x\nname: y\n", "scenario.yaml:2:1  name: this key is given twice"],
    ["a reserved key", "__proto__: {vms: 3}\n", "scenario.yaml:1:1  __proto__: this name cannot be used as a key"],
    ["a list as a key", "? [1]\n: 2\n", "scenario.yaml:1:3: a key must be plain text"],
    ["infinity", "seed: .inf\n", "scenario.yaml:1:7  seed: Infinity is not a number that can be used here"],
    ["an alias to nothing", "a: *b\n", 'scenario.yaml:1:4  a: no anchor "&b" stands before it'],
    [
      "a cron without quotes",
      "a:\n  cron: */15 9-17 * * 1-5\n",
      'scenario.yaml:2:9: what begins with a star must stand in quotes, such as "*/15 * * * *"',
    ],
    [
      "a cron without quotes, in braces",
      "a: {cron: * * * * *, jobs: 1}\n",
      'scenario.yaml:1:11: what begins with a star must stand in quotes, such as "*/15 * * * *"',
    ],
    [
      "a colon without a space",
      "w: {rate:0.5/s}\n",
      'scenario.yaml:1:5  w.rate:0.5/s: needs a space after its colon; write "rate: 0.5/s"',
    ],
    [
      "a colon without a space, on a line of its own",
      "job:\n  service:90 s\n  priority: 3\n",
      'scenario.yaml:2:3: needs a space after its colon; write "service: 90 s"',
    ],
    ["an anchor inside itself", "a: &a [*a]\n", "scenario.yaml:1:8  a[0]: refers to what it stands in"],
    ["ten thousand brackets", "[".repeat(20_000), "scenario.yaml:1:1: is nested too deeply"],
  ])("is refused with its place: %s", async (_, text, message) => {
    expect(headlines(await refusal(text))[0]).toBe(message);
  });

  it("is refused when anchors multiply it beyond measure", async () => {
    const ten = (name: string): string => `[${Array.from({ length: 10 }, () => `*${name}`).join(", ")}]`;
    const letters = "abcdefgh";
    const lines = [...letters].map((letter, i) => `${letter}: &${letter} ${i === 0 ? "[1, 2]" : ten(letters[i - 1]!)}`);
    expect(headlines(await refusal(lines.join("\n"))).at(-1)).toContain(
      "its anchors multiply it to more than half a million values",
    );
  });

  it("shows no control characters of the file", async () => {
    const text = 'workloads: {"a\\u001b[31m": {arrivals: {at: [0 s]}, job: {service: "1 \\e[31m"}}}\n# \u202e\n';
    expect(await refusal(text)).not.toMatch(/[^\P{C}\n]/u);
  });
});

describe("options", () => {
  it.each([
    ["classic.workers=20000000000", "classic.workers: found 20000000000, expected a whole number from 0 to 100000000"],
    ["pools.scoring.vms=many", 'pools.scoring.vms: found "many", expected a whole number from 0 to 1000000'],
    ["pools.scorng.vms=3", 'pools.scorng: no such name; did you mean "scoring"?'],
    ["pools.scoring.vmz=3", 'pools.scoring.vmz: unknown key; did you mean "vms"?'],
    ["objectives.0=x", "objectives: is a list, which can only be set whole"],
    ["workloads.nightly.job.service=90", 'workloads.nightly.job.service: 90 has no unit; write "90 s" or "90 min"'],
    ["pools.scoring.vms=", 'pools.scoring.vms: has no value; write "null" to remove it'],
  ])("that cannot be set name themselves: --set %s", async (set, message) => {
    expect(await refusal(TEN_LINES, { set: [set] })).toBe(`--set ${set}  ${message}`);
  });

  it("without a value are refused", async () => {
    expect(await refusal(TEN_LINES, { set: ["pools"] })).toBe(
      '--set pools: expected path=value, for example "pools.scoring.vms=20"',
    );
  });
});

describe("errors of several files", () => {
  it("point into the base for what stands there", async () => {
    const folder = scratch({
      "base.yaml": TEN_LINES.replace("vms: 32", "vmz: 32"),
      "top.yaml": "extends: base.yaml\nseed: x\n",
    });
    expect(headlines(await refusalOf(folder, "top.yaml"))).toEqual([
      'top.yaml:2:7  seed: found "x", expected a whole number of 0 or more',
      'base.yaml:9:13  pools.scoring.vmz: unknown key; did you mean "vms"?',
    ]);
  });

  it("point at the line that names a base that is not there, or leads round in a circle", async () => {
    const folder = scratch({
      "a.yaml": "extends: b.yaml\n",
      "b.yaml": "extends: c.yaml\n",
      "c.yaml": "extends: a.yaml\n",
      "d.yaml": "extends: nope.yaml\n",
    });
    expect(headlines(await refusalOf(folder, "a.yaml"))).toEqual([
      "c.yaml:1:10  extends: goes round in a circle: a.yaml -> b.yaml -> c.yaml -> a.yaml",
    ]);
    expect(headlines(await refusalOf(folder, "d.yaml"))).toEqual(["d.yaml:1:10  extends: nope.yaml: no such file"]);
  });
});
