import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PoolSpec } from "../../src/model/pool/poolSpec.ts";
import type { ArrivalSpec, WorkloadSpec } from "../../src/model/workload/workloadSpec.ts";
import { runWorld } from "../../src/model/world.ts";
import type { JobRow, WorldResult } from "../../src/model/worldResult.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";
import { SEED } from "../seed.ts";
import { expectSame } from "../shared/expectSame.ts";
import { worldSpecs } from "./randomWorldSpec.ts";

/** POOLSIM_WORLDS asks for more of them. */
const WORLDS = Number(process.env.POOLSIM_WORLDS ?? 300);
/** Milliseconds: some 25 a world, and as much again many times where the machine is busy. */
const PATIENCE = Math.max(60_000, 300 * WORLDS);
console.info(`random worlds: POOLSIM_SEED=${SEED}`);

/** Nothing here takes long to come: a drain that is stuck is to be seen soon. */
const SOON = { replication: 0, standstillEvents: 1000 };

function play(spec: WorldSpec): { result: WorldResult; jobs: readonly JobRow[] } {
  const result = runWorld(spec, { ...SOON, jobs: true, audit: true });
  return { result, jobs: [...result.jobs!] };
}

function measured(spec: WorldSpec, jobs: readonly JobRow[]): readonly JobRow[] {
  const background = new Set(spec.workloads.filter((each) => each.background).map((each) => each.name));
  const end = spec.warmUp + spec.horizon;
  return jobs.filter((job) => job.submitted >= spec.warmUp && job.submitted < end && !background.has(job.workload));
}

/** VMs that are there sooner or later, and stay. */
function isLasting(pool: PoolSpec): boolean {
  const { scaling, lowPriority, breakdown, startTaskFailure } = pool;
  const losses = [lowPriority?.lifetime ?? null, lowPriority?.longestRun ?? null, breakdown, startTaskFailure];
  return scaling.kind === "fixed" && losses.every((loss) => loss === null);
}

/** The time of [since, until] that lies in the window. */
function inside(spec: WorldSpec, since: number, until: number): number {
  return Math.max(0, until - Math.max(since, spec.warmUp));
}

describe("Any small world", () => {
  it("violates no invariant that the auditor knows", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(worldSpecs, (spec) => {
        play(spec);
      }),
      { numRuns: WORLDS },
    );
  });

  it("counts its jobs as their records tell, and loses none", () => {
    fc.assert(
      fc.property(worldSpecs, (spec) => {
        const { result, jobs } = play(spec);
        const own = measured(spec, jobs);
        const count = (...states: readonly JobRow["state"][]) => own.filter((job) => states.includes(job.state)).length;
        const metric = (name: string) => result.metrics[`jobs.${name}`]!.value;
        expect(["submitted", "finished", "failed", "rejected", "cancelled", "unfinished"].map(metric)).toEqual([
          own.length,
          count("Finished"),
          count("Failed"),
          count("Rejected"),
          count("Cancelled"),
          count("Running", "NotStarted"),
        ]);
        // A pool that may have no VMs may keep its jobs waiting for ever.
        const lasting = spec.pools.every(isLasting) && spec.account === null;
        if (spec.drain && lasting) expect(jobs.filter((job) => job.ended === null)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("has figures that are those of its records", () => {
    fc.assert(
      fc.property(worldSpecs, (spec) => {
        const { result, jobs } = play(spec);
        const own = measured(spec, jobs);
        const mean = (values: readonly number[]) =>
          values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length / 1e6;
        const started = own.filter((job) => job.started !== null);
        const finished = own.filter((job) => job.state === "Finished");
        expectClose(result, "wait.mean", mean(started.map((job) => job.started! - job.submitted)));
        expectClose(result, "latency.mean", mean(finished.map((job) => job.ended! - job.submitted)));
        for (const part of ["held", "queued", "provisioning", "dispatch", "service", "lastTask"] as const) {
          expectClose(result, `parts.${part}.mean`, mean(finished.map((job) => job[part]!)));
        }
        for (const job of finished) {
          const parts = [job.held, job.queued, job.provisioning, job.dispatch, job.service, job.transfer, job.restarts];
          expect(parts.reduce((sum, part) => sum! + part!, job.lastTask)).toBe(job.ended! - job.submitted);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("bills each VM for the time in the window since it was ready, or requested, whatever the jobs", () => {
    fc.assert(
      fc.property(worldSpecs, (spec) => {
        const { result } = play(spec);
        for (const vm of result.vms) {
          const { billing } = spec.pools.find((pool) => pool.name === vm.pool)!;
          const until = vm.deleted ?? result.clock;
          const since = billing === "fromAllocation" ? vm.requested : (vm.ready ?? until);
          expect(vm.billed - vm.rounding).toBe(inside(spec, since, until));
          expect(vm.billed).toBe(vm.busy + vm.transferring + vm.idle + vm.leaving + vm.rounding);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("is fed the same jobs wherever they are sent", () => {
    fc.assert(
      fc.property(worldSpecs, (spec) => {
        const [first] = spec.pools;
        fc.pre(spec.classic !== null && first !== undefined);
        const fed = (target: string | null) => {
          const { jobs } = play(rerouted({ ...spec, drain: false }, target));
          return measured(spec, jobs).map(({ workload, tenant, job, submitted, slots }) => {
            return { workload, tenant, job, submitted, slots };
          });
        };
        expect(fed(first!.name)).toEqual(fed(null));
      }),
      { numRuns: 60 },
    );
  });

  it("is the same twice, and its figures are the same without records", () => {
    fc.assert(
      fc.property(worldSpecs, (spec) => {
        const once = play(spec);
        const again = play(spec);
        expectSame(again.jobs, once.jobs);
        expectSame({ ...again.result, jobs: null }, { ...once.result, jobs: null });
        const plain = runWorld(spec, { ...SOON, jobs: false, audit: false });
        expectSame(plain, { ...once.result, jobs: null });
      }),
      { numRuns: 100 },
    );
  });
});

/** The same world with all of the customer's jobs in one system. */
function rerouted(spec: WorldSpec, target: string | null): WorldSpec {
  const route = { kind: "fixed", target } as const;
  const workloads = spec.workloads.map((each) => ({
    ...each,
    arrivals: stacked(each),
    route: each.background ? each.route : route,
  }));
  return { ...spec, workloads };
}

/** Which runs of a stream are skipped is for the system to say. */
function stacked({ arrivals }: WorkloadSpec): ArrivalSpec {
  return arrivals.kind === "stream" ? { ...arrivals, overlap: "stack" } : arrivals;
}

function expectClose(result: WorldResult, metric: string, expected: number | null): void {
  const { value } = result.metrics[metric]!;
  if (expected === null) expect(value).toBeNull();
  // Means of a few dozen terms, each rounded once: far fewer than 2^10 units of the last place.
  else expect(Math.abs(value! - expected)).toBeLessThanOrEqual(expected * 2 ** -42);
}
