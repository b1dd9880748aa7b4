import { describe, expect, it } from "vitest";
import { simulate } from "./simulate.ts";

describe("A storm, from a scenario file", () => {
  it("of 400 equal transfers ends at one instant: when all their bytes were moved", async () => {
    // 400 x 600 MB at 6,250 MB/s: 15.625 MB/s each, which is less than its own 60; and the latency.
    const { values, result } = await simulate(
      `
time: {horizon: 1 h}
workloads: {w: {arrivals: {at: [0 s], jobs: 400}, job: {service: 10 s, input: 600 MB}, store: files, route: p}}
pools: {p: {vms: 100, slotsPerVm: 4}}
storage: {files: {bandwidth: 50 Gbit/s, perClient: 60 MB/s, latency: 20 ms}}
`,
      { jobs: true, audit: true },
    );
    const ends = [...result.worlds[0]!.world.jobs!].map(({ transfer, ended }) => [transfer, ended]);
    expect(ends).toEqual(new Array(400).fill([38_420_000, 48_420_000]));
    expect(values("makespan")).toEqual([48.42]);
  });

  it("of 50 VMs that pull 7 GB has all of them ready when the registry has moved 350 GB, one alone in a fifth of that", async () => {
    const text = (vms: number) => `
time: {horizon: 1 h}
workloads: {w: {arrivals: {at: [0 s]}, job: {service: 10 s}, route: p}}
pools: {p: {vms: ${vms}, provisioning: 2 min, startTask: {pull: 7 GB, from: images}}}
storage: {images: {preset: registry}}
`;
    const readyAt = async (vms: number) => {
      const { result } = await simulate(text(vms), { audit: true });
      return [...new Set([...result.worlds[0]!.world.vms].map(({ ready }) => ready! / 1e6))];
    };
    // 120 s, a second of latency, and 1,250 MB/s together, or 125 MB/s for one.
    expect(await readyAt(50)).toEqual([120 + 1 + 350_000 / 1250]);
    expect(await readyAt(1)).toEqual([120 + 1 + 7000 / 125]);
  });

  it("of one VM's four tasks goes as fast as its disk, or its network where that is the slower one: a quarter for each", async () => {
    const { values } = await simulate(`
time: {horizon: 1 h}
workloads: {w: {arrivals: {at: [0 s], jobs: 4}, job: {service: 0 s, input: 600 MB}, store: files, route: p}}
pools: {p: {vms: 1, slotsPerVm: 4, vmSize: {network: 1 Gbit/s, disk: 60 MB/s}}}
storage: {files: {bandwidth: 50 Gbit/s}}
alternatives:
  one-disk: {}
  fast-disk: {pools: {p: {vmSize: {disk: 200 MB/s}}}}
  four-vms: {pools: {p: {vms: 4, slotsPerVm: 1}}}
`);
    const seconds = ["one-disk", "fast-disk", "four-vms"].map((name) => values("makespan", name)[0]);
    expect(seconds).toEqual([2400 / 60, 2400 / 125, 600 / 60]);
  });

  it("on a file server goes as fast as its striped disks, up to what its VM moves", async () => {
    const { values } = await simulate(`
time: {horizon: 1 h}
workloads: {w: {arrivals: {at: [0 s], jobs: 1}, job: {service: 0 s, input: 48 GB}, store: server, route: p}}
pools: {p: {vms: 1}}
storage: {server: {preset: nfs, disks: 1, latency: 0 s}}
alternatives:
  one: {}
  four: {storage: {server: {disks: 4}}}
  four-P30: {storage: {server: {disks: 4, disk: P30}}}
  eight-P30: {storage: {server: {disks: 8, disk: P30, vmLimit: 8 Gbit/s}}}
`);
    const seconds = ["one", "four", "four-P30", "eight-P30"].map((name) => values("makespan", name)[0]);
    expect(seconds).toEqual([48_000 / 60, 48_000 / 240, 48_000 / 800, 48_000 / 1000]);
  });
});
