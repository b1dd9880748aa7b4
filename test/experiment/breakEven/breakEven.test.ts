import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { breakEven } from "../../../src/experiment/breakEven/breakEven.ts";
import type { BreakEvenOptions } from "../../../src/experiment/breakEven/question.ts";
import type { LoadOptions } from "../../../src/scenario/load.ts";

/**
 * Two VMs that are always on, at 0.14 an hour each, against 0.56 for each hour that jobs run: equal where the VMs' utilisation is the
 * ratio of the prices, a quarter.
 */
const PRICES = 0.14 / 0.56;
const SERVICE_HOURS = 0.1;
const EXACT = (PRICES * 2) / SERVICE_HOURS;
const scenario = (arrivals: string, service: string) => `name: Always on or by the hour
seed: 7
time: {horizon: 10 d}
workloads: {jobs: {arrivals: ${arrivals}, job: {service: ${service}}}}
classic: {billingPlan: by-hour}
billingPlans: {by-hour: {overageHour: 0.56 USD}}
pools: {own: {vms: 2, vmSize: {price: 0.14 USD/h}}}
alternatives:
  by-hour: {pools: null}
  always-on: {workloads: {jobs: {route: own}}}
`;

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-break-even-"));
  writeFileSync(join(home, "regular.yaml"), scenario("{renewal: {interval: 10 min}}", "6 min"));
  writeFileSync(join(home, "random.yaml"), scenario("{poisson: {rate: 10/h}}", "{exponential: {mean: 6 min}}"));
});
afterAll(() => rmSync(home, { recursive: true }));

const RATE = "workloads.jobs.arrivals.poisson.rate";
function ask(file: string, over: string, options: Partial<BreakEvenOptions> = {}, load: LoadOptions = {}) {
  const between = ["by-hour", "always-on"] as const;
  const all = { over, between, metric: "cost.total", command: "breakeven", ...options };
  return breakEven(join(home, file), load, all);
}
const number = (value: number | string | null): number => Number.parseFloat(String(value));

