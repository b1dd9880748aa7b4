import assert from "node:assert/strict";
import { Worker } from "node:worker_threads";
import { runCommandLine } from "./commandLine.ts";

/** Seconds of the same work in one thread and in two. */
export interface Scaling {
  readonly one: number;
  readonly two: number;
}

export interface ScalingMeasurement {
  readonly poolsim: readonly Scaling[];
  /** Two threads that only count, in turn with Poolsim: what this machine gives two threads at all. */
  readonly control: readonly Scaling[];
  readonly replications: number;
  /** Of each replication. */
  readonly jobs: number;
}

const REPLICATIONS = 40;
const RUNS = 5;
/** Some seconds of it in one thread. */
const TURNS = 1.5e9;
const COUNT = `const { workerData } = require("node:worker_threads");
let x = 1;
for (let i = 0; i < workerData; i++) { x ^= x << 13; x ^= x >>> 17; x ^= x << 5; }
if (x === 0) throw new Error("an xorshift never comes to 0");`;

/** Times `--workers 2` against `--workers 1`, from the command's start to its end, on a model that comes to so many jobs. */
export async function measureScaling(
  scenario: string,
  model: readonly string[],
  jobs: number,
  folder: string,
): Promise<ScalingMeasurement> {
  const poolsim: Scaling[] = [];
  const control: Scaling[] = [];
  for (let run = 0; run < RUNS; run++) {
    const seconds = (workers: number): number => {
      const started = performance.now();
      const settings = [...model, `replications=${REPLICATIONS}`];
      const { events } = runCommandLine(scenario, settings, folder, "auto", workers);
      assert.equal(events, 2 * jobs * REPLICATIONS, "events");
      return (performance.now() - started) / 1000;
    };
    poolsim.push({ one: seconds(1), two: seconds(2) });
    control.push({ one: await counting([TURNS]), two: await counting([TURNS / 2, TURNS / 2]) });
  }
  return { poolsim, control, replications: REPLICATIONS, jobs };
}

async function counting(turns: readonly number[]): Promise<number> {
  const started = performance.now();
  await Promise.all(
    turns.map(
      (workerData) =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(COUNT, { eval: true, workerData });
          worker.on("error", reject);
          worker.on("exit", () => resolve());
        }),
    ),
  );
  return (performance.now() - started) / 1000;
}
