import { describe, expect, it } from "vitest";
import { compileFormula } from "../../../src/model/scaling/formula/formula.ts";
import type { AutoscaleSpec } from "../../../src/model/scaling/scalingSpec.ts";
import { runWorld } from "../../../src/model/world.ts";
import type { WorldResult } from "../../../src/model/worldResult.ts";
import type { WorldSpec } from "../../../src/model/worldSpec.ts";
import { type PoolWords, pool, run, store, type WorkloadWords, workload, world } from "../worldFixture.ts";

const ACTIVE = "$TargetDedicatedNodes = max(0, $ActiveTasks.GetSample(1));";
const PENDING = "$TargetDedicatedNodes = max(0, $PendingTasks.GetSample(1));";

/** Evaluated every 100 ticks on samples of every 10 that are seen 20 later, unless told otherwise. */
function autoscale(formula: string, more: Partial<AutoscaleSpec> = {}): AutoscaleSpec {
  return {
    kind: "autoscale",
    formula: compileFormula(formula),
    interval: 100,
    firstEvaluation: 0,
    samplePeriod: 10,
    sampleDelay: 20,
    missingSamples: 0,
    whileResizing: "replace",
    ...more,
  };
}

function scaled(
  scaling: AutoscaleSpec,
  words: PoolWords = {},
  jobs: readonly WorkloadWords[] = [],
  over: Partial<WorldSpec> = {},
): WorldResult {
  const spec = world({
    pools: [pool("p", { vms: 0, ...words, scaling })],
    workloads: jobs.map((each, index) => workload(`w${index}`, { ...each, pool: "p" })),
    ...over,
  });
  return runWorld(spec, { replication: 0, jobs: true, audit: true, evaluations: true });
}

/** `time target error` of the evaluations that differ from the one before. */
function changes({ evaluations }: WorldResult): readonly string[] {
  const told = evaluations.map(({ targets, error }) => `${/=(\d+)/.exec(targets)![1]!} ${error}`.trim());
  return told.flatMap((text, i) => (text === told[i - 1] ? [] : [`${evaluations[i]!.time}: ${text}`]));
}

/** `[requested, ready, left]` of each VM that became ready. */
function lives({ vms }: WorldResult): readonly unknown[] {
  return vms.map(({ requested, ready, left }) => [requested, ready, left]);
}

