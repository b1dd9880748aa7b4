/**
 * Times Poolsim against a plain C++ event loop on the same queues and writes results/speed.md. Run by `npm run bench`.
 *
 * What fails here is a wrong simulation (number of events, mean wait), never a slow machine.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { measureBudgets } from "./budget.ts";
import { runCommandLine } from "./commandLine.ts";
import { measureGrid } from "./grid.ts";
import type { Measurement } from "./measurement.ts";
import { measureOnDemand } from "./onDemand.ts";
import { measurePeers } from "./peers.ts";
import { checked, exactWaitSeconds, MEAN_SERVICE_SECONDS } from "./queueCheck.ts";
import { measureScaling } from "./scaling.ts";
import { type Comparison, speedReport } from "./speedReport.ts";
import { measureStartUp } from "./startUp.ts";
import { measureTraces } from "./traces.ts";
import { compilerVersion, compileYardstick, type Queue, runYardstick } from "./yardstick.ts";
import { measureLongRun } from "./year.ts";

const MM8 = "scenarios/mm8.yaml";
const RUNS = 5;
const ON_DEMAND_JOBS = 10_000_000;
const TRACED_JOBS = 10_000_000;
const LONG_RUN_DAYS = 365;
/** So many take half a second. */
const JOBS_PER_REPLICATION = 4_000_000;

interface Case {
  readonly name: string;
  readonly queue: Queue;
  readonly scenario: string;
  readonly settings: readonly string[];
  readonly engine: "auto" | "events";
}

const folder = mkdtempSync(join(tmpdir(), "poolsim-bench-"));
try {
  const compiler = compilerVersion();
  const program = compiler === null ? null : compileYardstick(folder);
  const comparisons = cases(folder).map((timed) => compare(timed, program, folder));
  const onDemand = {
    jobs: ON_DEMAND_JOBS,
    poolsim: measureOnDemand(ON_DEMAND_JOBS, folder),
    yardstick:
      program === null ? null : runYardstick(program, { jobs: ON_DEMAND_JOBS, servers: 1000, sources: 1, load: 0.8 }),
  };
  const scaling = await measureScaling(MM8, mm8Until(JOBS_PER_REPLICATION), JOBS_PER_REPLICATION, folder);
  const traces = await measureTraces(TRACED_JOBS, folder);
  const peers = measurePeers(MM8, program, folder);
  const budgets = await measureBudgets(folder);
  const longRun = measureLongRun(LONG_RUN_DAYS, folder);
  const grid = measureGrid(folder);
  const startUp = measureStartUp();
  const others = { onDemand, traces, scaling, peers, budgets, longRun, grid, startUp };
  const report = speedReport(comparisons, compiler, others);
  mkdirSync("results", { recursive: true });
  writeFileSync("results/speed.md", report);
  process.stdout.write(report);
} finally {
  rmSync(folder, { recursive: true });
}

/** Settings by which M/M/8 ends with so many jobs. */
function mm8Until(jobs: number): string[] {
  const workload = Object.keys((parse(readFileSync(MM8, "utf8")) as { workloads: object }).workloads)[0]!;
  return [`workloads.${workload}.arrivals.poisson.limit=${jobs}`, "time.horizon=100000 d", "time.drain=true"];
}

function cases(folder: string): Case[] {
  const mm8 = { servers: 8, sources: 1, load: 0.9 };
  const tenants = { servers: 20, sources: 100, load: 0.9 };
  const mm8Of = (jobs: number): Omit<Case, "engine"> => ({
    ...{ name: "M/M/8 at 90%", queue: { ...mm8, jobs }, scenario: MM8, settings: mm8Until(jobs) },
  });
  const tenantsOf = (jobs: number): Omit<Case, "engine"> => {
    const queue = { ...tenants, jobs };
    const scenario = writeTenants(folder, queue);
    return { name: "100 tenants on 20 workers at 90%", queue, scenario, settings: [] };
  };
  const jobByJob = [mm8Of(2_000_000), mm8Of(20_000_000), tenantsOf(2_000_000)];
  const eventByEvent = [...jobByJob, tenantsOf(20_000_000)];
  const few = mm8Of(2_000_000);
  // A cap that never holds a job back, and a quota of what nobody has: they are looked after all the same.
  const others = { "under caps": "classic.tenantConcurrency=1000000", "whole model": "account.maxPools=1" };
  return [
    ...jobByJob.map((each): Case => ({ ...each, engine: "auto" })),
    ...eventByEvent.map((each): Case => ({ ...each, name: `${each.name}, event by event`, engine: "events" })),
    ...Object.entries(others).map(([how, setting]): Case => {
      return { ...few, name: `${few.name}, ${how}`, settings: [...few.settings, setting], engine: "events" };
    }),
  ];
}

/** Many tenants, each with a Poisson source of its own, in one queue: the classic service with nothing but its workers. */
function writeTenants(folder: string, { jobs, servers, sources, load }: Queue): string {
  const rate = `${(load * servers) / (sources * MEAN_SERVICE_SECONDS)}/s`;
  const workload = {
    arrivals: { poisson: { rate, limit: jobs / sources } },
    job: { service: { exponential: { mean: `${MEAN_SERVICE_SECONDS} s` } } },
  };
  const scenario = {
    name: `${sources} tenants on ${servers} workers`,
    seed: 1,
    time: { start: "2026-03-02T00:00:00Z", horizon: "10000 d", drain: true },
    workloads: Object.fromEntries(Array.from({ length: sources }, (_, i) => [`tenant-${i}`, workload])),
    classic: { workers: servers, endpointConcurrency: "none", dispatch: "0 s" },
  };
  const file = join(folder, `${jobs}-of-tenants.json`);
  writeFileSync(file, JSON.stringify(scenario));
  return file;
}

function compare(
  { name, queue, scenario, settings, engine }: Case,
  program: string | null,
  folder: string,
): Comparison {
  const poolsim: Measurement[] = [];
  const yardstick: Measurement[] = [];
  for (let run = 0; run < RUNS; run++) {
    poolsim.push(checked(runCommandLine(scenario, settings, folder, engine), queue));
    if (program !== null) yardstick.push(checked(runYardstick(program, queue), queue));
  }
  return { name, jobs: queue.jobs, poolsim, yardstick, exactWaitSeconds: exactWaitSeconds(queue) };
}
