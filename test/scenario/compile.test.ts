import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Distribution, Variate } from "../../src/engine/distribution.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/engine/time.ts";
import type { ArrivalSpec } from "../../src/model/workload/workloadSpec.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";
import { compileWorld, type LoadOptions, loadScenario, validateScenario } from "../../src/scenario/load.ts";
import { load, scratch, TEN_LINES } from "./scratchFiles.ts";

async function worlds(text: string, options: LoadOptions = {}): Promise<readonly WorldSpec[]> {
  const scenario = await load(text, options);
  return Promise.all(scenario.alternatives.map((alternative) => compileWorld(alternative, scenario)));
}

async function world(text: string, options: LoadOptions = {}): Promise<WorldSpec> {
  return (await worlds(text, options))[0]!;
}

function distribution(variate: Variate | undefined): Distribution {
  if (variate === undefined || "sequence" in variate) throw new Error("expected a distribution");
  return variate;
}

const one = (arrivals: string, job = "service: 1 s"): string =>
  `workloads: {w: {arrivals: ${arrivals}, job: {${job}}}}\n`;

describe("the ten-line scenario", () => {
  it("becomes a world with a classic service and one with a pool, on the same jobs", async () => {
    const [classic, pools] = await worlds(TEN_LINES);
    expect(classic?.pools).toEqual([]);
    expect(classic?.workloads[0]?.route).toEqual({ kind: "fixed", target: null });
    expect(classic?.classic?.fleet.kind).toBe("observedWait");
    expect(pools?.workloads[0]).toMatchObject({
      name: "nightly",
      tenant: "nightly",
      endpoint: "nightly",
      background: false,
      route: { kind: "fixed", target: "scoring" },
    });
    expect(pools?.workloads[0]?.job).toMatchObject({ priority: 0, deadline: { within: 4 * HOUR }, timeout: null });
    expect(pools?.pools[0]).toMatchObject({
      name: "scoring",
      vms: 32,
      slotsPerVm: 1,
      speed: 1,
      pricePerHour: null,
      queue: "fifo",
      fill: "pack",
      reuse: "mostRecentlyIdle",
      backfill: "none",
      billing: "fromReady",
    });
    for (const spec of [classic, pools]) {
      expect(spec).toMatchObject({
        seed: 1,
        startEpochMs: Date.UTC(2026, 2, 2),
        warmUp: 0,
        horizon: 7 * DAY,
        drain: false,
        exactQuantiles: false,
        percents: [],
      });
      expect(distribution(spec?.workloads[0]?.job.service).mean).toBe(90 * SECOND);
    }
  });

  it("adds no delay that it was not told", async () => {
    const [, pools] = await worlds(TEN_LINES);
    const pool = pools?.pools[0];
    for (const delay of [pool?.provisioning, pool?.startTask, pool?.dispatch, pool?.deprovisioning]) {
      expect(distribution(delay)).toMatchObject({ mean: 0, variance: 0 });
    }
  });
});

