import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Estimate } from "../../../src/experiment/results.ts";
import { runScenario } from "../../../src/experiment/run.ts";
import { CellFolder, KEEPS_NOTHING } from "../../../src/experiment/sweep/cellStore.ts";
import { type StudyOptions, sweep } from "../../../src/experiment/sweep/sweep.ts";
import { type LoadOptions, loadScenario } from "../../../src/scenario/load.ts";

const SCENARIO = `name: A pool and a shared fleet
seed: 3
replications: 3
time: {horizon: 12 h}
workloads:
  jobs: {arrivals: {poisson: {rate: 60/h}}, job: {service: {empirical: {csv: runs.csv, column: runs, unit: s}}}, route: own}
classic: {workers: 5, billingPlan: pay-per-hour}
pools: {own: {vms: 4, vmSize: {price: 0.14 USD/h}}}
objectives: ["wait.p97.5 <= 20 min"]
sweep: {pools.own.vms: [4, 5], workloads.jobs.arrivals.poisson.rate: {from: 40/h, to: 60/h, step: 20/h}}
`;

let home = "";
let file = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-sweep-"));
  file = join(home, "study.yaml");
  writeFileSync(join(home, "runs.csv"), "runs\n100\n150\n400\n");
  writeFileSync(file, SCENARIO);
});
afterAll(() => rmSync(home, { recursive: true }));

const OPTIONS: StudyOptions = { limit: 100, against: "latency.p95", command: "sweep", store: KEEPS_NOTHING };
const kept = (folder: string) => ({ ...OPTIONS, store: new CellFolder(join(home, folder)) });
const swept = (options: Partial<StudyOptions> = {}, load: LoadOptions = {}) =>
  sweep(file, load, { ...OPTIONS, ...options });

describe("a sweep", () => {
  it("gives for each point exactly what run gives with its values set", async () => {
    const { result } = await swept();
    expect(result.cells.map(({ settings, alternative }) => [...Object.values(settings), alternative])).toEqual(
      [4, 5].flatMap((vms) =>
        ["40/h", "60/h"].flatMap((rate) => [
          [vms, rate, "classic"],
          [vms, rate, "pools"],
        ]),
      ),
    );
    for (const cell of result.cells) {
      const set = Object.entries(cell.settings).map(([path, value]) => `${path}=${value}`);
      const { summary } = await runScenario(await loadScenario(file, { set }));
      const { metrics, objectives, warnings } = summary.alternatives[cell.alternative]!;
      expect(cell).toMatchObject({ metrics: ownFigures(metrics), objectives, warnings });
      const { [cell.alternative]: compared = {} } = summary.comparisons;
      for (const metric of ["cost.total", "latency.p95"]) expect(cell.comparisons[metric]).toEqual(compared[metric]);
    }
  });

  it("has one result with any number of threads, and from whatever was kept", async () => {
    const { result } = await swept();
    expect((await swept({ workers: 2, ...kept("a") })).result).toEqual(result);
    const again = await swept(kept("a"));
    expect(again.result).toEqual(result);
    expect(again.work).toMatchObject({ simulated: 0, events: 0 });
  });

  it("simulates only what is new: other values, further replications, what a file holds, another seed", async () => {
    // The classic service is the same with any number of VMs: 2 rates x 3 replications of it, beside 4 points x 3 of the pool.
    expect((await swept(kept("b"))).work.simulated).toBe(6 + 12);
    const more = { set: ["sweep.pools.own.vms=[4, 5, 6]"] };
    expect((await swept(kept("b"), more)).work.simulated).toBe(6);
    expect((await swept(kept("b"), { replications: 4 })).work.simulated).toBe(2 + 4);
    expect((await swept(kept("b"), { set: ["name=Another", "objectives=null"] })).work.simulated).toBe(18);
    expect((await swept(kept("b"), { set: ["name=Another"] })).work.simulated).toBe(0);
    expect((await swept(kept("b"), { seed: 4 })).work.simulated).toBe(18);
    writeFileSync(join(home, "runs.csv"), "runs\n100\n150\n401\n");
    expect((await swept(kept("b"))).work.simulated).toBe(18);
    writeFileSync(join(home, "runs.csv"), "runs\n100\n150\n400\n");
    expect((await swept(kept("b"))).work.simulated).toBe(0);
  });

  it("has a file whose end was lost simulated again", async () => {
    const { result } = await swept(kept("c"));
    const { readdirSync, readFileSync } = await import("node:fs");
    const [first = ""] = readdirSync(join(home, "c"));
    const whole = readFileSync(join(home, "c", first), "utf8");
    writeFileSync(join(home, "c", first), whole.slice(0, 200));
    const again = await swept(kept("c"));
    expect(again.work.simulated).toBe(1);
    expect(again.result).toEqual(result);
    expect(readFileSync(join(home, "c", first), "utf8")).toBe(whole);
  });

  it("goes on until a metric is known well enough, and finds a warm-up, at each point", async () => {
    const set = [
      "replications={min: 2, max: 6, metric: wait.p92, relativeHalfWidth: 1%}",
      "time.warmUp=auto",
      "sweep.workloads.jobs.arrivals.poisson.rate=null",
    ];
    const { result } = await swept(kept("d"), { set });
    expect(result.cells.map(({ replications }) => replications)).toEqual([6, 6, 6, 6]);
    const { summary } = await runScenario(await loadScenario(file, { set: [...set, "pools.own.vms=5"] }));
    expect(result.cells[3]!.metrics).toEqual(ownFigures(summary.alternatives.pools!.metrics));
    expect((await swept(kept("d"), { set })).work.simulated).toBe(0);
  });
});

