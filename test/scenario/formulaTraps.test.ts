import { describe, expect, it } from "vitest";
import { runScenario } from "../../src/experiment/run.ts";
import { validateScenario } from "../../src/scenario/load.ts";
import { load } from "./scratchFiles.ts";

/** Three pools: two with the same trap, one mended. */
const SCENARIO = `name: Traps
time: {horizon: 1 h}
workloads:
  a: {arrivals: {at: [1 min]}, job: {service: 5 min}, route: loop}
  b: {arrivals: {at: [1 min]}, job: {service: 5 min}, route: again}
  c: {arrivals: {at: [1 min]}, job: {service: 5 min}, route: mended}
pools:
  loop: {scaling: {autoscale: {formula: "$TargetDedicatedNodes = max(0, $ActiveTasks.GetSample(1));", interval: 5 min}}}
  again: {scaling: {autoscale: {formula: "$TargetDedicatedNodes = max(0, $ActiveTasks.GetSample(1));", interval: 5 min}}}
  mended: {scaling: {autoscale: {formula: "$TargetDedicatedNodes = max(0, $PendingTasks.GetSample(1));", interval: 5 min}}}
`;
const TRAP =
  "loop and 1 more: line 1, column 1 of its formula: $ActiveTasks does not count running tasks, and the option is requeue " +
  "by default. Count $PendingTasks, or set $NodeDeallocationOption = taskcompletion.";

describe("A formula's traps", () => {
  it("are told by validate, once for pools with the same formula, with the mend", async () => {
    const scenario = await load(SCENARIO);
    expect(await validateScenario(scenario)).toEqual([`${scenario.alternatives[0]!.name}: ${TRAP}`]);
  });

  it("depend on the slots of the pool's VMs", async () => {
    const traps = await validateScenario(
      await load(SCENARIO.replace("mended: {scaling", "mended: {slotsPerVm: 2, scaling")),
    );
    expect(traps).toHaveLength(2);
    expect(traps[1]).toContain("mended: line 1, column 25 of its formula: the target counts tasks, not VMs");
  });

  it("are warnings of a run, and no error", async () => {
    const { summary } = await runScenario(await load(SCENARIO));
    const { warnings } = Object.values(summary.alternatives)[0]!;
    expect(warnings.filter((warning) => warning.includes("formula"))).toEqual([TRAP]);
  });
});
