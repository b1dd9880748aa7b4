/**
 * Times the evaluation of autoscale formulas: 1,000 pools, a formula of 20 lines, every 5 minutes for 30 days, with a sample of each of
 * its variables every 30 s. Run by `node --import tsx test/bench/formulas.ts`.
 *
 * What fails here is a wrong count or a wrong target, never a slow machine.
 */
import assert from "node:assert/strict";
import { compileFormula } from "../../src/model/scaling/formula/formula.ts";
import { SampleHistory } from "../../src/model/scaling/formula/sampleHistory.ts";

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const POOLS = 1000;
const DAYS = 30;
/** Monday, 2 March 2026. */
const EPOCH = Date.UTC(2026, 2, 2) * 1000;

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

const formula = compileFormula(FORMULA);
assert.equal(FORMULA.trimEnd().split("\n").length, 20);
const pools = Array.from({ length: POOLS }, () => ({
  histories: formula.metrics.map(({ lookBack }) => new SampleHistory(lookBack)),
  dedicated: 0,
}));
const begun = process.cpuUsage();
let evaluations = 0;
let failures = 0;
let vmHours = 0;
for (let now = 0; now < DAYS * DAY; now += 30 * SECOND) {
  const evaluating = now % (5 * MINUTE) === 0;
  // 12 tasks from midnight to 6 o'clock, 48 else: as many pending as running.
  const tasks = now % DAY < DAY / 4 ? 12 : 48;
  for (const pool of pools) {
    if (evaluating) {
      const { histories, dedicated } = pool;
      const outcome = formula.evaluate({
        now,
        epoch: EPOCH,
        histories,
        dedicated,
        lowPriority: 0,
        deallocation: "requeue",
        uniform: () => 0.5,
      });
      evaluations++;
      if (outcome.error !== null) failures++;
      pool.dedicated = outcome.dedicated;
      vmHours += outcome.dedicated / 12;
    }
    for (const history of pool.histories) history.record(now, tasks);
  }
}
const { user, system } = process.cpuUsage(begun);
const seconds = (user + system) / 1e6;

assert.equal(evaluations, 8_640_000);
assert.equal(failures, 0);
// By hand, 288 evaluations a day. At midnight the samples that are seen are still those of the day before: 48 tasks, 12 VMs; on the first
// day there are none: the least, 1 VM. At 6 o'clock they still say 12 tasks, so 72 evaluations want 3 VMs, and 215 want 12.
const night = 72 * 3;
const day = 215 * 12;
assert.equal(Math.round(vmHours * 12), POOLS * (1 + night + day + (DAYS - 1) * (12 + night + day)));
for (const { histories } of pools) for (const history of histories) assert.ok(history.kept <= 13);
process.stdout.write(
  `${evaluations.toLocaleString("en")} evaluations and their samples: ${seconds.toFixed(1)} s of processor time, ` +
    `${((seconds / evaluations) * 1e6).toFixed(2)} us each (Node ${process.versions.node})\n`,
);
