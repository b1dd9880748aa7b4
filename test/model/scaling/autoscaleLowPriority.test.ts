import { describe, expect, it } from "vitest";
import type { LowPrioritySpec } from "../../../src/model/pool/poolSpec.ts";
import { compileFormula } from "../../../src/model/scaling/formula/formula.ts";
import type { AutoscaleSpec } from "../../../src/model/scaling/scalingSpec.ts";
import { runWorld } from "../../../src/model/world.ts";
import type { WorldResult } from "../../../src/model/worldResult.ts";
import type { WorldSpec } from "../../../src/model/worldSpec.ts";
import { type PoolWords, pool, variate, workload, world } from "../worldFixture.ts";

const INFINITE = Number.POSITIVE_INFINITY;

function lowPriority(lifetime: number | null, vms = 0): LowPrioritySpec {
  return { vms, lifetime: lifetime === null ? null : variate(lifetime), discount: 0.8, longestRun: null };
}

/** A pool whose formula is evaluated every 100 ticks on samples of every 10 that are seen 20 later. */
function scaled(
  formula: string,
  words: PoolWords,
  whileResizing: AutoscaleSpec["whileResizing"] = "replace",
  over: Partial<WorldSpec> = {},
): WorldResult {
  const scaling: AutoscaleSpec = {
    kind: "autoscale",
    formula: compileFormula(formula),
    interval: 100,
    firstEvaluation: 0,
    samplePeriod: 10,
    sampleDelay: 20,
    missingSamples: 0,
    whileResizing,
  };
  const spec = world({ pools: [pool("p", { vms: 0, ...words, scaling })], ...over });
  return runWorld(spec, { replication: 0, jobs: true, audit: true, evaluations: true });
}

/** `[low priority, requested, ready, left]` of each VM that became ready. */
function lives({ vms }: WorldResult): readonly unknown[] {
  return vms.map((vm) => [vm.lowPriority ? "low" : "dedicated", vm.requested, vm.ready, vm.left]);
}

const FALL_BACK = `gone = max(0, $PreemptedNodeCount.GetSample(1));
low = max(0, $CurrentLowPriorityNodes.GetSample(1));
own = max(0, $CurrentDedicatedNodes.GetSample(1));
$TargetLowPriorityNodes = 2;
$TargetDedicatedNodes = gone;`;

describe("A pool whose formula asks for low-priority VMs", () => {
  // Ready 50 after the request, evicted 130 later, requested anew at once: preempted in [180, 230), [360, 410), [540, 590), ..
  it.each(["replace", "skip"] as const)(
    "has them, gets evicted ones back, and counts those that are not: %s",
    (how) => {
      const result = scaled(FALL_BACK, { provisioning: 50, lowPriority: lowPriority(130) }, how);
      const low = [0, 180, 360, 540, 720].map((at) => ["low", at, at + 50, at + 180]);
      // Seen in the samples of 180, 380 and 580, and not any more in those of 280, 480 and 680; 780 and 880 have none.
      const own = [200, 400, 600].map((at) => ["dedicated", at, at + 50, at + 100]);
      const last = ["low", 900, 950, null];
      const [a, b, c, d, e] = low;
      const [x, y, z] = own;
      expect(lives(result)).toEqual([a, a, b, b, x, x, c, c, y, y, d, d, z, z, e, e, last, last]);
      expect(result.evaluations.map(({ variables }) => variables)).toEqual([
        "gone=0;low=0;own=0",
        "gone=0;low=2;own=0",
        "gone=2;low=2;own=0",
        "gone=0;low=2;own=2",
        "gone=2;low=2;own=0",
        "gone=0;low=2;own=2",
        "gone=2;low=2;own=0",
        "gone=0;low=2;own=2",
        "gone=0;low=2;own=0",
        "gone=0;low=2;own=0",
      ]);
      expect(result.metrics.evictions!.value).toBe(10);
    },
  );

  it("reads its target back, and keeps it where the formula sets none", () => {
    const more = scaled("$TargetLowPriorityNodes = min(3, $TargetLowPriorityNodes + 1);", {
      lowPriority: lowPriority(null, 1),
    });
    expect(lives(more)).toEqual([
      ["low", 0, 0, null],
      ["low", 0, 0, null],
      ["low", 100, 100, null],
    ]);
    expect(lives(scaled("$TargetDedicatedNodes = 1;", { lowPriority: lowPriority(null, 1) }))).toEqual([
      ["low", 0, 0, null],
      ["dedicated", 0, 0, null],
    ]);
  });

  it("takes away what is too many of them, and leaves the dedicated ones alone", () => {
    const formula =
      "$TargetDedicatedNodes = 1; $TargetLowPriorityNodes = $CurrentLowPriorityNodes.Count() > 0 ? 0 : 2;";
    expect(lives(scaled(formula, { lowPriority: lowPriority(null) }))).toEqual([
      ["dedicated", 0, 0, null],
      ["low", 0, 0, 100],
      ["low", 0, 0, 100],
    ]);
  });

  it("has no more of them than their own quota lets it have, and says so", () => {
    const quotas = { maxPools: 9, maxVmsPerPool: INFINITE, maxCores: 2, maxLowPriorityCores: 5 };
    const result = scaled(
      "$TargetDedicatedNodes = 1; $TargetLowPriorityNodes = 3;",
      { cores: 2, lowPriority: lowPriority(null) },
      "replace",
      { account: { quotas, increases: [] } },
    );
    expect(lives(result)).toEqual([
      ["dedicated", 0, 0, null],
      ["low", 0, 0, null],
      ["low", 0, 0, null],
    ]);
    expect(result.evaluations[0]!.error).toBe(
      "maxLowPriorityCores is 5: asked for 6 cores more, 5 are left for 2 of 3 VMs",
    );
  });

  it("can hold a gang as wide as both kinds together, and no wider", () => {
    const formula = "$TargetDedicatedNodes = 1; $TargetLowPriorityNodes = 2;";
    const gangs = [3, 4].map((gang, place) => workload(`w${place}`, { at: [5], gang, service: 10, pool: "p" }));
    const result = scaled(formula, { lowPriority: lowPriority(null) }, "replace", { workloads: gangs });
    expect([...result.jobs!].map(({ state }) => state)).toEqual(["Finished", "Rejected"]);
  });

  it("is told that none is ever evicted where nothing says how long they last", () => {
    const formula = "$TargetLowPriorityNodes = 3;";
    const said =
      "p: its formula asked for low-priority VMs, none of which is ever evicted, for nothing tells how long they last; " +
      "say it, as in pools.p.lowPriority: {lifetime: {exponential: {mean: 8 h}}}.";
    expect(scaled(formula, { lowPriority: lowPriority(null) }).warnings).toEqual([said]);
    expect(scaled(formula, { lowPriority: lowPriority(5000) }).warnings).toEqual([]);
    expect(scaled("$TargetLowPriorityNodes = 0;", { lowPriority: lowPriority(null) }).warnings).toEqual([]);
  });
});
