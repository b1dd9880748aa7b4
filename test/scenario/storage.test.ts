import { describe, expect, it } from "vitest";
import type { StoreSpec } from "../../src/model/storage/storeSpec.ts";
import { compileWorld } from "../../src/scenario/load.ts";
import { showScenario } from "../../src/scenario/show.ts";
import { headlines, load, refusal } from "./scratchFiles.ts";

const NONE = Number.POSITIVE_INFINITY;

/** A scenario whose jobs read from a store. */
function reading(storage: string, job = "service: 1 s, input: 1 MB"): string {
  return `
workloads: {w: {arrivals: {at: [0 s]}, job: {${job}}, store: files, route: p}}
pools: {p: {vms: 1}}
storage: ${storage}
`;
}

async function storeOf(storage: string): Promise<StoreSpec> {
  const scenario = await load(reading(`{files: ${storage}}`));
  return (await compileWorld(scenario.alternatives[0]!, scenario)).stores[0]!;
}

/** Megabytes and requests a second. */
async function limitsOf(storage: string) {
  const { bandwidth, perClient, requests, perObject, latency } = await storeOf(storage);
  return [bandwidth, perClient, requests * 1e6, perObject.bandwidth, perObject.requests * 1e6, latency];
}

describe("A store", () => {
  // Bytes a tick are megabytes a second.
  it.each([
    ["{bandwidth: 50 Gbit/s, perClient: 60 MB/s, latency: 20 ms}", [6250, 60, NONE, NONE, NONE, 20_000]],
    ["{preset: blob}", [6250, 60, 20_000, 60, 500, 20_000]],
    ["{preset: blob, perClient: none, perObject: {bandwidth: 2 GB/s}}", [6250, NONE, 20_000, 2000, NONE, 20_000]],
    ["{preset: azureFiles}", [62.91456, NONE, 1000, NONE, NONE, 10_000]],
    ["{preset: registry}", [1250, 125, NONE, NONE, NONE, 1_000_000]],
    // RAID-0: n disks, up to what the VM moves.
    ["{preset: nfs}", [60, NONE, 500, NONE, NONE, 1000]],
    ["{preset: nfs, disks: 4}", [240, NONE, 2000, NONE, NONE, 1000]],
    ["{preset: nfs, disks: 3, disk: P10}", [300, NONE, 1500, NONE, NONE, 1000]],
    ["{preset: nfs, disks: 2, disk: P20}", [300, NONE, 4600, NONE, NONE, 1000]],
    ["{preset: nfs, disks: 4, disk: P30, vmLimit: 1 Gbit/s}", [125, NONE, 20_000, NONE, NONE, 1000]],
    ["{preset: nfs, disks: 4, disk: P40, vmLimit: 1200 MB/s}", [1000, NONE, 30_000, NONE, NONE, 1000]],
    ["{preset: nfs, disks: 4, disk: P40, bandwidth: 90 MB/s}", [90, NONE, 30_000, NONE, NONE, 1000]],
  ])("%s has its limits", async (storage, expected) => {
    const limits = await limitsOf(storage);
    limits.forEach((limit, i) => {
      if (limit === NONE || expected[i] === NONE) expect(limit).toBe(expected[i]);
      else expect(limit).toBeCloseTo(expected[i]!, 9);
    });
  });

  it("has a price, exactly", async () => {
    expect((await storeOf("{preset: nfs, price: 5 USD/d}")).price).toEqual({ micro: 5_000_000n, per: 86_400_000_000n });
  });

  it("is left out of an alternative in which nothing is moved", async () => {
    const scenario = await load(reading("{files: {preset: blob}, other: {preset: nfs}}", "service: 1 s, input: 0 B"));
    expect((await compileWorld(scenario.alternatives[0]!, scenario)).stores).toEqual([]);
  });

  it("is another one where an alternative names another preset, and is shown as it is loaded", async () => {
    const text = `${reading("{files: {preset: blob, perClient: 30 MB/s}}")}
alternatives: {blob: {}, nfs: {storage: {files: {preset: nfs, disks: 2}}}, slower: {storage: {files: {perClient: 10 MB/s}}}}
`;
    const scenario = await load(text);
    for (const shown of [scenario, await load(showScenario(scenario))]) {
      const specs = await Promise.all(shown.alternatives.map((alternative) => compileWorld(alternative, shown)));
      expect(specs.map(({ stores: [store] }) => [store!.bandwidth, store!.perClient])).toEqual([
        [6250, 30],
        [120, NONE],
        [6250, 10],
      ]);
      expect(shown.hash).toBe(scenario.hash);
    }
  });
});

describe("A scenario with storage", () => {
  it.each([
    ["{blobs: {preset: blob}}", 'workloads.w.store: no storage is named "files"; storage holds blobs'],
    ["{filer: {preset: blob}}", 'workloads.w.store: no storage is named "files"; did you mean "filer"?'],
    ["{files: {}}", "storage.files: needs a bandwidth, such as 60 MB/s, or a preset, such as blob"],
    ["{files: {preset: blob, disks: 4}}", "storage.files.disks: stands beside preset: nfs only"],
    ["{files: {preset: blobs}}", 'storage.files.preset: found "blobs"; did you mean "blob"?'],
    ["{files: {bandwidth: 0 MB/s}}", "storage.files.bandwidth: is 0 MB/s; nothing would ever be moved"],
    ["{files: {bandwidth: 60}}", 'storage.files.bandwidth: 60 has no unit; write "60 MB/s" or "60 Gbit/s"'],
  ])("%s is refused in a line", async (storage, line) => {
    const told = headlines(await refusal(reading(storage))).map((each) => each.replace(/^.*?\d {2}/, ""));
    expect(told).toEqual([line]);
  });

  it("is refused where something is read or written, and nothing told where", async () => {
    const text = reading("{files: {preset: blob}}").replace(", store: files", "");
    expect(await refusal(text)).toContain(
      "workloads.w.job.input: has no store to use; write beside the job for example store: files",
    );
  });

  it("is refused where an image is to be pulled from nowhere", async () => {
    const text = reading("{files: {preset: blob}}").replace("vms: 1", "vms: 1, startTask: {pull: 2 GiB, from: imags}");
    const images = text.replace("files: {preset: blob}", "files: {preset: blob}, images: {preset: registry}");
    expect(await refusal(images)).toContain(
      'pools.p.startTask.from: no storage is named "imags"; did you mean "images"?',
    );
  });
});