/** Without what was pooled over replications: jobs are not kept from one sweep to the next. */
function ownFigures(metrics: Readonly<Record<string, Estimate>>): Record<string, Estimate> {
  return Object.fromEntries(Object.entries(metrics).map(([metric, { pooled, ...own }]) => [metric, own]));
}

describe("the frontier", () => {
  it("is drawn among cells of the same workload", async () => {
    const { result } = await swept();
    for (const rate of ["40/h", "60/h"]) {
      const cells = result.cells.filter(({ settings }) => settings["workloads.jobs.arrivals.poisson.rate"] === rate);
      const points = cells.map(({ metrics }) => [metrics["cost.total"]!.mean!, metrics["latency.p95"]!.mean!] as const);
      const best = cells.map((_, i) =>
        points.every(([cost, late], j) => {
          const worse = cost <= points[i]![0] && late <= points[i]![1];
          return j === i || !worse || (cost === points[i]![0] && late === points[i]![1]);
        }),
      );
      expect(cells.map(({ pareto }) => pareto)).toEqual(best);
      expect(best).toContain(true);
    }
  });

  it("is of hours where something has no price, and of any metric that is measured", async () => {
    const { result } = await swept({ against: "wait.p97.5" }, { set: ["pools.own.vmSize.price=null"] });
    expect(result.frontier).toEqual({ cost: "computeHours.billed", against: "wait.p97.5" });
    await expect(swept({ against: "wait.p97" })).rejects.toThrow(
      "wait.p97 is measured only where an objective asks for it",
    );
  });
});

describe("what cannot be swept is refused before anything is simulated", () => {
  it.each<[string, string]>([
    ["sweep={pools.own.wms: [4]}", 'sweep.pools.own.wms: 4: unknown key; did you mean "vms"?'],
    ["sweep={pools.owm.vms: [4]}", 'sweep.pools.owm.vms: 4: pools.owm: no such name; did you mean "own"?'],
    ["sweep={pools.own.vms: [4, none]}", 'sweep.pools.own.vms: "none": '],
    [
      "sweep={pools.own.vms: {from: 1, to: 101}}",
      "202 points are more than the limit of 100; allow them with --limit 202",
    ],
    ["sweep=null", 'has no sweep; write for example "sweep: {pools.own.vms: [4, 8, 12]}"'],
    [
      "workloads.jobs.job.gang=4 sweep.pools.own.vms=[4,3]",
      '4 slots never fit: pool "own" has at most 3 (with pools.own.vms=3, ',
    ],
  ])("%s", async (set, message) => {
    await expect(swept({}, { set: set.split(/ (?=sweep)/) })).rejects.toThrow(message);
  });
});
