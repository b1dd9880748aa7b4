import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Summary } from "../../src/experiment/results.ts";
import { runCommandLine } from "./commandLine.ts";
import type { Measurement } from "./measurement.ts";

const MOST_VMS = 1000;

/** Tasks of each job, all independent. */
const TASKS = 100;

/** Tasks through a pool on demand that is 80% of its largest size on average; its VMs take 4 minutes to come. */
function scenarioOf(tasks: number) {
  return {
    name: `On demand up to ${MOST_VMS} VMs`,
    seed: 1,
    time: { horizon: "10000 d", drain: true },
    workloads: {
      jobs: {
        arrivals: { poisson: { rate: `${(0.8 * MOST_VMS) / TASKS}/min`, limit: tasks / TASKS } },
        job: { tasks: TASKS, service: { exponential: { mean: "1 min" } } },
        route: "own",
      },
    },
    pools: { own: { provisioning: "4 min", scaling: { onDemand: { max: MOST_VMS, idleTimeout: "2 min" } } } },
  };
}

/** Times them: all are done, each by an event of its end at least, on no more VMs than told. */
export function measureOnDemand(tasks: number, folder: string): Measurement {
  const file = join(folder, "onDemand.json");
  writeFileSync(file, JSON.stringify(scenarioOf(tasks)));
  const run = runCommandLine(file, [], folder, "auto");
  const { metrics } = (JSON.parse(readFileSync(join(folder, "out", "summary.json"), "utf8")) as Summary).alternatives
    .base!;
  assert.equal(metrics["jobs.finished"]!.mean, tasks / TASKS, "finished jobs");
  assert.ok(run.events >= tasks, `${run.events} events of ${tasks} tasks`);
  assert.ok(metrics["vms.peak"]!.mean! <= MOST_VMS, "VMs");
  return run;
}
