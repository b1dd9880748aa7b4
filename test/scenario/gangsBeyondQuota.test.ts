import { describe, expect, it } from "vitest";
import { load } from "./scratchFiles.ts";

/** A pool that may scale to 10 VMs of 2 slots, as far as the account lets it. */
const file = (account: string, job = "gang: 7"): string => `
account: {${account}}
workloads: {g: {arrivals: {at: [10 s]}, job: {service: 50 s, ${job}}, route: p}}
pools: {p: {slotsPerVm: 2, scaling: {onDemand: {max: 10}}}}`;

const WARNING =
  'the gang of 7 slots of workload "g" never fits: account.maxVmsPerPool lets pool "p" have 3 VMs, 6 slots; ' +
  "it and those behind it wait for ever, unless the quota is raised";

describe("a gang that fits its pool", () => {
  it.each([
    ["but not the quota", file("maxVmsPerPool: 3"), [WARNING]],
    ["but no quota that ever holds", file("maxVmsPerPool: 2, quotaIncrease: [{at: 1 h, maxVmsPerPool: 3}]"), [WARNING]],
    ["at its widest not the quota", file("maxVmsPerPool: 3", "gang: {uniform: {min: 1, max: 7}}"), [WARNING]],
    ["and the quota", file("maxVmsPerPool: 4"), []],
    ["and a quota to come", file("maxVmsPerPool: 2, quotaIncrease: [{at: 1 h, maxVmsPerPool: 4}]"), []],
    ["without a quota of VMs", file("maxPools: 2"), []],
  ])("%s", async (_, text, warnings) => {
    expect((await load(text)).alternatives[0]?.warnings).toEqual(warnings);
  });
});