describe("A pool with a formula", () => {
  it("is evaluated at its creation and every interval from there, at none of them more than once", () => {
    const { evaluations } = scaled(autoscale("$TargetDedicatedNodes = 1;"));
    // At 1000 the clock stops before anything decides.
    expect(evaluations.map(({ time }) => time)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
    const { evaluations: later } = scaled(autoscale("$TargetDedicatedNodes = 1;", { firstEvaluation: 250 }));
    expect(later.map(({ time }) => time)).toEqual([250, 350, 450, 550, 650, 750, 850, 950]);
  });

  it("has the VMs that it was created with until the first evaluation", () => {
    const told = autoscale("$TargetDedicatedNodes = 1;", { firstEvaluation: 50 });
    expect(lives(scaled(told, { vms: 3 }))).toEqual(
      [
        [0, 0, 50],
        [0, 0, 50],
        [0, 0, null],
      ].toSorted((a, b) => Number(a[2] === null) - Number(b[2] === null)),
    );
  });

  it("sees the state at the end of an instant 20 ticks ago, never a younger one", () => {
    // Jobs at 75 and 80: the evaluation of 100 sees the samples up to 80, the one of time 80 with both jobs in it.
    const jobs = { at: [75, 80, 81], service: 1000 };
    expect(changes(scaled(autoscale(PENDING), {}, [jobs]))).toEqual(["0: 0", "100: 2", "200: 3"]);
  });

  it("counts in $CPUPercent the slots on which a task computes, not those on which one reads or writes", () => {
    // Both read 0-16 (1,600 bytes at 100); a computes 16-28, b 16-19; b writes 19-22, and a 28-30.
    const spec = autoscale("x = $CPUPercent; $TargetDedicatedNodes = 1;", {
      interval: 1,
      firstEvaluation: 1,
      samplePeriod: 1,
      sampleDelay: 1,
    });
    const { evaluations } = scaled(
      spec,
      { vms: 1, slotsPerVm: 2 },
      [
        { at: [0], service: 12, input: 800, output: 200, store: "s" },
        { at: [0], service: 3, input: 800, output: 300, store: "s" },
      ],
      { stores: [store("s")] },
    );
    const seen = evaluations.map(({ time, variables }) => `${time - 1}: ${variables}`);
    const told = seen.filter((text, i) => text.split(" ")[1] !== seen[i - 1]?.split(" ")[1]);
    expect(told).toEqual(["0: x=0", "16: x=1", "19: x=0.5", "28: x=0"]);
  });

  it("has no samples at first: what needs them fails, with the service's words, and leaves the pool alone", () => {
    const result = scaled(autoscale("x = 1;\n$TargetDedicatedNodes = $PendingTasks;"), { vms: 2 });
    const failure = "Line 2, Col 25: Insufficient data from data set: $PendingTasks wanted 1 sample, received 0";
    expect(changes(result)).toEqual([`0: 2 ${failure}`, "100: 0"]);
    expect(result.evaluationCounts).toEqual([
      { pool: "p", evaluations: 10, failed: 1, short: 0, firstFailure: { time: 0, message: failure } },
    ]);
    expect(result.vms.map(({ left }) => left)).toEqual([100, 100]);
  });

  it("takes running work away in a loop where it counts active tasks and requeues", () => {
    // Seen at 100, ready at 150; at 200 the sample of 180 has nothing active; seen again at 300.
    const result = scaled(autoscale(ACTIVE), { provisioning: 50 }, [{ at: [5], service: 60 }]);
    expect(lives(result)).toEqual([
      [100, 150, 200],
      [300, 350, 400],
      [500, 550, 600],
      [700, 750, 800],
      [900, 950, null],
    ]);
    expect(result.metrics.restarts!.value).toBe(4);
    expect(result.metrics["jobs.finished"]!.value).toBe(0);
  });

  it.each([
    ["taskcompletion", "Finished", 210, 210],
    ["retaineddata", "Finished", 210, 210],
    ["terminate", "Failed", 200, 200],
  ])("takes over $NodeDeallocationOption = %s", (option, state, ended, left) => {
    const formula = `${ACTIVE} $NodeDeallocationOption = ${option};`;
    const result = scaled(autoscale(formula), { provisioning: 50 }, [{ at: [5], service: 60 }]);
    expect([...result.jobs!].map((job) => [job.state, job.ended])).toEqual([[state, ended]]);
    expect(result.vms.map(({ deleted }) => deleted)).toEqual([left]);
  });

  it("uses the pool's own option where the formula sets none", () => {
    const result = scaled(autoscale(ACTIVE), { provisioning: 50, deallocation: "terminate" }, [
      { at: [5], service: 60 },
    ]);
    expect([...result.jobs!].map(({ state }) => state)).toEqual(["Failed"]);
    expect(result.evaluations[0]!.targets).toBe("$TargetDedicatedNodes=0;$NodeDeallocationOption=terminate");
  });

  it("never has more VMs than the quota, says so, and tries again at the next evaluation", () => {
    const account = {
      quotas: {
        maxPools: 9,
        maxVmsPerPool: 2,
        maxCores: Number.POSITIVE_INFINITY,
        maxLowPriorityCores: Number.POSITIVE_INFINITY,
      },
      increases: [{ at: 150, quotas: { maxVmsPerPool: 3 }, takes: pool("x", { provisioning: 0 }).provisioning }],
    };
    const result = scaled(autoscale("$TargetDedicatedNodes = 3;"), {}, [], { account });
    expect(changes(result)).toEqual([
      "0: 3 maxVmsPerPool is 2: asked for 3 VMs more, got 2",
      "100: 3 maxVmsPerPool is 2: asked for 1 VMs more, got 0",
      "200: 3",
    ]);
    expect(lives(result)).toEqual([
      [0, 0, null],
      [0, 0, null],
      [200, 200, null],
    ]);
    expect(result.evaluationCounts[0]!.short).toBe(2);
    expect(result.metrics["quota.refused"]!.value).toBe(1);
  });

  it.each<["replace" | "skip", readonly string[], readonly unknown[]]>([
    [
      "replace",
      ["0: 2", "100: 1", "200: 2", "300: 1", "400: 2", "500: 1", "600: 2", "700: 1", "800: 2", "900: 1"],
      [[0, 150, null]],
    ],
    [
      "skip",
      [
        "0: 2",
        "100: 1 a resize is under way",
        "200: 2",
        "300: 1",
        "400: 2",
        "500: 1 a resize is under way",
        "600: 2",
        "700: 1",
        "800: 2",
        "900: 1 a resize is under way",
      ],
      [
        [0, 150, 300],
        [0, 150, 700],
        [400, 550, null],
        [800, 950, null],
      ],
    ],
  ])("meets a resize that is under way: %s", (whileResizing, told, vms) => {
    // 2 VMs and 1 in turns; a VM takes 150 ticks to be ready. The one that is idle for longer leaves.
    const formula = "odd = rand() > 0.5; $TargetDedicatedNodes = odd ? 1 : 2;";
    const spec = autoscale(formula, { whileResizing });
    let turn = 0;
    const evaluate = spec.formula.evaluate.bind(spec.formula);
    // The stream is replaced by turns, so that the targets are known by hand.
    spec.formula.evaluate = (context) => evaluate({ ...context, uniform: () => (turn++ % 2 === 0 ? 0 : 1) });
    const result = scaled(spec, { provisioning: 150 });
    expect(changes(result)).toEqual(told);
    expect(lives(result).toSorted()).toEqual(vms);
  });

  it("loses samples at random, each by itself", () => {
    const formula =
      "seen = $PendingTasks.GetSamplePercent(1000 * TimeInterval_Microsecond); $TargetDedicatedNodes = 0;";
    const told = autoscale(formula, { missingSamples: 0.25, firstEvaluation: 2000, interval: 1000, sampleDelay: 0 });
    const { evaluations } = scaled(told, {}, [], { horizon: 100_001 });
    const seen = evaluations.map(({ variables }) => Number(/seen=([\d.]+)/.exec(variables)![1]));
    // 99 windows of 100 samples each that do not overlap: binomial, with a standard deviation of 0.44 in the mean and of 4.3 in each.
    expect(seen).toHaveLength(99);
    expect(Math.abs(seen.reduce((sum, share) => sum + share, 0) / 99 - 75)).toBeLessThan(5 * 0.44);
    expect(Math.max(...seen.map((share) => Math.abs(share - 75)))).toBeLessThan(6.5 * 4.33);
    expect(new Set(seen).size).toBeGreaterThan(5);
  });

  it("keeps a bounded number of samples, however long it runs", () => {
    const told = autoscale("$TargetDedicatedNodes = max(0, $PendingTasks.GetSample(50 * TimeInterval_Microsecond));", {
      interval: 1000,
    });
    const histories: number[] = [];
    const evaluate = told.formula.evaluate.bind(told.formula);
    told.formula.evaluate = (context) => {
      histories.push(context.histories[0]!.kept);
      return evaluate(context);
    };
    scaled(told, {}, [], { horizon: 1_000_000 });
    // 5 of the window, 2 of the delay, and one more.
    expect(Math.max(...histories)).toBeLessThanOrEqual(8);
    expect(histories).toHaveLength(1000);
  });

  it("counts a gang as the slots it needs, and leaves those who ran to the end", () => {
    const formula = `a = max(0, $ActiveTasks.GetSample(1)); r = max(0, $RunningTasks.GetSample(1));
      p = max(0, $PendingTasks.GetSample(1)); s = max(0, $SucceededTasks.GetSample(1));
      c = max(0, $CPUPercent.GetSample(1)); n = max(0, $CurrentDedicatedNodes.GetSample(1));
      u = max(0, $UsableNodeCount.GetSample(1)); t = max(0, $TaskSlotsPerNode.GetSample(1));
      $TargetDedicatedNodes = 2;`;
    const jobs = [
      { at: [5], gang: 3, service: 100 },
      { at: [6, 7], service: 61 },
    ];
    const result = scaled(autoscale(formula), { vms: 2, slotsPerVm: 2, provisioning: 40, dispatch: 10 }, jobs);
    // Ready at 40: the gang and one single start at 50; the other single waits for the first, which ends at 111, and ends at 182.
    expect(result.evaluations.slice(0, 4).map(({ variables }) => variables)).toEqual([
      "a=0;c=0;n=0;p=0;r=0;s=0;t=0;u=0",
      "a=1;c=1;n=2;p=5;r=4;s=0;t=2;u=2",
      "a=0;c=0.25;n=2;p=1;r=1;s=2;t=2;u=2",
      "a=0;c=0;n=2;p=0;r=0;s=3;t=2;u=2",
    ]);
  });

  it("says which metrics it does not know", () => {
    const formula = "x = max(0, $MemoryBytes.GetSample(1)); $TargetDedicatedNodes = x;";
    expect(scaled(autoscale(formula)).warnings).toEqual([
      "p: its formula reads $MemoryBytes, which a simulated pool does not know; every sample is 0. Decide by tasks, VMs or $CPUPercent instead.",
    ]);
  });

  it("is never larger than its text allows: a gang that cannot fit is rejected, and jobs that wait are at its limit", () => {
    const formula = "$TargetDedicatedNodes = min(2, $PendingTasks.GetSample(1));";
    const result = scaled(autoscale(formula), {}, [
      { at: [5], gang: 3 },
      { at: [15], batch: 4, service: 300 },
    ]);
    expect([...result.jobs!].map(({ state }) => state)).toEqual(["Rejected", ...Array<string>(4).fill("Finished")]);
    // All 4 wait until 100, at a target of 0; then two of them until 400, at the most.
    expect(result.metrics["byPool.p.atLimit.max"]!.value).toBe(300 / 1000);
  });

  it("does not let a task of higher priority take a slot of a VM that leaves when its task is done", () => {
    const formula =
      "$TargetDedicatedNodes = $PendingTasks.GetSample(1) > 0 ? 1 : 2; $NodeDeallocationOption = taskcompletion;";
    const busy = { at: [10], batch: 2, service: 300, priority: 0 };
    const urgent = { at: [150], batch: 2, service: 50, priority: 1 };
    const words: PoolWords = { vms: 2, queue: "priority", preempt: "resume" };
    const guarded = formula.replace("$PendingTasks.GetSample(1)", "max(0, $PendingTasks.GetSample(1))");
    const result = scaled(autoscale(guarded), words, [busy, urgent]);
    // From 100 on one VM leaves with its task, until 310; the other one's task yields to both urgent ones, and goes on after them.
    expect([...result.jobs!].map(({ ended }) => ended).sort()).toEqual([200, 250, 310, 410]);
  });

  it("ends a drain in which tasks lose their VMs for ever", () => {
    const result = scaled(autoscale(ACTIVE), { provisioning: 50 }, [{ at: [5], service: 60 }], { drain: true });
    expect(result.stop).toBe("drained");
    expect(result.metrics["jobs.unfinished"]!.value).toBe(1);
  });

  it("is the same with and without a log, and gives the same figures whoever reads them", () => {
    const spec = world({
      pools: [pool("p", { vms: 0, scaling: autoscale(PENDING) })],
      workloads: [workload("w", { at: [5, 50], service: 90, pool: "p" })],
    });
    const silent = run(spec).result;
    expect(silent.evaluations).toEqual([]);
    const told = runWorld(spec, { replication: 0, jobs: true, audit: true, evaluations: true });
    expect(told.metrics).toEqual(silent.metrics);
    expect(told.evaluationCounts).toEqual(silent.evaluationCounts);
  });
});
