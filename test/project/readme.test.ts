import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../src/cli/help/limits.ts";
import { TOPICS } from "../../src/cli/help/topics.ts";
import type { Summary } from "../../src/experiment/results.ts";
import { type Outcome, poolsim } from "../cli/poolsim.ts";
import { codeBlocks, ROOT, readme, referenceForReaders, referenceInReadme } from "./readme.ts";

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-readme-"));
});
afterAll(() => rmSync(home, { recursive: true }));

describe("the README's ten lines", () => {
  const [scenario = ""] = codeBlocks("yaml");
  const summaryIn = (folder: string) => JSON.parse(readFileSync(join(home, folder, "summary.json"), "utf8")) as Summary;

  it("are ten", () => {
    expect(scenario.trimEnd().split("\n")).toHaveLength(10);
  });

  it("with a missing unit, a misspelt key and a misspelt pool end in exactly three errors that help", async () => {
    const mistyped = scenario
      .replace("service: 90 s", "service: 90")
      .replace("deadline:", "dedline:")
      .replace("route: scoring", "route: scorring");
    writeFileSync(join(home, "mistyped.yaml"), mistyped);
    const { code, stdout, stderr } = await poolsim(home, "run", "mistyped.yaml");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.split("\n").filter((line) => /^\S/.test(line))).toEqual([
      'mistyped.yaml:5:20  workloads.nightly.job.service: 90 has no unit; write "90 s" or "90 min"',
      'mistyped.yaml:5:24  workloads.nightly.job.dedline: unknown key; did you mean "deadline"?',
      'mistyped.yaml:6:12  workloads.nightly.route: no pool is named "scorring"; did you mean "scoring"?',
    ]);
    expect(existsSync(join(home, "results"))).toBe(false);
  });

  describe("as they stand", () => {
    let outcome: Outcome | null = null;
    beforeAll(async () => {
      writeFileSync(join(home, "nightly.yaml"), scenario);
      outcome = await poolsim(home, "run", "nightly.yaml");
    }, 60_000);

    it("compare classic with pools in a table", () => {
      expect(outcome!.code).toBe(0);
      const lines = outcome!.stdout.split("\n").map((line) => line.trim().replaceAll(/ {2,}/g, " | "));
      expect(lines).toContain("Objectives | classic | pools");
      expect(lines).toContain("rounds.late <= 5% | missed 100% | met | 0%");
      expect(lines.filter((line) => line.startsWith("Choose"))).toEqual([
        "Choose pools: the only one that meets the objective.",
      ]);
    });

    it("print what the README shows, line for line", () => {
      const [, shown = ""] = /<!-- output -->\n```text\n([\s\S]*?)```\n<!-- \/output -->/.exec(readme()) ?? [];
      expect(outcome!.stdout).toBe(shown);
    });

    it("give the pool exactly the figures that follow by hand", () => {
      const { metrics, objectives } = summaryIn("results/nightly").alternatives.pools!;
      // Every night 5,000 jobs of 90 s fill 32 VMs 157 times over (5,000 / 32 = 156.25): 3 h 55 min 30 s, inside the 4 hours.
      expect(metrics["rounds.duration.max"]!.mean).toBe(157 * 90);
      expect(metrics["rounds.duration.mean"]!.mean).toBe(14_130);
      expect(metrics["rounds.late"]!.mean).toBe(0);
      expect(metrics["jobs.finished"]!.mean).toBe(7 * 5000);
      expect(metrics["computeHours.billed"]!.mean).toBe(32 * 7 * 24);
      // 35,000 jobs of 90 s, in hours.
      expect(metrics["computeHours.busy"]!.mean).toBe(875);
      expect(objectives.map(({ outcome: judged }) => judged)).toEqual(["met"]);
    });

    it("have the classic service be late", () => {
      const { metrics, objectives } = summaryIn("results/nightly").alternatives.classic!;
      // One endpoint runs 40 jobs at a time, so 125 turns of 90 s and a wait, whose median alone is 5 min: 13.5 h, not 4.
      expect(metrics["rounds.duration.mean"]!.mean).toBeGreaterThan(13.5 * 3600);
      expect(metrics["rounds.late"]!.mean).toBe(1);
      expect(objectives.map(({ outcome: judged }) => judged)).toEqual(["missed"]);
    });
  });

  it("run with the options that the README gives beside them", async () => {
    writeFileSync(join(home, "nightly.yaml"), scenario);
    const lines = codeBlocks("").join("").split("\n");
    const [words = ""] = lines.flatMap((line) => /^npx poolsim (run nightly\.yaml --set .+)$/.exec(line)?.[1] ?? []);
    const { code } = await poolsim(home, ...words.split(" "), "--out", "more");
    expect(code).toBe(0);
    const { scenario: ran, alternatives } = summaryIn("more");
    expect(ran.replications).toBe(20);
    // 5,000 / 36 = 138.9, so 139 rows of 90 s; 36 VMs for a week.
    expect(alternatives.pools!.metrics["rounds.duration.max"]!.mean).toBe(139 * 90);
    expect(alternatives.pools!.metrics["computeHours.billed"]!.mean).toBe(36 * 168);
  });
});

