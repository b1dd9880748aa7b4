import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Distribution } from "../../src/engine/distribution.ts";
import { HOUR, SECOND } from "../../src/engine/time.ts";
import { compileWorld } from "../../src/scenario/compile.ts";
import { withTrace } from "../shared/traceFolder.ts";
import { load } from "./scratchFiles.ts";

async function preset(name: string): Promise<Distribution> {
  const loaded = await load(`
workloads: {w: {arrivals: {at: [0 s]}, job: {service: 1 s}, route: p}}
pools: {p: {vms: 1, provisioning: {preset: ${name}}}}
`);
  const { pools } = await compileWorld(loaded.alternatives[0]!, loaded);
  return pools[0]!.provisioning as Distribution;
}

withTrace("goog_preemption_flat.csv.gz", (file) => {
  const [head, ...lines] = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  const names = head!.trim().split(",");
  const rows = lines.map((line) => {
    const cells = line.trim().split(",");
    const of = (name: string) => cells[names.indexOf(name)]!;
    const [inserted, provision, lifetime] = [Date.parse(of("insert_time")), of("provision_s"), of("lifetime_s")];
    const hours = Number(lifetime) / 3600;
    const end = inserted / 1000 + Number(provision) + Number(lifetime);
    return { batch: /^[a-z]+/.exec(of("name"))![0], provision, hours, end };
  });

  /**
   * The file does not say which VMs were stopped by their user, but how many: 727. As many VMs of a batch end within a minute of
   * another one, short of the limit of 24 h.
   */
  function isStopped({ batch, hours, end }: (typeof rows)[number]): boolean {
    if (hours >= 23.9) return false;
    return rows.some(
      (other) => other.batch === batch && other.end !== end && other.hours < 23.9 && Math.abs(other.end - end) <= 60,
    );
  }

  describe("the preset of lifetimes", () => {
    it("agrees with Kaplan and Meier's estimate within 0.02", async () => {
      const { cdf } = await preset("gce-preemptible-lifetime");
      const lives = rows
        .map((row) => ({ hours: row.hours, stopped: isStopped(row) }))
        .sort((a, b) => a.hours - b.hours);
      expect(lives.filter(({ stopped }) => stopped)).toHaveLength(727);
      let survival = 1;
      lives.forEach(({ hours, stopped }, i) => {
        const before = survival;
        if (!stopped) survival *= 1 - 1 / (lives.length - i);
        for (const estimate of [before, survival])
          expect(Math.abs(1 - cdf(hours * HOUR) - estimate), `at ${hours} h`).toBeLessThanOrEqual(0.02);
      });
    });
  });

  describe("the preset of allocation", () => {
    it("is nowhere farther than 0.05 from the share of the calls that took no longer", async () => {
      const { cdf } = await preset("gce-preemptible-allocation");
      const delays = rows.filter(({ provision }) => provision !== "").map(({ provision }) => Number(provision));
      delays.sort((a, b) => a - b);
      const distances = delays.map((delay, i) => Math.abs(cdf(delay * SECOND) - (i + 0.5) / delays.length));
      expect(Math.max(...distances)).toBeLessThanOrEqual(0.05);
    });
  });
});

describe("the preset of Azure Batch", () => {
  it("has the median and the 95th percentile that it tells", async () => {
    const { quantile } = await preset("azure-batch-allocation");
    expect(quantile(0.5) / SECOND).toBeCloseTo(240, 3);
    expect(quantile(0.95) / SECOND).toBeCloseTo(720, 3);
  });
});
