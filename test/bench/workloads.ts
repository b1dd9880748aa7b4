import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Estimate, Summary } from "../../src/experiment/results.ts";

/** A workload whose time is broken down into parts. */
export interface Workload {
  readonly name: string;
  /** The scenario file. */
  readonly file: string;
  readonly settings: readonly string[];
  /** Throws unless a run of it came to so many jobs and events as it must. */
  check(alternatives: Summary["alternatives"], events: number): void;
}

const UNTIL_DONE = { horizon: "100000 d", drain: true };
const VMS = 1000;

/** Six workloads of some seconds each, every one heavy on another part of the program. */
export function workloads(folder: string): readonly Workload[] {
  return [mm8(folder), tenants(folder), evictions(folder), gangs(folder), trace(folder), hourlyScoring()];
}

function mm8(folder: string): Workload {
  const jobs = 8_000_000;
  const arrivals = { poisson: { rate: "7.2/min", limit: jobs } };
  const file = written(folder, "mm8", {
    workloads: { customers: { arrivals, job: { service: exponential("1 min") } } },
    classic: { workers: 8, endpointConcurrency: "none", dispatch: "0 s" },
  });
  return { name: "M/M/8 at 90%", file, settings: [], check: finished(jobs, 2 * jobs) };
}

function tenants(folder: string): Workload {
  const jobs = 4_000_000;
  const count = 100;
  const workload = {
    arrivals: { poisson: { rate: "0.18/min", limit: jobs / count } },
    job: { service: exponential("1 min") },
  };
  const file = written(folder, "tenants", {
    workloads: Object.fromEntries(Array.from({ length: count }, (_, place) => [`tenant-${place}`, workload])),
    classic: { workers: 20, endpointConcurrency: "none", dispatch: "0 s" },
  });
  return { name: "100 tenants on 20 workers", file, settings: [], check: finished(jobs, 2 * jobs) };
}

/** Half of the VMs are of low priority, and go after two hours on average. */
function evictions(folder: string): Workload {
  const jobs = 10_000;
  const tasks = 100;
  const arrivals = { poisson: { rate: `${(0.8 * VMS) / tasks / 5}/min`, limit: jobs } };
  const file = written(folder, "evictions", {
    workloads: { jobs: { arrivals, job: { tasks, service: exponential("5 min") }, route: "own" } },
    pools: {
      own: {
        provisioning: "4 min",
        lowPriority: { vms: VMS / 2, lifetime: exponential("2 h") },
        scaling: { onDemand: { max: VMS, idleTimeout: "2 min" } },
      },
    },
  });
  return {
    name: "on demand, evictions",
    file,
    settings: [],
    check(alternatives, events) {
      const metrics = figures(alternatives.base!, jobs);
      // By hand: if only a tenth of the 5 min x tasks is computed on VMs that are lost every 2 h of it.
      assert.ok(metrics.evictions!.mean! > (jobs * tasks) / 10 / 24, "evictions");
      assert.ok(events > jobs * (tasks + 1) + metrics.evictions!.mean!, `${events} events`);
    },
  };
}

function gangs(folder: string): Workload {
  const jobs = 1_000_000;
  const widths = [
    { weight: 4, of: 1 },
    { weight: 2, of: 8 },
    { weight: 1, of: 32 },
  ];
  // (4 x 1 + 2 x 8 + 32) / 7 = 52 / 7 slots a job on average: 60% of the VMs, for strict order leaves many of them idle.
  const rate = `${(0.6 * VMS) / (52 / 7)}/min`;
  const file = written(folder, "gangs", {
    workloads: {
      jobs: {
        arrivals: { poisson: { rate, limit: jobs } },
        job: { gang: { mixture: widths }, service: exponential("1 min") },
        route: "own",
      },
    },
    pools: { own: { vms: VMS } },
  });
  return {
    name: `gangs on ${VMS.toLocaleString("en-US")} VMs`,
    file,
    settings: [],
    check: finished(jobs, 2 * jobs + VMS),
  };
}

function trace(folder: string): Workload {
  const jobs = 1_000_000;
  writeSwf(jobs, join(folder, "trace.swf"));
  const file = written(folder, "trace", {
    workloads: { recorded: { arrivals: { trace: { file: "trace.swf" } }, route: "own" } },
    pools: { own: { vms: VMS, backfill: "firstFit" } },
  });
  return { name: "SWF trace on 1,000 VMs", file, settings: [], check: finished(jobs, 2 * jobs + VMS) };
}

/** Jobs of 1, 2, 4 or 8 processors for two minutes on average, one a second: 450 processors. */
function writeSwf(jobs: number, file: string): void {
  let state = 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const lines: string[] = [];
  let clock = 0;
  for (let job = 1; job <= jobs; job++) {
    clock -= Math.log(uniform());
    const run = 1 + Math.floor(-120 * Math.log(uniform()));
    const width = 2 ** Math.floor(4 * uniform());
    const user = Math.floor(100 * uniform());
    lines.push(
      `${job} ${Math.floor(clock)} -1 ${run} ${width} -1 -1 ${width} ${2 * run} -1 1 ${user} -1 -1 -1 -1 -1 -1`,
    );
  }
  writeFileSync(file, `${lines.join("\n")}\n`);
}

function hourlyScoring(): Workload {
  const replications = 3;
  return {
    name: "the main scenario",
    file: "scenarios/hourly-scoring.yaml",
    settings: [`replications=${replications}`],
    check(alternatives, events) {
      let ends = 0;
      for (const [name, { metrics }] of Object.entries(alternatives)) {
        // 1,000 jobs an hour for a week, measured after a day of warm-up.
        assert.equal(metrics["byWorkload.scoring.jobs.submitted"]!.mean, 168_000, name);
        ends += metrics["throughput.jobsPerHour"]!.mean! * 168;
      }
      assert.ok(events > 2 * ends * replications, `${events} events`);
    },
  };
}

function exponential(mean: string) {
  return { exponential: { mean } };
}

function written(folder: string, name: string, scenario: object): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ name, seed: 1, time: UNTIL_DONE, ...scenario }));
  return file;
}

/** All jobs are done, by so many events. */
function finished(jobs: number, expected: number): Workload["check"] {
  return (alternatives, events) => {
    figures(alternatives.base!, jobs);
    assert.equal(events, expected, "events");
  };
}

function figures({ metrics }: Summary["alternatives"][string], jobs: number): Readonly<Record<string, Estimate>> {
  assert.equal(metrics["jobs.finished"]!.mean, jobs, "finished jobs");
  return metrics;
}
