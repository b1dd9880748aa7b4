import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Summary } from "../../src/experiment/results.ts";
import { runCommandLine } from "./commandLine.ts";
import type { Measurement } from "./measurement.ts";

/** So many days with 10,000 jobs an hour. */
export interface LongRun {
  readonly days: number;
  readonly jobs: number;
  readonly run: Measurement;
}

const JOBS_AN_HOUR = 10_000;
const MOST_VMS = 1000;
/** By day five times as many jobs as by night. */
const PROFILE = [2, 2, 2, 2, 2, 2, 4, 6, 8, 10, 10, 10, 10, 10, 10, 10, 10, 8, 8, 6, 6, 4, 4, 2];

/** As many VMs as the waiting and running tasks of the last quarter of an hour need, and a few more. */
const FORMULA = `
look = 15 * TimeInterval_Minute;
seen = $PendingTasks.GetSamplePercent(look);
last = max(0, $PendingTasks.GetSample(1));
tasks = seen < 70 ? last : max(last, avg($PendingTasks.GetSample(look)));
$TargetDedicatedNodes = max(40, min(${MOST_VMS}, ceil(1.2 * tasks)));
$NodeDeallocationOption = taskcompletion;
`;

/** Times so many whole days, on a pool that a formula scales every 15 minutes. */
export function measureLongRun(days: number, folder: string): LongRun {
  const file = join(folder, "year.json");
  const scenario = {
    name: `${days} days of ${JOBS_AN_HOUR} jobs an hour`,
    seed: 1,
    time: { start: "2026-01-01T00:00:00Z", horizon: `${days} d`, drain: true },
    workloads: {
      jobs: {
        arrivals: { poisson: { rate: `${JOBS_AN_HOUR}/h`, profile: PROFILE } },
        job: { service: { exponential: { mean: "2 min" } } },
        route: "own",
      },
    },
    pools: {
      own: { vms: 200, provisioning: "4 min", scaling: { autoscale: { formula: FORMULA, interval: "15 min" } } },
    },
  };
  writeFileSync(file, JSON.stringify(scenario));
  const run = runCommandLine(file, [], folder, "auto");

  const { alternatives } = JSON.parse(readFileSync(join(folder, "out", "summary.json"), "utf8")) as Summary;
  const { metrics } = alternatives.base!;
  const jobs = metrics["jobs.submitted"]!.mean!;
  const expected = days * 24 * JOBS_AN_HOUR;
  // A Poisson count: its variance is its mean.
  assert.ok(Math.abs(jobs - expected) < 6 * Math.sqrt(expected), `${jobs} jobs, expected about ${expected}`);
  assert.equal(metrics["jobs.finished"]!.mean, jobs, "finished jobs");
  assert.ok(run.events >= 2 * jobs, `${run.events} events of ${jobs} jobs`);
  assert.ok(metrics["vms.peak"]!.mean! <= MOST_VMS, "VMs");
  return { days, jobs, run };
}
