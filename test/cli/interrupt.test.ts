import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Summary } from "../../src/experiment/results.ts";
import { ended, poolsim, start } from "./poolsim.ts";
import { RUN_FILES } from "./runFiles.ts";

// Some 20 ms of work a replication and alternative: hours in all.
const SCENARIO = `seed: 9
replications: 200000
time: {horizon: 4 d}
workloads:
  jobs: {arrivals: {poisson: {rate: 60/h}}, job: {service: {exponential: {mean: 2 min}}}, route: own}
classic: {workers: 3}
pools: {own: {vms: 3}}
`;
const NOTHING = "poolsim: interrupted before a replication was complete; nothing is written\n";

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-interrupt-"));
  writeFileSync(join(home, "study.yaml"), SCENARIO);
  writeFileSync(join(home, "endless.yaml"), SCENARIO.replace("4 d", "50000 d").replace("200000", "2"));
});
afterAll(() => rmSync(home, { recursive: true }));

const words = (file: string, out: string): string[] => ["run", file, "--quiet", "--workers", "2", "--out", out];

describe("Ctrl-C", { timeout: 120_000 }, () => {
  it.concurrent.each([[100], [700], [1500], [3000], [6000]])(
    "after %d ms ends the run with 130 and leaves a whole folder, marked, or none",
    async (milliseconds) => {
      const out = `after-${milliseconds}`;
      const child = start(home, words("study.yaml", out));
      const run = ended(child);
      await wait(milliseconds);
      child.kill("SIGINT");
      const { code, stdout, stderr } = await run;
      // Before the program has begun, the system itself ends it.
      if (code === null && milliseconds < 5000) {
        expect(existsSync(join(home, out))).toBe(false);
        return;
      }
      expect(code).toBe(130);
      if (!existsSync(join(home, out))) {
        expect(["", NOTHING]).toContain(stderr);
        expect(stdout).toBe("");
        return;
      }
      expect(stderr).toBe("");
      expect(readdirSync(join(home, out)).sort()).toEqual(RUN_FILES);
      const summary = JSON.parse(readFileSync(join(home, out, "summary.json"), "utf8")) as Summary;
      const { replications } = summary.scenario;
      expect(summary.interrupted).toBe(true);
      expect(stdout.replaceAll("\n  ", " ")).toContain(`! interrupted after ${replications} of 200000 replications.`);
      const rows = readFileSync(join(home, out, "replications.csv"), "utf8").split("\n");
      const ran = (name: string): number =>
        rows.filter((row) => new RegExp(`^${name},\\d+,wait.mean,`).test(row)).length;
      expect([ran("classic"), ran("pools")]).toEqual([replications, replications]);
      // The rest of the file is that of a run that was asked for so many.
      if (replications > 40) return;
      await poolsim(home, ...words("study.yaml", `${out}-again`), "--replications", String(replications));
      expect(readFileSync(join(home, `${out}-again`, "replications.csv"), "utf8")).toBe(rows.join("\n"));
    },
  );

  it("ends a simulation of hours in its middle, soon, and says that nothing is written", async () => {
    const child = start(home, words("endless.yaml", "endless"));
    const run = ended(child);
    await wait(5000);
    const told = performance.now();
    child.kill("SIGINT");
    expect(await run).toMatchObject({ code: 130, stdout: "", stderr: NOTHING });
    // A second on a machine that has time for it.
    expect(performance.now() - told).toBeLessThan(5000);
    expect(existsSync(join(home, "endless"))).toBe(false);
  });

  it("twice ends the process at once, with nothing half written", async () => {
    const child = start(home, words("study.yaml", "twice"));
    const run = ended(child);
    await wait(5000);
    child.kill("SIGINT");
    child.kill("SIGINT");
    expect((await run).code).toBe(130);
    if (existsSync(join(home, "twice"))) expect(readdirSync(join(home, "twice")).sort()).toEqual(RUN_FILES);
    expect(readdirSync(home).filter((name) => name.startsWith(".poolsim-"))).toEqual([]);
  });
});

describe("a worker that dies", () => {
  it("ends the run with 1 and one line that names its task", { timeout: 120_000 }, async () => {
    writeFileSync(join(home, "huge.yaml"), SCENARIO.replace("vms: 3", "vms: 1000000").replace("200000", "2"));
    const limit = { NODE_OPTIONS: "--max-old-space-size=150" };
    const run = await ended(start(home, [...words("huge.yaml", "huge"), "--alternative", "pools"], limit));
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 1, stdout: "" });
    expect(run.stderr).toMatch(
      /^poolsim: alternative pools, replication [01], seed 9: its worker ran out of memory; .+\n$/,
    );
    expect(existsSync(join(home, "huge"))).toBe(false);
  });
});