describe("random values", () => {
  // Means by each distribution's definition; for the lognormal by quantiles, median exp(sigma^2 / 2) with sigma = ln(p95 / median) / 1.6448536.
  it.each([
    ["90 s", 90],
    ["{exponential: {mean: 90 s}}", 90],
    ["{lognormal: {mean: 90 s, cv: 0.6}}", 90],
    ["{lognormal: {median: 4 min, p95: 12 min}}", 240 * Math.exp((Math.log(3) / 1.6448536269514722) ** 2 / 2)],
    ["{gamma: {mean: 90 s, cv: 0.6}}", 90],
    ["{erlang: {mean: 90 s, stages: 3}}", 90],
    ["{weibull: {mean: 90 s, shape: 1.5}}", 90],
    ["{uniform: {min: 10 s, max: 2 min}}", 65],
    ["{hyperexponential: {mean: 90 s, cv: 2}}", 90],
    ["{pareto: {mean: 90 s, shape: 2.5}}", 90],
    ["{empirical: [1 s, 2 s, 6 s]}", 3],
    ["{mixture: [{weight: 3, of: 1 s}, {weight: 1, of: {exponential: {mean: 9 s}}}]}", 3],
  ])("have their mean in ticks: %s", async (service, seconds) => {
    const { workloads } = await world(one("{at: [0 s]}", `service: ${service}`));
    expect(distribution(workloads[0]?.job.service).mean / SECOND).toBeCloseTo(seconds, 6);
  });

  it.each([
    ["3", 3],
    ["{geometric: {mean: 10}}", 10],
    ["{poisson: {mean: 4}}", 4],
    ["{uniform: {min: 1, max: 4}}", 2.5],
    ["{empirical: [1, 1, 4]}", 2],
  ])("are counts where counts are meant: %s", async (tasks, mean) => {
    const { workloads } = await world(one("{at: [0 s]}", `service: 1 s, tasks: ${tasks}`));
    const counts = distribution(workloads[0]?.job.tasks);
    expect(counts.mean).toBeCloseTo(mean, 9);
    for (const u of [0.01, 0.3, 0.62, 0.99]) expect(Number.isInteger(counts.quantile(u))).toBe(true);
  });

  it("are taken in turn from a sequence", async () => {
    const { workloads } = await world(one("{at: [0 s]}", "service: {sequence: [3 s, 1 min]}"));
    expect(workloads[0]?.job.service).toEqual({ sequence: [3 * SECOND, MINUTE] });
  });

  it("come from a column of a file beside the scenario", async () => {
    const folder = scratch({
      "values.csv": "id,run time\n1,1.5\n2,\n3,4.5\n",
      "scenario.yaml": one("{at: [0 s]}", "service: {empirical: {csv: values.csv, column: run time, unit: min}}"),
    });
    const scenario = await loadScenario(path.join(folder, "scenario.yaml"));
    const { workloads } = await compileWorld(scenario.alternatives[0]!, scenario);
    expect(distribution(workloads[0]?.job.service).mean).toBe(3 * MINUTE);
    const wrong = await loadScenario(path.join(folder, "scenario.yaml"), {
      set: ["workloads.w.job.service.empirical.column=runtime"],
    });
    await expect(validateScenario(wrong)).rejects.toThrow(
      /values\.csv:1: no column "runtime"; did you mean "run time"\?/,
    );
  });
});

