import { describe, expect, it } from "vitest";
import { recognised, verdictOn } from "./theoryFixture.ts";

const file = (
  scaling: string,
  pool = "provisioning: {exponential: {mean: 2 min}}",
  arrivals = "{poisson: {rate: 0.5/min}}",
) => `
name: A pool on demand
time: {horizon: 10 d}
workloads:
  jobs: {arrivals: ${arrivals}, job: {service: {exponential: {mean: 1 min}}}, route: own}
pools: {own: {${pool}, scaling: {${scaling}}}}
`;

describe("a pool on demand beside theory", () => {
  it("of one VM that goes at once is M/M/1 with setup: a setup more than M/M/1, on while it works", async () => {
    const { own } = await recognised(file("onDemand: {max: 1, idleTimeout: 0 s}"));
    expect(own!.model?.name).toBe("M/M/1/setup at 50%");
    const theory = Object.fromEntries(own!.model!.expectations.map(({ metric, theory: value }) => [metric, value]));
    // M/M/1 at 50% waits 1 min, and a setup of 2 min on average (Welch 1964); working half of the time, and of the rest it is off
    // for 2 min until a job comes and 2 min in setup.
    expect(theory["wait.mean"]).toBeCloseTo(180, 6);
    expect(theory["latency.mean"]).toBeCloseTo(240, 6);
    expect(theory["queue.mean"]).toBeCloseTo(1.5, 8);
    expect(theory["byPool.own.vms.mean"]).toBeCloseTo(0.5, 8);
    expect(theory["byPool.own.vms.provisioning"]).toBeCloseTo(0.25, 8);
  });

  it("of several VMs with idle timers is the same queue with more servers", async () => {
    const scaling = "onDemand: {min: 1, max: 4, idleTimeout: {exponential: {mean: 3 min}}}";
    expect(await verdictOn(file(scaling))).toBe("M/M/4/setup at 12.5%");
  });

  it.each([
    [
      "the time until a VM is ready is not exponential (one of its two parts, the other 0)",
      file("onDemand: {max: 2}", "provisioning: 2 min"),
    ],
    ["the idle timeout is neither exponential nor 0", file("onDemand: {max: 2, idleTimeout: 2 min}")],
    [
      "VMs that nobody waits for any more are not cancelled",
      file("onDemand: {max: 2, idleTimeout: 0 s, cancelSurplus: false}"),
    ],
    [
      "its VMs come and go, which has a formula for Poisson arrivals only",
      file("onDemand: {max: 2, idleTimeout: 0 s}", undefined, "{at: [10 s]}"),
    ],
    ["its VMs come and go by operations", file("operations: [{at: 0 s, create: 3}]")],
  ])("is not where %s", async (departure, text) => {
    expect(await verdictOn(text)).toContain(departure);
  });
});
