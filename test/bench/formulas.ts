/**
 * Times autoscale formulas in the model: 1,000 simulated pools, a formula of 20 lines each, evaluated every 5 minutes for 30 days, with
 * a sample of each of its variables every 30 s. Run by `node --import tsx test/bench/formulas.ts`.
 *
 * What fails here is a wrong count or a wrong target, never a slow machine.
 */
import assert from "node:assert/strict";
import { compileFormula } from "../../src/model/scaling/formula/formula.ts";
import { SAMPLE_DELAY, SAMPLE_PERIOD } from "../../src/model/scaling/formula/sampleHistory.ts";
import { runWorld } from "../../src/model/world.ts";
import { pool, world } from "../model/worldFixture.ts";

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const POOLS = 1000;
const DAYS = 30;
/** Monday, 2 March 2026. */
const EPOCH = Date.UTC(2026, 2, 2);

const FORMULA = `minVms = 1;
maxVms = 25;
look = 5 * TimeInterval_Minute;
slots = 4;
now = time();
isWorkday = now.weekday >= 1 && now.weekday <= 5;
isWorkingHour = now.hour >= 8 && now.hour < 18;
floorVms = isWorkday && isWorkingHour ? 4 : minVms;
seen = $PendingTasks.GetSamplePercent(look);
last = max(0, $PendingTasks.GetSample(1));
mean = seen < 70 ? last : avg($PendingTasks.GetSample(look));
peak = seen < 70 ? last : max($PendingTasks.GetSample(look));
tasks = max(last, mean * 0.5 + peak * 0.5);
running = max(0, $RunningTasks.GetSample(1));
wanted = ceil(max(tasks, running) / slots);
change = wanted - $TargetDedicatedNodes;
step = change > 10 ? 10 : change;
target = $TargetDedicatedNodes + step;
$TargetDedicatedNodes = max(floorVms, min(maxVms, target));
$NodeDeallocationOption = taskcompletion;
`;

assert.equal(FORMULA.trimEnd().split("\n").length, 20);
const INTERVAL = 5 * MINUTE;
// As a scenario does it: pools with the same text share the compiled formula.
const formula = compileFormula(FORMULA);
const names = Array.from({ length: POOLS }, (_, place) => `p${place}`);
const spec = world({
  startEpochMs: EPOCH,
  horizon: DAYS * DAY,
  exactQuantiles: false,
  pools: names.map((name) =>
    pool(name, {
      vms: 0,
      slotsPerVm: 4,
      scaling: {
        kind: "autoscale",
        formula,
        interval: INTERVAL,
        firstEvaluation: 0,
        samplePeriod: SAMPLE_PERIOD,
        sampleDelay: SAMPLE_DELAY,
        missingSamples: 0,
        whileResizing: "replace",
      },
    }),
  ),
});
const begun = process.cpuUsage();
const { evaluationCounts, metrics, events } = runWorld(spec, { replication: 0, jobs: false, audit: false });
const { user, system } = process.cpuUsage(begun);
const seconds = (user + system) / 1e6;

const evaluations = evaluationCounts.reduce((sum, count) => sum + count.evaluations, 0);
assert.equal(evaluations, 8_640_000);
for (const { failed, short } of evaluationCounts) assert.deepEqual([failed, short], [0, 0]);
// By hand: no tasks, so 4 VMs in the 120 evaluations of each of 22 workdays' working hours, and 1 in all others.
const perPool = 22 * 120 * 4 + (DAYS * 288 - 22 * 120);
assert.ok(Math.abs(metrics["computeHours.billed"]!.value! - (POOLS * perPool) / 12) < 1e-3);
process.stdout.write(
  `${evaluations.toLocaleString("en")} evaluations of ${POOLS.toLocaleString("en")} simulated pools and their samples ` +
    `(${events.toLocaleString("en")} events): ${seconds.toFixed(1)} s of processor time, ` +
    `${((seconds / evaluations) * 1e6).toFixed(2)} us each (Node ${process.versions.node})\n`,
);
