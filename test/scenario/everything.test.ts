import { describe, expect, it } from "vitest";
import { type LoadedScenario, ScenarioError, validateScenario } from "../../src/scenario/load.ts";
import { showScenario } from "../../src/scenario/show.ts";
import { headlines, load, TEN_LINES } from "./scratchFiles.ts";

/** Every part of the format at once. */
const EVERYTHING = `# yaml-language-server: $schema=./scenario.schema.json
name: Hourly scoring of 1,000 sensors
seed: 2026
time: {start: 2026-03-02T00:00:00Z, warmUp: 1 d, horizon: 7 d, drain: false}
replications: {min: 10, max: 200, metric: latency.p95, relativeHalfWidth: 5%}
workloads:
  scoring:
    tenant: contoso
    endpoint: scoring
    arrivals: {cron: "0 * * * *", jobs: 1000}
    job:
      tasks: 1
      gang: 1
      service: {lognormal: {mean: 45 s, cv: 0.6}}
      priority: 0
      input: 600 KB
      output: 40 KB
      deadline: 1 h
      timeout: none
      failure: {probability: 0, maxRetries: 0}
      checkpointEvery: none
    store: blob
    route: nightly
  sensors:
    arrivals: {stream: {devices: 1000, eventRate: 2/min, profile: office-hours, throughputUnits: 2, excess: drop, window: 5 s, lag: 10 s, cron: "0 * * * *", sensorsPerJob: 10, startUp: 30 s, rowTime: {exponential: {mean: 5 ms}}, submitter: {delay: 2 min, rate: 1/s}, overlap: skip}}
    job: {deadline: {by: "06:00"}, input: {size: 600 KB, object: shared-file}}
    store: blob
    route: {anyOf: [nightly, formula]}
  overflowing:
    arrivals: {poisson: {rate: 30/h, profile: weekday-office-hours, batch: {geometric: {mean: 10}}, limit: 5}}
    job: {service: {mixture: [{weight: 3, of: 1 s}, {weight: 1, of: {exponential: {mean: 9 s}}}]}, tasks: {poisson: {mean: 4}}}
    route: {pool: nightly, overflowTo: classic, whenQueueLongerThan: 50}
classic:
  workers: [{from: "08:00", workers: 100}, {from: "18:00", workers: 200}]
  endpointConcurrency: 40
  tenantConcurrency: none
  maxQueued: none
  dispatch: {uniform: {min: 2 s, max: 5 s}}
  billingPlan: studio-s1
  background: {offices: {tenants: 50, arrivals: {renewal: {interval: 1 h}}, job: {service: 1 s}}}
account: {maxPools: 2, maxVmsPerPool: 32, quotaIncrease: [{at: 2 d, maxVmsPerPool: 64, takes: 1 d}]}
vmSizes: {small: {cores: 2, speed: 1, price: 0.14 USD/h}}
pools:
  nightly:
    vms: 20
    vmSize: small
    slotsPerVm: 1
    billingPlan: studio-s1
    provisioning: {lognormal: {median: 4 min, p95: 12 min}}
    startTask: {pull: 2 GiB, from: images}
    deprovisioning: 60 s
    dispatch: {uniform: {min: 2 s, max: 5 s}}
    scaling:
      operations: [{at: 0 s, create: 16}, {at: 0 s, create: {vms: 16, billingPlan: other}}, {cron: "45 0 * * *", resize: 16}, {whenAllDone: {poll: 1 min}, resize: 0}, {at: 24 h, delete: true}]
    queue: priority
    fill: pack
    reuse: mostRecentlyIdle
    preempt: resume
    backfill: easy
    deallocation: requeue
    resizeTimeout: 15 min
    billing: fromReady
    lowPriority: {vms: 2, lifetime: {exponential: {mean: 20 h}}, discount: 80%}
    allocationFailure: {probability: 0.1, retryDelay: 1 min}
    breakdown: {mtbf: 100 d, while: ready}
  formula:
    scaling: {autoscale: {formula: "maxVms = 3; $TargetDedicatedNodes = maxVms;", interval: 5 min, with: {maxVms: 25}}}
storage:
  blob: {bandwidth: 50 Gbit/s, perClient: 60 MB/s, latency: 20 ms}
  images: {preset: registry}
  server: {preset: nfs, disks: 4, disk: P30, vmLimit: 8 Gbit/s, price: 12 USD/d}
billingPlans: {studio-s1: {price: 3.23 USD/d, period: 30 d, includedHours: 25, includedTransactions: 100000, overageHour: 2 USD, overage1000: 0.5 USD}, other: {overageHour: 3 USD}}
objectives: ["latency.p95 <= 45 min", "deadlines.missed <= 1%", "byWorkload.scoring.wait.mean <= 10 min", "cost.total <= 9 USD"]
baseline: classic
alternatives:
  classic: {workloads: {scoring: {route: classic}, sensors: {route: classic}, overflowing: {route: classic}}, pools: null}
  always-on: {}
  on-demand: {pools: {nightly: {scaling: {onDemand: {max: 24, idleTimeout: 2 min}}}}}
sweep: {pools.nightly.vms: [16, 20, 24], classic.workers: {from: 100, to: 300, step: 100}}
plan: {minimise: cost.total, choose: {pools.nightly.vms: {from: 1, to: 48}}, confidence: 95%}
`;

async function refusedParts(scenario: LoadedScenario): Promise<readonly string[]> {
  try {
    await validateScenario(scenario);
  } catch (error) {
    if (error instanceof ScenarioError)
      return headlines(error.message).map((line) => line.replace(/^.*?\.yaml:\d+:\d+ {2}/, ""));
    throw error;
  }
  return [];
}

describe("the whole format", () => {
  it("is known to the schema, and shown as it is loaded", async () => {
    const scenario = await load(EVERYTHING);
    expect(scenario.alternatives.map(({ name }) => name)).toEqual(["classic", "always-on", "on-demand"]);
    expect((await load(showScenario(scenario))).hash).toBe(scenario.hash);
  });

  it("is simulated, every part of it", async () => {
    expect(await refusedParts(await load(EVERYTHING))).toEqual([]);
  });

  it.each([
    ["lowPriority: {vms: 0}"],
    ["allocationFailure: {probability: 0%}"],
    ["breakdown: {mtbf: none}"],
    ["preempt: none"],
    ["deallocation: terminate, resizeTimeout: 30 min"],
  ])("is let through where it changes nothing: %s", async (inert) => {
    expect(await refusedParts(await load(TEN_LINES.replace("vms: 32", `vms: 32, ${inert}`)))).toEqual([]);
  });

  it.each([["failure: {probability: 0}"], ["checkpointEvery: none"], ["input: 0 B"]])(
    "is let through where it changes nothing: %s",
    async (inert) => {
      expect(await refusedParts(await load(TEN_LINES.replace("deadline: 4 h", inert)))).toEqual([]);
    },
  );
});
