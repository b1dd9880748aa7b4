import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../../src/scenario/load.ts";
import { withTrace } from "../shared/traceFolder.ts";
import { apportion } from "./apportion.ts";
import { type GangJob, gangStarts } from "./gangQueue.ts";
import { simulateFile } from "./simulate.ts";

const SCENARIO = resolve(import.meta.dirname, "../../scenarios/philly.yaml");
const SLOTS = 468;
const SECONDS = 14 * 86_400;

interface TracedJob extends GangJob {
  readonly tenant: string;
}

/** The jobs in order of submission, ties in the file's order, by nothing but splitting lines. */
function jobsOf(file: string): readonly TracedJob[] {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n").slice(1);
  const jobs = lines.map((line): TracedJob => {
    const [timestamp, duration, gpus, , cluster] = line.trim().split(",");
    const submitted = (Date.parse(`${timestamp!.replace(" ", "T")}Z`) - Date.UTC(2017, 9, 2)) / 1000;
    return { submitted, duration: Number(duration), slots: Number(gpus), tenant: cluster! };
  });
  return jobs.sort((a, b) => a.submitted - b.submitted);
}

describe("a queue for gangs", () => {
  it("starts jobs strictly in order, by hand", () => {
    // Two slots. The second job waits for both of them until 5, and the third, which would fit at 1, waits for the second.
    const jobs = [
      { submitted: 0, duration: 5, slots: 1 },
      { submitted: 0, duration: 2, slots: 2 },
      { submitted: 1, duration: 1, slots: 1 },
      { submitted: 7, duration: 1, slots: 1 },
      { submitted: 9, duration: 1, slots: 2 },
    ];
    expect(gangStarts(jobs, 2)).toEqual([0, 5, 7, 7, 9]);
  });
});

describe("slots in proportion to work", () => {
  it("go to the largest remainders, and to nobody less than its least, by hand", () => {
    // Quotas 4.7, 3.5 and 1.8 of 10: 4, 3 and 1, and the two left over to the remainders .8 and .7.
    const claims = (least: number) => [
      { tenant: "a", work: 47, least: 0 },
      { tenant: "b", work: 35, least: 0 },
      { tenant: "c", work: 18, least },
    ];
    expect(Object.fromEntries(apportion(10, claims(2)))).toEqual({ a: 5, b: 3, c: 2 });
    // With 4 for c, 6 are left: 3.44 and 2.56.
    expect(Object.fromEntries(apportion(10, claims(4)))).toEqual({ a: 3, b: 3, c: 4 });
  });
});

withTrace("philly_2017-10-02_to_10-15.csv.gz", (file) => {
  const jobs = jobsOf(file);
  const tenants = [...new Set(jobs.map(({ tenant }) => tenant))];
  const ofTenant = (tenant: string) => jobs.filter((job) => job.tenant === tenant);
  const work = (some: readonly GangJob[]) => some.reduce((sum, { slots, duration }) => sum + slots * duration, 0);
  const sizes = apportion(
    SLOTS,
    tenants.map((tenant) => {
      const own = ofTenant(tenant);
      return { tenant, work: work(own), least: Math.max(...own.map(({ slots }) => slots)) };
    }),
  );
  const set = [`workloads.philly.arrivals.trace.file=${JSON.stringify(file)}`];

  it("the scenario's pools are as large as the tenants' shares, 468 slots in all", async () => {
    const { alternatives } = await loadScenario(SCENARIO, { set });
    const dedicated = alternatives.find(({ name }) => name === "dedicated")!.resolved;
    const pools = Object.entries(dedicated.pools!).map(([name, { vms, slotsPerVm }]) => [name, vms! * slotsPerVm]);
    expect(Object.fromEntries(pools)).toEqual(
      Object.fromEntries([...sizes].map(([tenant, slots]) => [`of-${tenant}`, slots])),
    );
    expect([...sizes.values()].reduce((sum, slots) => sum + slots, 0)).toBe(SLOTS);
    expect(dedicated.workloads.philly!.route).toMatchObject({
      byTenant: Object.fromEntries(tenants.map((tenant) => [tenant, `of-${tenant}`])),
    });
  });

  it("the scenario's first comment tells its offered load", () => {
    const load = (some: readonly GangJob[], slots: number) => `${(work(some) / SECONDS).toFixed(1)} of ${slots} slots`;
    const pools = tenants.map((tenant) => `of-${tenant} ${load(ofTenant(tenant), sizes.get(tenant)!)}`);
    const told = readFileSync(SCENARIO, "utf8").replaceAll(/\n# +/g, " ");
    expect(told).toContain(`Load: shared: classic ${load(jobs, SLOTS)}; dedicated: ${pools.join(", ")}`);
  });

  it("every job starts and ends when strict first come, first served says, shared and dedicated", async () => {
    const { result } = await simulateFile(SCENARIO, { set }, { jobs: true });
    const expected = (system: (tenant: string) => string, starts: ReadonlyMap<TracedJob, number>) =>
      jobs.map((job) => {
        const start = starts.get(job)!;
        return {
          tenant: job.tenant,
          system: system(job.tenant),
          slots: job.slots,
          submitted: job.submitted * 1e6,
          started: start * 1e6,
          ended: (start + job.duration) * 1e6,
        };
      });
    const startsOf = (some: readonly TracedJob[], slots: number): readonly (readonly [TracedJob, number])[] => {
      const starts = gangStarts(some, slots);
      return some.map((job, i) => [job, starts[i]!]);
    };
    const simulated = (alternative: string) => {
      const { world } = result.worlds.find((one) => one.alternative === alternative)!;
      return [...world.jobs!].map(({ tenant, system, slots, submitted, started, ended }) => {
        return { tenant, system, slots, submitted, started, ended };
      });
    };
    expect(jobs).toHaveLength(24_137);
    expect(tenants).toHaveLength(11);
    expect(simulated("shared")).toEqual(expected(() => "classic", new Map(startsOf(jobs, SLOTS))));
    const apart = tenants.flatMap((tenant) => startsOf(ofTenant(tenant), sizes.get(tenant)!));
    expect(simulated("dedicated")).toEqual(expected((tenant) => `of-${tenant}`, new Map(apart)));
    for (const { metrics } of Object.values(result.summary.alternatives)) {
      expect(metrics["jobs.finished"]!.mean).toBe(24_137);
    }
  });
});
