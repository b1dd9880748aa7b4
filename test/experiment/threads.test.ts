import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompiledAlternative } from "../../src/experiment/cell.ts";
import { openSimulator } from "../../src/experiment/openSimulator.ts";
import { cellsOf } from "../../src/experiment/replications.ts";
import type { Simulator, SimulatorOptions } from "../../src/experiment/simulator.ts";
import { openThreads } from "../../src/experiment/threads.ts";
import type { WorldRecord } from "../../src/model/worldResult.ts";
import { loadScenario } from "../../src/scenario/load.ts";
import { compileWithRecipe } from "../../src/scenario/recipe.ts";

// Whatever a worker must build anew: a cron and distributions (functions), a trace and empirical values (files), an own percentile.
const SCENARIO = `seed: 5
time: {warmUp: 1 h, horizon: 6 h}
workloads:
  rounds: {arrivals: {cron: "*/20 * * * *", jobs: 8}, job: {service: {empirical: {csv: runs.csv, column: runs, unit: s}}}, route: own}
  traced: {arrivals: {trace: {file: jobs.csv, columns: {submit: at, duration: runs, tenant: who}}}, route: {byTenant: {b: own}, otherwise: classic}}
classic: {workers: 2, speed: {uniform: {min: 0.5, max: 2}}}
pools: {own: {vms: 3, provisioning: {lognormal: {median: 4 min, p95: 12 min}}}}
objectives: ["wait.p97.5 <= 10 min"]
alternatives: {one: {}, two: {pools: {own: {vms: 4}}}}
`;
const OPTIONS = { jobs: true, audit: true, engine: "auto" } as const;
const HOUR = 3600e6;
const TIMES = [0, 1].map(() => ({ warmUp: HOUR, horizon: 6 * HOUR, drain: false }));
const CELLS = cellsOf(TIMES, 0, 4);

/** What the threads of the built program run. From its sources each thread would take a second to load. */
const WORKER = pathToFileURL(join(dirname(process.env.POOLSIM_BUILT ?? ""), "../worker.js")).href;

let home = "";
let alternatives: readonly CompiledAlternative[] = [];
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "poolsim-threads-"));
  writeFileSync(join(home, "jobs.csv"), "at,runs,who\n4000,300,a\n4100,200,b\n9000,100,c\n");
  writeFileSync(join(home, "runs.csv"), "runs\n100\n150\n400\n");
  writeFileSync(join(home, "study.yaml"), SCENARIO);
  const scenario = await loadScenario(join(home, "study.yaml"));
  alternatives = await Promise.all(
    scenario.alternatives.map(async (alternative) => ({
      name: alternative.name,
      ...(await compileWithRecipe(alternative, scenario)),
    })),
  );
  // A thread reads no file: what it needs was sent to it.
  rmSync(home, { recursive: true });
});
let open: Simulator | null = null;
afterAll(() => open?.close());

/** Everything a result holds, as text: digits, order of keys, and rows of jobs. */
function text(worlds: readonly (WorldRecord | undefined)[]): string {
  return JSON.stringify(worlds.map((world) => world && { ...world, vms: [...world.vms], jobs: [...world.jobs!] }));
}

async function simulated(simulator: Simulator): Promise<string> {
  try {
    return text(await simulator.simulate(CELLS));
  } finally {
    await simulator.close();
  }
}

describe("threads", { timeout: 60_000 }, () => {
  it("give what this thread gives, to the last digit, however many they are", async () => {
    const here = await simulated(await openSimulator(alternatives, { ...OPTIONS, workers: 1 }, CELLS.length));
    expect(here.length).toBeGreaterThan(10_000);
    expect(here).toContain("wait.p97.5");
    for (const workers of [1, 3]) {
      expect(await simulated(openThreads(alternatives, { ...OPTIONS, workers }, WORKER))).toBe(here);
    }
  });

  it("take a pilot's times in place of the alternative's own, as this thread does", async () => {
    const cells = [{ alternative: 1, replication: 2, time: { warmUp: 0, horizon: 2 * HOUR, drain: false } }];
    const { seed } = alternatives[1]!.spec;
    expect(seed).toBe(5);
    const here = await openSimulator(alternatives, { ...OPTIONS, workers: 1 }, 1);
    const [pilot] = await here.simulate(cells);
    const [measured] = await here.simulate([{ alternative: 1, replication: 2 }]);
    // The clock stops at the end of the warm-up and the horizon.
    expect([pilot!.clock, measured!.clock]).toEqual([2 * HOUR, 7 * HOUR]);
    open = openThreads(alternatives, { ...OPTIONS, workers: 1 }, WORKER);
    expect(text(await open.simulate(cells))).toBe(text([pilot]));
    await open.close();
  });

  it("tell of each cell that it is done, once", async () => {
    const done: string[] = [];
    let events = 0;
    const onProgress: SimulatorOptions["onProgress"] = ({ alternative, replication }, share, some) => {
      if (share < 1) return;
      done.push(`${alternative} ${replication}`);
      events += some;
    };
    const threads = openThreads(alternatives, { ...OPTIONS, workers: 2, onProgress }, WORKER);
    const worlds = JSON.parse(await simulated(threads)) as WorldRecord[];
    expect(done.sort()).toEqual(["0 0", "0 1", "0 2", "0 3", "1 0", "1 1", "1 2", "1 3"]);
    expect(events).toBe(worlds.reduce((sum, world) => sum + world.events, 0));
  });
});

describe("a thread that dies is told of with what it did, and nothing hangs:", { timeout: 60_000 }, () => {
  const worker = new URL("./dyingWorker.ts", import.meta.url).href;
  it.each([
    ["it exits", 0, "alternative two, replication 0, seed 5: its worker died: worker exited with code: 7"],
    ["it throws", 1, "alternative two, replication 1, seed 5: its worker died: Array buffer allocation failed"],
  ])("%s", async (_how, replication, message) => {
    const threads = openThreads(alternatives, { ...OPTIONS, workers: 2 }, worker);
    // The other thread never comes to an end by itself.
    const cells = [
      { alternative: 0, replication: 2 },
      { alternative: 1, replication },
    ];
    await expect(threads.simulate(cells)).rejects.toMatchObject({ name: "CellError", message });
  });

  it("ends in the middle of whatever it does when it is told to", async () => {
    const controller = new AbortController();
    const threads = openThreads(alternatives, { ...OPTIONS, workers: 2, signal: controller.signal }, worker);
    const ended = threads.simulate(cellsOf(TIMES, 2, 4));
    setTimeout(() => controller.abort(), 300);
    expect(await ended).toEqual([undefined, undefined, undefined, undefined]);
  });
});
