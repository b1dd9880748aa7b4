import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../src/experiment/results.ts";
import { type RunOptions, runScenario } from "../../src/experiment/run.ts";
import { type LoadOptions, loadScenario } from "../../src/scenario/load.ts";

const SCENARIO = `seed: 3
replications: {min: 10, max: 400, metric: wait.mean, relativeHalfWidth: 10%}
time: {horizon: 2 d}
workloads:
  jobs: {arrivals: {poisson: {rate: 60/h}}, job: {service: {exponential: {mean: 2 min}}}}
classic: {workers: 3}
alternatives: {busy: {}, calm: {classic: {workers: 4}}}
`;

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-sequential-"));
  writeFileSync(join(home, "study.yaml"), SCENARIO);
});
afterAll(() => rmSync(home, { recursive: true }));

async function run(load: LoadOptions = {}, options: RunOptions = {}): Promise<RunResult> {
  return runScenario(await loadScenario(join(home, "study.yaml"), load), options);
}

function waits({ worlds }: RunResult, name: string): number[] {
  return worlds
    .filter(({ alternative }) => alternative === name)
    .map(({ world }) => world.metrics["wait.mean"]!.value!);
}

/** Half-width over mean by the textbook, with t(n - 1) from above where no table has it: t(9) for n = 10. */
function spread(values: readonly number[], t: number): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return (t * Math.sqrt(squares / (n - 1) / n)) / mean;
}

describe("replications until a metric is known well enough", () => {
  it("end at the first look at which it is in every alternative, with all figures those of so many replications", async () => {
    const sequential = await run();
    const { replications } = sequential.summary.scenario;
    const names = ["busy", "calm"];
    const values = names.map((name) => waits(sequential, name));
    expect(values.map(({ length }) => length)).toEqual([replications, replications]);
    // 1.96 is below any t: were it above the bound by that, the run would have ended too early.
    for (const own of values) expect(spread(own, 1.96)).toBeLessThanOrEqual(0.1 / 1.1);
    // After the first ten it was not: t(9) = 2.262.
    expect(Math.max(...values.map((own) => spread(own.slice(0, 10), 2.262157)))).toBeGreaterThan(0.1 / 1.1);
    expect(sequential.summary.stopping).toEqual({
      metric: "wait.mean",
      relativeHalfWidth: 0.1,
      min: 10,
      max: 400,
      reached: true,
      needed: null,
    });
    const fixed = await run({ replications });
    expect(fixed.summary.alternatives).toEqual(sequential.summary.alternatives);
    expect(fixed.worlds.map(({ world }) => world.metrics)).toEqual(sequential.worlds.map(({ world }) => world.metrics));
    expect(fixed.summary.stopping).toBeUndefined();
  });

  it("are as many in threads", async () => {
    const here = await run();
    const threads = await run({}, { workers: 2 });
    expect(threads.summary).toEqual(here.summary);
  });

  it("end at max, and say so with the number that would do", async () => {
    const { summary } = await run({ set: ["replications.max=12", "replications.relativeHalfWidth=2%"] });
    expect(summary.scenario.replications).toBe(12);
    const { reached, needed } = summary.stopping!;
    expect(reached).toBe(false);
    // The half-width is wanted h / (mean 2% / 1.02) times smaller, which takes the square of that in replications; t falls from 2.2 to 1.96.
    const values = waits(await run({ replications: 12 }), "calm").concat();
    const ratio = (spread(values, 1.96) / (0.02 / 1.02)) ** 2;
    expect(needed! / (12 * ratio)).toBeGreaterThan(0.99);
    expect(needed! / (12 * ratio)).toBeLessThan(1.02);
    expect(summary.alternatives.calm!.warnings[0]).toMatch(
      /^wait\.mean is not known to 2% after 12 replications, the most allowed: its interval is ±\d+(\.\d)?%; about \d{3,} would do\.$/,
    );
  });

  it("do not wait for a metric that no alternative has a value of", async () => {
    const { summary } = await run({ set: ["replications.metric=cost.total"] });
    expect(summary.scenario.replications).toBe(10);
    expect(summary.stopping).toMatchObject({ reached: false, needed: null });
    expect(summary.alternatives.busy!.warnings).toContain(
      "cost.total has no value here, so it had no part in how many replications were run.",
    );
  });
});

describe("an interrupted run", () => {
  it("rejects when it was told to end before a replication was complete", async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(run({}, { signal: controller.signal })).rejects.toMatchObject({ name: "InterruptedError" });
  });

  it("keeps the first replications that are complete in every alternative: the figures of a shorter run, marked", async () => {
    const controller = new AbortController();
    const asked = 2000;
    const onProgress: RunOptions["onProgress"] = ({ fraction }) => {
      if (fraction > 0.01) controller.abort();
    };
    // One thread takes one cell after the other.
    const options = { workers: 1, signal: controller.signal, onProgress };
    const { summary, worlds } = await run({ replications: asked }, options);
    const { replications } = summary.scenario;
    expect(replications).toBeGreaterThan(10);
    expect(replications).toBeLessThan(asked);
    expect(worlds).toHaveLength(2 * replications);
    expect(summary.interrupted).toBe(true);
    for (const { warnings } of Object.values(summary.alternatives))
      expect(warnings[0]).toBe(`interrupted after ${replications} of ${asked} replications.`);
    const shorter = await run({ replications });
    expect(worlds.map(({ world }) => world.metrics)).toEqual(shorter.worlds.map(({ world }) => world.metrics));
    expect(shorter.summary.interrupted).toBeUndefined();
  });
});