describe("break-even", () => {
  it("of always-on and by the hour is where utilisation is the ratio of the prices", async () => {
    const { status, crossing, scenario: studied } = await ask("random.yaml", RATE, {}, { replications: 20 });
    expect(status).toBe("crossing");
    expect(studied.replications).toBe(20);
    expect(crossing).toMatchObject({ lessBelow: "by-hour", lessAbove: "always-on" });
    // Hours worked in 240 h: the sum of N exponentials of 0.1 h, N Poisson; the variance of their mean rate over 20 replications, seen
    // as a rate of jobs, is 2 EXACT / (20 x 240 h), its deviation 0.046/h. Five and a half of them, for 1e-7 and less of false alarms.
    const deviation = Math.sqrt((2 * EXACT) / (20 * 240));
    expect(Math.abs(number(crossing!.value) - EXACT)).toBeLessThan(5.5 * deviation);
    const [low, high] = [number(crossing!.low), number(crossing!.high)];
    expect(low).toBeLessThan(number(crossing!.value));
    expect(high).toBeGreaterThan(number(crossing!.value));
    // Student's interval of 20 is +-2.09 deviations, the sample's own deviation within a factor of 2 of the true one.
    expect((high - low) / (2 * 2.09 * deviation)).toBeGreaterThan(0.4);
    expect((high - low) / (2 * 2.09 * deviation)).toBeLessThan(2);
  });

  it("without chance is exact: a price, and a whole number of VMs", async () => {
    // 6 jobs an hour of 0.1 h: 0.6 h of work an hour, less what is cut at the end of 240 h (none: the last job ends before it).
    const price = await ask("regular.yaml", "pools.own.vmSize.price");
    // The renewal starts after an interval: jobs at 10 min, 20 min ...: 1,439 before the end, 143.9 h, over 2 VMs' 480 h.
    const exact = (0.56 * 143.9) / 480;
    expect(Math.abs(number(price.crossing!.value) - exact)).toBeLessThan(2 * 1e-4 * 1.4);
    expect(String(price.crossing!.value)).toMatch(/ USD\/h$/);
    // 143.9 h x 0.56 = 80.58, a VM costs 33.60: two are cheaper, three dearer.
    const vms = await ask("regular.yaml", "pools.own.vms");
    expect(vms.crossing).toMatchObject({ value: 2, from: 2, to: 3, lessBelow: "always-on", lessAbove: "by-hour" });
  });

  it("of a VM on demand and a reserved one at half its price is the idle timeout that uses up half of the time", async () => {
    writeFileSync(
      join(home, "timeout.yaml"),
      `name: How long to wait for the next job
time: {horizon: 10 d}
workloads: {jobs: {arrivals: {renewal: {interval: 1 h}}, job: {service: 6 min}, route: own}}
pools:
  own:
    vmSize: {price: 0.28 USD/h}
    provisioning: 10 min
    billing: fromAllocation
    scaling: {onDemand: {max: 1, idleTimeout: 5 min}}
alternatives:
  on-demand: {}
  reserved: {pools: {own: {vmSize: {price: 0.14 USD/h}, scaling: {onDemand: {min: 1}}}}}
`,
    );
    const { crossing } = await ask("timeout.yaml", "pools.own.scaling.onDemand.idleTimeout", {
      between: ["on-demand", "reserved"],
    });
    // The 239 jobs of 240 h cost 10 min of start-up, 6 min of work and the timeout each: equal where 239 (16 min + t) 0.28 = 240 h 0.14.
    const exact = (240 * 60 * 0.14) / (239 * 0.28) - 16;
    expect(String(crossing!.value)).toMatch(/ (?:min|s)$/);
    const minutes = number(crossing!.value) / (String(crossing!.value).endsWith(" s") ? 60 : 1);
    // The search ends at a ten-thousandth of the range, from 0.5 to 50 min.
    expect(Math.abs(minutes - exact)).toBeLessThan(1e-4 * 49.5);
    expect(crossing).toMatchObject({ lessBelow: "on-demand", lessAbove: "reserved" });
  });

  it("of another metric is found too, and an equality from some value on is told as one", async () => {
    // One VM is busy 60% of the time by jobs that never meet: no number of VMs changes their latency.
    const same = await ask("regular.yaml", "pools.own.vms", { metric: "latency.p95" });
    expect(same).toMatchObject({ status: "equal", crossing: null });
    const metric = "latency.max";
    const { crossing, further } = await ask("regular.yaml", "pools.own.provisioning", {
      metric,
      from: "0 s",
      to: "1 h",
    });
    // A VM that is ready when the first job comes, after 10 minutes, delays nobody; then each minute is one of latency.
    expect(crossing).toMatchObject({ lessBelow: null, lessAbove: "by-hour" });
    expect(Math.abs(number(crossing!.value) - 600)).toBeLessThan(1e-4 * 3600);
    expect(further).toEqual([]);
    // Two workers of classic hold up nobody either, one does where jobs take longer than the 10 minutes between them.
    const longer = { set: ["workloads.jobs.job.service=15 min", "pools.own.vms=9"] };
    const workers = await ask("regular.yaml", "classic.workers", { metric, from: "1", to: "40" }, longer);
    expect(workers.crossing).toMatchObject({ value: 2, from: 2, to: 2, lessBelow: "always-on", lessAbove: null });
  });

  it("outside the range is an answer", async () => {
    const { status, crossing, points } = await ask(
      "random.yaml",
      RATE,
      { from: "6/h", to: "30/h" },
      { replications: 5 },
    );
    expect({ status, crossing }).toEqual({ status: "no crossing", crossing: null });
    expect(points.every(({ difference }) => difference.low! > 0)).toBe(true);
  });

  it.each<[string, string, Partial<BreakEvenOptions>, string]>([
    [
      "a path without a number",
      "workloads.jobs.route",
      {},
      "--over workloads.jobs.route: the scenario has no number there",
    ],
    [
      "a path that is misspelt",
      "pools.own.vmSize.prize",
      {},
      "--from and --to are needed; did you mean pools.own.vmSize.price?",
    ],
    ["an empty range", "pools.own.vms", { from: "5", to: "4" }, "the range from 5 to 4 is empty"],
    ["another unit", "pools.own.vms", { from: "5 min" }, '"5 min" and "20" are not of one kind'],
    ["values that the format refuses", "pools.own.slotsPerVm", { to: "1000" }, "expected a whole number from 1 to 256"],
    [
      "an alternative that is not there",
      "pools.own.vms",
      { between: ["by-hour", "alwayson"] },
      'did you mean "always-on"?',
    ],
    ["a percentile that is not measured", "pools.own.vms", { metric: "wait.p97" }, "wait.p97 is measured only where"],
  ])("refuses %s", async (_name, over, options, message) => {
    await expect(ask("regular.yaml", over, options)).rejects.toThrow(message);
  });

  it("says who has no price", async () => {
    await expect(ask("regular.yaml", "pools.own.vms", {}, { set: ["pools.own.vmSize.price=null"] })).rejects.toThrow(
      "cost.total has no value in always-on with pools.own.vms=1; give it a price",
    );
  });
});