describe("arrivals", () => {
  async function arrivals(text: string, more = ""): Promise<ArrivalSpec> {
    return (await world(one(text) + more)).workloads[0]!.arrivals;
  }

  it("at times are in order", async () => {
    expect(await arrivals("{at: [20 s, 10 s], batch: 3, limit: 4}")).toMatchObject({
      kind: "at",
      times: [10 * SECOND, 20 * SECOND],
      limit: 4,
      batch: { mean: 3 },
    });
  });

  it("of a Poisson process have a rate a tick, and a profile of mean 1 whose weekend is quiet", async () => {
    const spec = await arrivals(
      "{poisson: {rate: 36/h, profile: weekday-office-hours, batch: {geometric: {mean: 2}}}}",
    );
    if (spec.kind !== "poisson" || spec.profile === null) throw new Error("expected a profile");
    expect(spec.rate).toBeCloseTo(1e-8, 20);
    expect(spec.limit).toBe(Number.POSITIVE_INFINITY);
    expect(spec.profile).toHaveLength(168);
    expect(spec.profile.reduce((sum, weight) => sum + weight, 0) / 168).toBeCloseTo(1, 12);
    // 50 office hours weigh 1, the other 118 a twentieth.
    expect(spec.profile[9]).toBeCloseTo(168 / (50 + 118 * 0.05), 12);
    expect(spec.profile[5 * 24 + 9]).toBeCloseTo((0.05 * 168) / (50 + 118 * 0.05), 12);
  });

  it("of a cron fire by the calendar in UTC, at the start if that matches", async () => {
    const spec = await arrivals('{cron: "30 1 * * *", jobs: 7}', "time: {start: 2026-03-02T01:30:00Z}\n");
    if (spec.kind !== "cron") throw new Error("expected a cron");
    expect(spec.nextAt(0)).toBe(0);
    expect(spec.nextAt(1)).toBe(DAY);
    expect(spec.nextAt(DAY)).toBe(DAY);
    expect(spec.nextAt(DAY + 1)).toBe(2 * DAY);
    expect(distribution(spec.batch).mean).toBe(7);
  });

  it("of a stream are whole numbers wherever the rates are usual ones, and its start-up is the job's service", async () => {
    const { workloads } = await world(
      one(
        '{stream: {devices: 3, modelsPerDevice: 5, eventRate: 2.5/h, profile: office-hours, throughputUnits: 2, eventSize: 2 KB, excess: drop, lag: 10 s, cron: "0 * * * *", sensorsPerJob: 4, startUp: 30 s, rowTime: 5 ms, submitter: {delay: 2 min, rate: 4/s}, overlap: skip, limit: 9}}',
        "gang: 2",
      ),
    );
    const { arrivals: spec, job } = workloads[0]!;
    if (spec.kind !== "stream") throw new Error("expected a stream");
    expect(spec.flow).toMatchObject({
      sensors: 15,
      microEventsPerDay: 60_000_000n,
      capacity: { units: 2, eventBytes: 2000 },
      excess: "drop",
    });
    expect([7, 8, 17, 18].map((hour) => spec.flow.microWeights![hour])).toEqual([
      50_000n,
      1_000_000n,
      1_000_000n,
      50_000n,
    ]);
    expect(spec).toMatchObject({ window: 5 * SECOND, lag: 10 * SECOND, sensorsPerJob: 4, overlap: "skip", limit: 9 });
    expect([distribution(spec.rowTime).mean, distribution(spec.submitter.delay).mean]).toEqual([5000, 2 * MINUTE]);
    expect(spec.submitter.gap).toBe(SECOND / 4);
    expect(distribution(spec.batch).mean).toBe(4);
    expect([distribution(job.service).mean, distribution(job.gang).mean]).toEqual([30 * SECOND, 2]);
  });

  it.each([
    ["eventRate: 0/h", /stream\.eventRate: must be above 0/],
    ["eventRate: 1/h, window: 0 s", /stream\.window: must be above 0/],
    ["eventRate: 1/h, submitter: {rate: 0/h}", /stream\.submitter\.rate: must be above 0/],
    ["eventRate: 1/h, devices: 30000000", /stream\.sensorsPerJob: is about 30,000,000 jobs at one instant/],
    ["eventRate: 1000000/s, devices: 100000000", /stream\.eventRate: makes more readings than can be counted/],
  ])("of a stream with %s are refused", async (words, message) => {
    const devices = words.includes("devices") ? "" : "devices: 3, ";
    const stream = `{stream: {${devices}${words}, cron: "0 * * * *", startUp: 1 s, rowTime: 1 ms}}`;
    await expect(world(one(stream, "gang: 1"))).rejects.toThrow(message);
  });

  it.each([
    ["0 * * * *", 1, HOUR],
    ["*/15 * * * *", HOUR + 1, HOUR + 15 * MINUTE],
    // From Monday the 2nd of March 2026: the first Sunday is the 8th, the next 29th of February is in 2028.
    ["0 0 * * 0", 0, 6 * DAY],
    ["0 0 29 2 *", 0, (Date.UTC(2028, 1, 29) - Date.UTC(2026, 2, 2)) * 1000],
    ["30 0 0 * * *", 0, 30 * SECOND],
  ])("of the cron %s after %i fire next at %i", async (cron, from, next) => {
    const spec = await arrivals(`{cron: "${cron}"}`);
    expect(spec.kind === "cron" && spec.nextAt(from)).toBe(next);
  });

  it("that would never come or never end are refused", async () => {
    await expect(arrivals('{cron: "0 0 30 2 *"}')).rejects.toThrow(/arrivals\.cron: "0 0 30 2 \*" never fires/);
    await expect(arrivals("{renewal: {interval: 0 s}}")).rejects.toThrow(/interval: must be above 0/);
    await expect(arrivals("{poisson: {rate: 0/h}}")).rejects.toThrow(/rate: must be above 0/);
  });
});