describe("what the README names", () => {
  it("commands are those of --help", async () => {
    const { stdout } = await poolsim(home, "--help");
    const offered = [...stdout.matchAll(/^ {2}poolsim (\w+)/gm)].map(([, command]) => command);
    const [, section = ""] = readme().split("### Commands\n");
    const [table = ""] = section.split("\n#");
    const listed = [...table.matchAll(/^\| `(\w+)(?: \[?[A-Z]+\]?(?:\.{3})?)*` \|/gm)].map(([, command]) => command);
    expect(listed).toEqual(offered);
  });

  it("help topics are those of poolsim help", () => {
    const [, listed = ""] = /^\| `help TOPIC` \| (.+) \|$/m.exec(readme()) ?? [];
    expect(listed.split(", ")).toEqual(TOPICS.map(({ name }) => name));
    for (const [, topic] of readme().matchAll(/`poolsim help ([a-z-]+)`/g)) expect(listed.split(", ")).toContain(topic);
  });

  it("limits of the model are those of poolsim help limits", () => {
    const [, listed = ""] = /<!-- limits -->\n([\s\S]*?)<!-- \/limits -->/.exec(readme()) ?? [];
    expect(listed).toBe(LIMITS);
  });

  it("options of run are those of run --help", async () => {
    const [, listed = ""] = /`run` takes ((?:[^.]|\.(?! ))+)\. /.exec(readme()) ?? [];
    const named = [...listed.matchAll(/`--([\w-]+)/g)].map(([, option]) => option!);
    expect(named.length).toBeGreaterThanOrEqual(10);
    const { stdout } = await poolsim(home, "run", "--help");
    const offered = [...stdout.matchAll(/^ {2}--([\w-]+)/gm)].map(([, option]) => option!);
    expect(named.filter((option) => !offered.includes(option))).toEqual([]);
  });

  it("npm scripts are in package.json", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
    const named = [...readme().matchAll(/npm (?:run )?(start|test|(?<=run )\w+)/g)].map(([, script]) => script!);
    expect(named).toEqual(expect.arrayContaining(["start", "test", "build"]));
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it("files are there", () => {
    const linked = [...readme().matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, file]) => file!);
    const named = [...readme().matchAll(/`((?:scenarios|results|src|test|\.ci)\/[\w./-]+)`/g)].map(([, file]) => file!);
    expect(linked.length).toBeGreaterThanOrEqual(6);
    expect([...new Set([...linked, ...named])].filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it("scenarios are all that come with it", () => {
    const listed = [...readme().matchAll(/^\| \[`([\w-]+\.yaml)`\]/gm)].map(([, name]) => name!);
    const bundled = readdirSync(join(ROOT, "scenarios")).filter((name) => name.endsWith(".yaml"));
    expect(listed.sort()).toEqual(bundled.sort());
  });

  it("result files are those that run writes", async () => {
    const operated = codeBlocks("yaml")[0]!
      .replace("jobs: 5000", "jobs: 5")
      .replace(
        "{vms: 32}",
        `{scaling: {operations: [{at: 0 s, create: 32}]}}\n  other: {scaling: {autoscale: {formula: "$TargetDedicatedNodes = 1;"}}}`,
      );
    writeFileSync(join(home, "operated.yaml"), operated);
    await poolsim(home, "run", "operated.yaml", "--jobs", "--out", "written");
    const [, table = ""] = /\| file \| contents \|\n((?:\|.*\n)+)/.exec(readme()) ?? [];
    const listed = [...table.matchAll(/`([\w*]+\.\w+)`(?=[^|]*\|[^|]*\|$)/gm)].map(([, file]) => file!);
    // Which pictures there are depends on what there is to see.
    const written = readdirSync(join(home, "written")).map((file) => (file.endsWith(".svg") ? "*.svg" : file));
    expect(listed.sort()).toEqual([...new Set(written)].sort());
  });

  it("keys are those of the format (write them anew with: node --import tsx test/project/readme.ts)", () => {
    expect(referenceInReadme()).toBe(referenceForReaders());
  });
});
