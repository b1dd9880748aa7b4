import { describe, expect, it } from "vitest";
import { foreignParts } from "../../../src/experiment/theory/foreignParts.ts";
import { stationsOf } from "../../../src/experiment/theory/station.ts";
import type { WorldSpec } from "../../../src/model/worldSpec.ts";
import { compileWorld, loadScenario } from "../../../src/scenario/load.ts";
import { recognised, verdictOn } from "./theoryFixture.ts";

interface Parts {
  readonly arrivals?: string;
  readonly job?: string;
  readonly route?: string;
  readonly systems?: string;
  readonly time?: string;
  readonly more?: string;
}

const POISSON = "{poisson: {rate: 3.6/min}}";
const EXPONENTIAL = "service: {exponential: {mean: 1 min}}";
const OWN_POOL = "pools: {own: {vms: 4}}";

const file = ({ arrivals = POISSON, job = EXPONENTIAL, route = "own", systems = OWN_POOL, time, more }: Parts) => `
name: To be recognised
time: ${time ?? "{horizon: 10 d}"}
workloads:
  jobs: {arrivals: ${arrivals}, job: {${job}}, route: ${route}}
  ${more ?? ""}
${systems}
`;
const classic = (settings: string): Parts => ({ route: "classic", systems: `classic: {${settings}}` });
const other = (route = "own", job = EXPONENTIAL, arrivals = "{poisson: {rate: 0.1/min}}") =>
  `more: {arrivals: ${arrivals}, job: {${job}}, route: ${route}}`;

describe("what a system is taken for", () => {
  it.each<[string, string, Parts]>([
    ["M/M/4 at 90%", "a pool", {}],
    ["M/M/4 at 90%", "slots of fewer VMs", { systems: "pools: {own: {vms: 2, slotsPerVm: 2}}" }],
    ["M/M/2 at 90%", "VMs of twice the speed", { systems: "pools: {own: {vms: 2, vmSize: {cores: 1, speed: 2}}}" }],
    ["M/M/4 at 90%", "a plain fleet", classic("workers: 4, endpointConcurrency: none")],
    ["M/M/4 at 90%", "a fleet whose cap cannot bind", classic("workers: 4")],
    ["M/M/6 at 60%", "one endpoint's cap on a larger fleet", classic("workers: 50, endpointConcurrency: 6")],
    ["M/M/40 at 9%", "the default cap where no fleet is told", classic("dispatch: 0 s")],
    ["M/M/5 at 72%", "one tenant's cap", classic("workers: 8, tenantConcurrency: 5")],
    [
      "M/M/5 at 72%",
      "one tenant's cap below those of its endpoints",
      classic("workers: 90, tenantConcurrency: {jobs: 5, otherwise: none}, endpointConcurrency: 8"),
    ],
    ["M/G/∞", "a service without fleet, where maxQueued is idle", classic("endpointConcurrency: none, maxQueued: 3")],
    ["M/G/∞", "a service without fleet and caps", classic("endpointConcurrency: none")],
    ["M/M/4/7 at 90%", "a limited queue", classic("workers: 4, maxQueued: 3")],
    ["M/M/4/4 at 90%", "no queue at all", classic("workers: 4, maxQueued: 0")],
    ["M/D/4 at 90%", "constant service", { job: "service: 1 min" }],
    [
      "M/D/4 at 97.5%",
      "constant service and dispatch",
      { job: "service: 1 min", systems: "pools: {own: {vms: 4, dispatch: 5 s}}" },
    ],
    [
      "M/G/1 at 90%",
      "one server",
      {
        arrivals: "{poisson: {rate: 0.9/min}}",
        job: "service: {uniform: {min: 0 s, max: 2 min}}",
        systems: "pools: {own: {vms: 1}}",
      },
    ],
    ["M/M/4 at 92.5%", "two workloads of equal jobs", { more: other() }],
    ["M/G/4 at 91.3%", "two workloads of other jobs", { more: other("own", "service: {exponential: {mean: 30 s}}") }],
    ["M/G/4 at 97.5%", "a dispatch delay", { systems: "pools: {own: {vms: 4, dispatch: 5 s}}" }],
    [
      "M/M/4 at 90%",
      "exponential intervals",
      { arrivals: `{renewal: {interval: {exponential: {mean: ${60 / 3.6} s}}}}` },
    ],
    ["G/M/4 at 50%", "other intervals", { arrivals: "{renewal: {interval: {erlang: {mean: 30 s, stages: 3}}}}" }],
    ["M/M/4 at 90%", "a limit that is never reached", { arrivals: "{poisson: {rate: 3.6/min, limit: 100000}}" }],
    [
      "the first 500 jobs of M/M/4 at 90%, from empty",
      "a limit that ends the arrivals",
      { arrivals: "{poisson: {rate: 3.6/min, limit: 500}}", time: "{horizon: 10 d, drain: true}" },
    ],
    ["100 equal jobs at once on 4 slots", "a burst", { arrivals: "{at: [5 min], jobs: 100}", job: "service: 1 min" }],
    [
      "3 equal jobs at once on 3 slots",
      "a burst that fits",
      { arrivals: "{at: [5 min], jobs: 3}", job: "service: 1 min" },
    ],
    ["D^[100]/D/4", "a burst each hour", { arrivals: '{cron: "0 * * * *", jobs: 100}', job: "service: 1 min" }],
    ["D/D/4", "constant intervals", { arrivals: "{renewal: {interval: 30 s}}", job: "service: 1 min" }],
    [
      "100 exponential jobs at once on 4 slots",
      "a burst of exponential jobs",
      { arrivals: "{at: [0 s], jobs: 100}", time: "{horizon: 1 d, drain: true}" },
    ],
  ])("%s is %s", async (name, _what, parts) => {
    expect(await verdictOn(file(parts))).toBe(name);
  });

  it("is told of each system for itself", async () => {
    const text = file({
      more: other("classic"),
      systems: "classic: {workers: 1, endpointConcurrency: none}\npools: {own: {vms: 4}}",
    });
    const systems = await recognised(text);
    const names = Object.entries(systems).map(([system, { model }]) => [system, model?.name]);
    expect(names).toEqual([
      ["classic", "M/M/1 at 10%"],
      ["own", "M/M/4 at 90%"],
    ]);
    expect(systems.classic!.model!.expectations.map(({ metric }) => metric)).toContain("classic.wait.mean");
    expect(systems.own!.model!.expectations.map(({ metric }) => metric)).toContain("byPool.own.wait.mean");
  });
});