describe("traces", () => {
  const CSV = "when,took,gpus,who\n2026-03-02 00:00:10,60,2,a\n2026-03-02 00:00:05,30,1,b\n";
  const TRACED = `workloads: {w: {arrivals: {trace: {file: x.csv.gz, columns: {submit: when, duration: took, slots: gpus, tenant: who}}}, job: {priority: 1}, route: {byTenant: {a: p}, otherwise: classic}}}
pools: {p: {vms: 2}}
classic: {workers: 2}
alternatives: {one: {}, two: {pools: {p: {vms: 3}}}}
`;

  it("are read once for all alternatives, relative to the scenario file", async () => {
    const folder = scratch({ "scenario.yaml": TRACED, "x.csv.gz": gzipSync(CSV) });
    const scenario = await loadScenario(path.join(folder, "scenario.yaml"));
    const specs = await Promise.all(scenario.alternatives.map((alternative) => compileWorld(alternative, scenario)));
    const [first, second] = specs.map(({ workloads }) => workloads[0]!.arrivals);
    if (first?.kind !== "trace" || second?.kind !== "trace") throw new Error("expected traces");
    expect(second.jobs).toBe(first.jobs);
    expect([...first.jobs.submit.subarray(0, 2)]).toEqual([5 * SECOND, 10 * SECOND]);
    expect([...first.jobs.slots.subarray(0, 2)]).toEqual([1, 2]);
    expect(specs[0]?.workloads[0]?.route).toEqual({
      kind: "byTenant",
      targets: new Map([["a", "p"]]),
      otherwise: null,
    });
  });

  it("are found beside the scenario when an option names them, and missing ones are refused at their name", async () => {
    const folder = scratch({ "scenario.yaml": TRACED, "y.csv": CSV });
    const found = await loadScenario(path.join(folder, "scenario.yaml"), {
      set: ["workloads.w.arrivals.trace.file=y.csv"],
    });
    await expect(validateScenario(found)).resolves.toEqual([]);
    const missing = await loadScenario(path.join(folder, "scenario.yaml"));
    await expect(validateScenario(missing)).rejects.toThrow(
      /scenario\.yaml:1:42 {2}workloads\.w\.arrivals\.trace\.file: no such file; it is looked for at .*x\.csv\.gz\n/,
    );
  });
});

describe("the classic service", () => {
  it("has a timetable, caps by name and other tenants' workloads, each with its own endpoint", async () => {
    const spec = await world(`${one("{at: [0 s]}")}classic:
  workers: [{from: "00:00", workers: 3}, {from: "08:30", workers: 5}]
  endpointConcurrency: {w: 2, otherwise: none}
  maxQueued: 4
  speed: {uniform: {min: 0.5, max: 1.5}}
  background: {office: {tenants: 3, arrivals: {poisson: {rate: 2/min}}, job: {service: 1 s, gang: 2}}, lone: {arrivals: {at: [0 s]}, job: {service: 1 s}}}
`);
    expect(spec.classic).toMatchObject({
      fleet: {
        kind: "workers",
        timetable: [
          { from: 0, workers: 3 },
          { from: 8.5 * HOUR, workers: 5 },
        ],
      },
      endpointConcurrency: { byName: new Map([["w", 2]]), otherwise: Number.POSITIVE_INFINITY },
      tenantConcurrency: { byName: new Map(), otherwise: Number.POSITIVE_INFINITY },
      maxQueued: 4,
      speed: { mean: 1 },
    });
    expect(
      spec.workloads.map(({ name, tenant, endpoint, background }) => [name, tenant, endpoint, background]),
    ).toEqual([
      ["w", "w", "w", false],
      ["office-1", "office-1", "office-1", true],
      ["office-2", "office-2", "office-2", true],
      ["office-3", "office-3", "office-3", true],
      ["lone", "lone", "lone", true],
    ]);
  });

  it("holds nobody up where it is not told, and is not there where nobody goes", async () => {
    expect((await world(one("{at: [0 s]}"))).classic?.fleet).toEqual({ kind: "unlimited" });
    const pooled = one("{at: [0 s]}").replace("}}\n", ", route: p}}\n");
    expect((await world(`${pooled}pools: {p: {vms: 1}}\n`)).classic).toBeNull();
  });

  it("refuses a background workload that takes a name which is there", async () => {
    const text = `${one("{at: [0 s]}")}classic: {background: {w: {arrivals: {at: [0 s]}, job: {service: 1 s}}}}\n`;
    await expect(world(text)).rejects.toThrow(
      /classic\.background\.w: makes a workload named "w", which is there already/,
    );
  });
});

