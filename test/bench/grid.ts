import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const SIDE = 10;
const REPLICATIONS = 20;
const JOBS = 50_000;

/** A pool and a shared fleet by turns, each of so many sizes: every replication simulates 50,000 jobs. */
const SCENARIO = {
  name: "A grid of 10 x 10",
  seed: 1,
  replications: REPLICATIONS,
  time: { horizon: "1000 d", drain: true },
  workloads: {
    jobs: {
      arrivals: { poisson: { rate: "8/min", limit: JOBS } },
      job: { service: { exponential: { mean: "1 min" } } },
      route: "own",
    },
  },
  pools: { own: { vms: 10, provisioning: "4 min" } },
  sweep: {
    "pools.own.vms": { from: 9, to: 8 + SIDE },
    "workloads.jobs.job.service.exponential.mean": { from: "46 s", to: "64 s", step: "2 s" },
  },
};

/** Seconds of `sweep --workers 2` over 10 x 10 points of 20 replications, from the command's start to its end. */
export function measureGrid(folder: string): { readonly simulations: number; readonly seconds: number } {
  const file = join(folder, "grid.json");
  writeFileSync(file, JSON.stringify(SCENARIO));
  const command = ["dist/cli/main.js", "sweep", file, "--workers", "2", "--out", join(folder, "grid")];
  const started = performance.now();
  const ran = spawnSync(process.execPath, command, { encoding: "utf8" });
  const seconds = (performance.now() - started) / 1000;
  assert.equal(ran.status, 0, ran.stderr);
  const simulations = SIDE * SIDE * REPLICATIONS;
  assert.match(ran.stderr, new RegExp(`: ${simulations.toLocaleString("en-US")} simulations\n`));
  return { simulations, seconds };
}
