import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diff, sideOfRun } from "../../src/experiment/diff.ts";
import { runScenario } from "../../src/experiment/run.ts";
import { readSide } from "../../src/report/readSide.ts";
import { writeRunFiles } from "../../src/report/runFiles.ts";
import { textWidth } from "../../src/report/textWidth.ts";
import { loadScenario } from "../../src/scenario/load.ts";
import { poolsim } from "./poolsim.ts";

/** As in the reports' fixture: one VM, ready at 90 s, four jobs of 100 s; latencies 190, 290, 190, 290 s. */
const OLD = `
name: Four jobs
time: {horizon: 1000 s}
workloads: {a: {arrivals: {at: [0 s, 200 s], jobs: 2}, job: {service: 100 s}, route: p}}
pools: {p: {vms: 1, vmSize: {cores: 1, price: 0.36 USD/h}, provisioning: 90 s}}
objectives: ["latency.p95 <= 250 s"]
`;
/** Two VMs at 90 s: latencies 190, 190, 100, 100 s. */
const NEW = OLD.replace("vms: 1", "vms: 2").replace("objectives:", "# objectives:");
const RANDOM = OLD.replace("service: 100 s", "service: {exponential: {mean: 100 s}}").replace(
  "name:",
  "replications: 4\nname:",
);

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-diff-"));
  writeFileSync(join(home, "old.yaml"), OLD);
  writeFileSync(join(home, "new.yaml"), NEW);
  writeFileSync(join(home, "random.yaml"), RANDOM);
  writeFileSync(join(home, "larger.yaml"), RANDOM.replace("vms: 1", "vms: 2"));
  writeFileSync(join(home, "another-seed.yaml"), RANDOM.replace("name:", "seed: 99\nname:"));
});
afterAll(() => rmSync(home, { recursive: true }));

const rows = (stdout: string): string[] => stdout.split("\n").map((line) => line.trim().replaceAll(/ {2,}/g, " | "));

describe("diff of two files", () => {
  it("tells what changed in them, and what that did, as worked out by hand", async () => {
    const { code, stdout, stderr } = await poolsim(home, "diff", "old.yaml", "new.yaml");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n").filter((line) => textWidth(line) > 80)).toEqual([]);
    expect(stdout.split("\n").slice(0, 6)).toEqual([
      "old.yaml -> new.yaml",
      "",
      "~ pools.p.vms: 1 -> 2",
      "- objectives: latency.p95 <= 250 s",
      "",
      "Figures: 1 replication, same draws, replication by replication; without an",
    ]);
    const lines = rows(stdout);
    expect(lines).toContain("seen once");
    // Waits 90, 190, 90, 190 s become 90, 90, 0, 0 s.
    expect(lines).toContain("wait.mean | 2.33 min | 45 s | -95 s | -68%");
    // 910 s and 1,820 s of billed time at 0.36 USD/h.
    expect(lines).toContain("cost.total | $0.09 | $0.18 | $0.09 | x 2");
    expect(readdirSync(home)).not.toContain("results");
  });

  it("simulates nothing with --input-only", async () => {
    const { code, stdout } = await poolsim(home, "diff", "new.yaml", "old.yaml", "--input-only");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "new.yaml -> old.yaml\n\n~ pools.p.vms: 2 -> 1\n+ objectives: latency.p95 <= 250 s\n",
    });
  });

  it("says so where nothing changed", async () => {
    const { stdout } = await poolsim(home, "diff", "old.yaml", "old.yaml");
    expect(stdout).toContain("The input is the same.");
    expect(stdout).toContain("base\n  every figure is the same\n");
  });

  it("takes differences within replications where the seed is the same, and not where it is another", async () => {
    const json = async (...words: string[]) => JSON.parse((await poolsim(home, "diff", ...words, "--json")).stdout);
    const paired = await json("random.yaml", "larger.yaml");
    const independent = await json("random.yaml", "another-seed.yaml");
    expect([paired.figures.paired, independent.figures.paired]).toEqual([true, false]);
    expect(paired.figures.replications).toBe(4);
    // The second VM halves what stands in a row: better in each replication, whatever the draws.
    const wait = paired.figures.alternatives[0].metrics.find((each: { metric: string }) => each.metric === "wait.mean");
    expect(wait).toMatchObject({ unit: "s", pBetter: 1, before: { n: 4 }, after: { n: 4 } });
    expect(wait.difference).toBeCloseTo(wait.after.mean - wait.before.mean, 9);
    // The pool is the same: ready at 90 s, billed until 1,000 s.
    const metrics = independent.figures.alternatives[0].metrics.map(({ metric }: { metric: string }) => metric);
    expect(metrics).toContain("wait.mean");
    expect(metrics).not.toContain("computeHours.billed");
    expect(independent.input).toEqual([{ kind: "changed", path: ["seed"], before: 1, after: 99 }]);
  });
});

describe("diff of result folders", () => {
  it("finds what diff of their files finds", async () => {
    const sides = [];
    for (const name of ["random", "larger"]) {
      const result = await runScenario(await loadScenario(join(home, `${name}.yaml`)));
      await writeRunFiles(result, join(home, name));
      sides.push([sideOfRun(name, result), await readSide(join(home, name), true)] as const);
    }
    const [[ranBefore, readBefore], [ranAfter, readAfter]] = sides as [(typeof sides)[0], (typeof sides)[0]];
    const { before, after, ...ofFolders } = diff(readBefore, readAfter);
    expect([before, after]).toEqual([join(home, "random"), join(home, "larger")]);
    const { before: _file, after: _other, ...ofFiles } = diff(ranBefore, ranAfter);
    expect(ofFolders).toEqual(ofFiles);
    const { before: _one, after: _two, ...mixed } = diff(ranBefore, readAfter);
    expect(mixed).toEqual(ofFiles);
  });

  it("refuses a folder that is no result, before anything is simulated", async () => {
    const { code, stdout, stderr } = await poolsim(home, "diff", "old.yaml", ".");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("expected a folder that poolsim run wrote");
  });

  it("needs two of them", async () => {
    expect(await poolsim(home, "diff", "old.yaml")).toMatchObject({
      code: 2,
      stderr: "1 of 2 files given; see poolsim diff --help\n",
    });
  });
});