describe("pools and jobs", () => {
  it("have sizes by name or in place, and prices in micro-dollars an hour", async () => {
    const { pools } = await world(`${one("{at: [0 s]}")}vmSizes: {d2: {cores: 2, speed: 1.5, price: 0.14 USD/h}}
pools:
  a: {vms: 1, vmSize: d2, slotsPerVm: 8}
  b: {vms: 2, vmSize: {price: 2.4 USD/d}, startTask: 30 s, deprovisioning: 0 s, queue: priority, fill: spread, reuse: longestIdle, backfill: firstFit, billing: fromAllocation}
`);
    expect(pools[0]).toMatchObject({ name: "a", speed: 1.5, pricePerHour: 140_000, slotsPerVm: 8 });
    expect(pools[1]).toMatchObject({
      speed: 1,
      pricePerHour: 100_000,
      queue: "priority",
      fill: "spread",
      reuse: "longestIdle",
      backfill: "firstFit",
      billing: "fromAllocation",
    });
    expect(distribution(pools[1]?.startTask).mean).toBe(30 * SECOND);
  });

  it("have deadlines by time of day, timeouts and gangs", async () => {
    const { workloads } = await world(
      one("{at: [0 s]}", 'service: 1 s, gang: 4, priority: -3, deadline: {by: "06:00"}, timeout: 2 h'),
    );
    expect(workloads[0]?.job).toMatchObject({
      gang: { mean: 4 },
      tasks: { mean: 1 },
      priority: -3,
      deadline: { byTimeOfDay: 6 * HOUR },
      timeout: 2 * HOUR,
    });
  });

  it("ask the model for the percentiles of the objectives, and for exact quantiles", async () => {
    const spec = await world(
      `${one("{at: [0 s]}")}quantiles: exact\nobjectives: ["wait.p97.5 <= 1 min", "latency.p95 <= 1 min"]\n`,
    );
    expect(spec.percents).toEqual([97.5, 95]);
    expect(spec.exactQuantiles).toBe(true);
  });

  it("are refused where the clock cannot hold the whole of the time", async () => {
    const text = `${one("{at: [0 s]}")}time: {warmUp: 60000 d, horizon: 60000 d}\n`;
    await expect(world(text)).rejects.toThrow(
      /time\.horizon: and the warm-up together are longer than the simulated clock can hold/,
    );
  });
});

describe("caps", () => {
  // The service's own cap is 40 jobs an endpoint; it has none for tenants.
  it.each([
    ["", 40, Number.POSITIVE_INFINITY],
    ["endpointConcurrency: {w: 5}, tenantConcurrency: {w: 5}", 40, Number.POSITIVE_INFINITY],
    ["endpointConcurrency: {w: 5, otherwise: 7}, tenantConcurrency: {w: 5, otherwise: 7}", 7, 7],
    ["endpointConcurrency: {w: 5, otherwise: none}", Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ["endpointConcurrency: none, tenantConcurrency: 3", Number.POSITIVE_INFINITY, 3],
  ])("that {%s} does not name are the default's", async (caps, endpoint, tenant) => {
    const { classic } = await world(`${one("{at: [0 s]}", "service: 1 s")}classic: {${caps}}\n`);
    expect(classic?.endpointConcurrency.otherwise).toBe(endpoint);
    expect(classic?.tenantConcurrency.otherwise).toBe(tenant);
    expect(classic?.endpointConcurrency.byName.get("w")).toBe(caps.includes("{w: 5") ? 5 : undefined);
  });
});
