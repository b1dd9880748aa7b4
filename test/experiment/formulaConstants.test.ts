import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { breakEven } from "../../src/experiment/breakEven/breakEven.ts";
import { runScenario } from "../../src/experiment/run.ts";
import { KEEPS_NOTHING } from "../../src/experiment/sweep/cellStore.ts";
import { sweep } from "../../src/experiment/sweep/sweep.ts";
import { loadScenario } from "../../src/scenario/load.ts";

/** The day's VMs from 7 to 19 on weekdays, 60 hours a week, and 2 in the other 108; against 8 that are always there. */
const SCENARIO = `name: Working hours
time: {start: 2026-03-02T00:00:00Z, horizon: 7 d}
workloads: {jobs: {arrivals: {cron: "0 8 * * *", jobs: 6}, job: {service: 6 min}, route: own}}
pools: {own: {vms: 8, vmSize: {price: 1 USD/h}, scaling: {autoscale: {formulaFile: day.txt, interval: 5 min, with: {dayVms: 16}}}}}
sweep: {pools.own.scaling.autoscale.with.dayVms: [2, 5, 16]}
alternatives:
  formula: {}
  always-on: {pools: {own: {scaling: null}}}
`;
const PATH = "pools.own.scaling.autoscale.with.dayVms";
const hours = (dayVms: number): number => 60 * dayVms + 108 * 2;

let home = "";
let file = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-formula-constants-"));
  file = join(home, "week.yaml");
  writeFileSync(file, SCENARIO);
  copyFileSync(resolve(import.meta.dirname, "../../scenarios/formulas/working-hours.txt"), join(home, "day.txt"));
});
afterAll(() => rmSync(home, { recursive: true }));

describe("a formula's constants", () => {
  it("are set by a scenario's `with`, from a file, in threads too", async () => {
    const scenario = await loadScenario(file, { set: [`${PATH}=5`] });
    const here = await runScenario(scenario, { audit: true });
    const threads = await runScenario(scenario, { workers: 2 });
    expect(here.summary.alternatives.formula!.metrics["cost.total"]!.mean).toBe(hours(5));
    expect(threads.summary.alternatives).toEqual(here.summary.alternatives);
    const [first] = here.worlds;
    expect(threads.worlds[0]!.world.evaluations).toEqual(first!.world.evaluations);
    expect(first!.world.evaluations).toHaveLength((7 * 24 * 60) / 5);
    expect(first!.world.evaluations[84]!.variables).toContain("dayVms=5;");
  });

  it("are swept, and missed by no name: an unknown one is refused", async () => {
    const options = { limit: 100, against: "cost.total", command: "sweep", store: KEEPS_NOTHING } as const;
    const { result } = await sweep(file, {}, options);
    const formulas = result.cells.filter(({ alternative }) => alternative === "formula");
    expect(formulas.map(({ settings, metrics }) => [settings[PATH], metrics["cost.total"]!.mean])).toEqual(
      [2, 5, 16].map((dayVms) => [dayVms, hours(dayVms)]),
    );
    await expect(sweep(file, { set: [`${PATH.replace("dayVms", "dayVm")}=3`] }, options)).rejects.toThrow(
      '"dayVm" is given, but the formula has no such variable; did you mean "dayVms"?',
    );
  });

  it("have a break-even: 18 by day cost less than 8 always on, and 19 cost more", async () => {
    const between = ["formula", "always-on"] as const;
    const question = { over: PATH, between, metric: "cost.total", command: "breakeven" } as const;
    const { status, crossing } = await breakEven(file, {}, question);
    expect([hours(18) < 8 * 168, hours(19) > 8 * 168]).toEqual([true, true]);
    expect(status).toBe("crossing");
    expect(crossing).toMatchObject({ lessBelow: "formula", lessAbove: "always-on" });
    // A target is cut to a whole number, so the cost jumps at 19.
    const [from, to] = [Number(crossing!.from), Number(crossing!.to)];
    expect([from < 19, to >= 19, to - from < 0.1]).toEqual([true, true, true]);
  });
});