describe("the assumptions that fail", () => {
  const JOBS = "workload jobs: ";
  it.each<[string, readonly string[], Parts]>([
    [
      "cron",
      ["arrivals at times known beforehand are not Poisson, and with service times that vary they have no formula"],
      { arrivals: '{cron: "0 * * * *", jobs: 9}' },
    ],
    [
      "equal intervals",
      ["arrivals at times known beforehand are not Poisson, and with service times that vary they have no formula"],
      { arrivals: "{renewal: {interval: 2 min}}" },
    ],
    [
      "a daily profile",
      [`${JOBS}the rate changes with the hour, and the formulas need a constant one`],
      { arrivals: "{poisson: {rate: 1/h, profile: weekday-office-hours}}" },
    ],
    [
      "batches",
      [`${JOBS}jobs come in batches, and the formulas need them one at a time`],
      { arrivals: "{poisson: {rate: 0.1/min, batch: 10}}" },
    ],
    [
      "tasks",
      [`${JOBS}jobs are several tasks each, not one`],
      { job: `${EXPONENTIAL}, tasks: 2`, arrivals: "{poisson: {rate: 1/min}}" },
    ],
    [
      "gangs",
      [`${JOBS}jobs need several slots at once`],
      { job: `${EXPONENTIAL}, gang: 2`, arrivals: "{poisson: {rate: 1/min}}" },
    ],
    [
      "a timeout",
      [`${JOBS}jobs are cancelled when they take too long (timeout)`],
      { job: `${EXPONENTIAL}, timeout: 1 h` },
    ],
    ["a sequence", [`${JOBS}service times are taken in turn, not drawn`], { job: "service: {sequence: [30 s, 60 s]}" }],
    [
      "endless variance",
      [`service times have no finite variance, so the mean wait has no end`],
      { job: "service: {pareto: {mean: 1 min, shape: 1.5}}" },
    ],
    ["no VMs", ["it has no VMs"], { systems: "pools: {own: {vms: 0}}" }],
    [
      "overload",
      ["it is offered as much as it can do, or more: there is no steady state, waits grow as long as it runs"],
      { systems: "pools: {own: {vms: 3}}" },
    ],
    [
      "a limited queue for general service",
      [
        "its queue is limited (maxQueued), which has a formula for Poisson arrivals and exponential service times of one mean only",
      ],
      { ...classic("workers: 4, maxQueued: 3"), job: "service: 1 min" },
    ],
    [
      "workers by the hour",
      ["the number of workers changes with the time of day"],
      classic('workers: [{from: "08:00", workers: 9}, {from: "20:00", workers: 5}]'),
    ],
    [
      "observed waits",
      ["its waits are drawn from observedWait: no queue is simulated that a formula could be about"],
      classic("observedWait: 5 min, endpointConcurrency: none"),
    ],
    [
      "a fleet whose speed varies",
      ["the fleet's speed varies from job to job"],
      classic("workers: 9, speed: {uniform: {min: 0.9, max: 1.1}}"),
    ],
    [
      "caps of several endpoints",
      ["the cap of 3 on endpoint jobs can bind"],
      { ...classic("workers: 9, endpointConcurrency: {jobs: 3, otherwise: none}"), more: other("classic") },
    ],
    [
      "priorities",
      ["jobs of higher priority go first, where the formulas serve in order of arrival"],
      { systems: "pools: {own: {vms: 4, queue: priority}}", more: other("own", `${EXPONENTIAL}, priority: 1`) },
    ],
    [
      "mixed arrivals",
      ["workload more: arrivals by cron are not Poisson"],
      { more: other("own", EXPONENTIAL, '{cron: "0 * * * *", jobs: 9}') },
    ],
    [
      "a limit and intervals of another kind",
      [
        "a source stops after 500 jobs, which has a formula for M/M/c alone: one workload, Poisson arrivals, exponential service",
      ],
      {
        arrivals: "{renewal: {interval: {erlang: {mean: 30 s, stages: 2}}, limit: 500}}",
        time: "{horizon: 1 d, drain: true}",
      },
    ],
    [
      "a limit that the run may not reach the end of",
      ["the run can end before all of its 500 jobs have (longer horizon and drain: true help)"],
      { arrivals: "{poisson: {rate: 3.6/min, limit: 500}}", time: "{horizon: 1 d}" },
    ],
    [
      "a limit and VMs that are not there yet",
      ["VMs take time to be ready, and the first jobs wait for them"],
      {
        arrivals: "{poisson: {rate: 3.6/min, limit: 500}}",
        time: "{horizon: 1 d, drain: true}",
        systems: "pools: {own: {vms: 4, provisioning: 1 min}}",
      },
    ],
    [
      "a limit after a warm-up",
      ["a source stops after 500 jobs, and the warm-up leaves the first of them out"],
      { arrivals: "{poisson: {rate: 3.6/min, limit: 500}}", time: "{warmUp: 1 h, horizon: 1 d, drain: true}" },
    ],
    [
      "VMs ready at random, under a timetable",
      ["the time that VMs take to be ready varies"],
      {
        arrivals: "{at: [0 s], jobs: 9}",
        job: "service: 1 min",
        systems: "pools: {own: {vms: 2, provisioning: {exponential: {mean: 1 min}}}}",
      },
    ],
  ])("with %s are told", async (_what, departures, parts) => {
    expect(await verdictOn(file(parts))).toEqual(departures);
  });

  it("are told all, and of many workloads in one line", async () => {
    const background =
      "background: {offices: {tenants: 50, arrivals: {poisson: {rate: 1/h, batch: 3}}, job: {service: 1 min}}}";
    const parts = {
      ...classic(`workers: 99, endpointConcurrency: none, ${background}`),
      arrivals: '{cron: "0 * * * *"}',
      job: `${EXPONENTIAL}, timeout: 1 h`,
    };
    expect(await verdictOn(file(parts))).toEqual([
      `${JOBS}jobs are cancelled when they take too long (timeout)`,
      `${JOBS}arrivals by cron are not Poisson`,
      "50 workloads (offices-1, offices-2, offices-3, ...): jobs come in batches, and the formulas need them one at a time",
    ]);
  });
});

describe("a part of the model that the formulas do not know", () => {
  const added = async (change: (spec: WorldSpec) => object): Promise<readonly string[]> => {
    const scenario = await loadScenario("scenarios/mm8.yaml", {
      set: ["pools.own.vms=9", "workloads.customers.route=own", "classic=null"],
    });
    const spec = await compileWorld(scenario.alternatives[0]!, scenario);
    const grown = { ...spec, ...change(spec) } as WorldSpec;
    return foreignParts(grown, stationsOf(grown)[0]!);
  };
  const pool = (more: object) => (spec: WorldSpec) => ({ pools: spec.pools.map((each) => ({ ...each, ...more })) });

  it.each<[readonly string[], (spec: WorldSpec) => object]>([
    [["VMs break down"], pool({ breakdown: { mtbf: { mean: 5, variance: 25 } } })],
    [['the formulas know nothing of "weather"'], () => ({ weather: "rain" })],
    [[], pool({ preempt: "none", lowPriority: { vms: 0 }, billingPlan: "gold", resizeTimeout: 9 })],
    [[], () => ({ storage: new Map(), account: null })],
  ])("is told as %o", async (told, change) => {
    expect(await added(change)).toEqual(told);
  });
});
