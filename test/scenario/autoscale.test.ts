import { describe, expect, it } from "vitest";
import { HOUR } from "../../src/engine/time.ts";
import type { PoolSpec } from "../../src/model/pool/poolSpec.ts";
import { compileWorld } from "../../src/scenario/load.ts";
import { load, TEN_LINES } from "./scratchFiles.ts";

/** The first line of what is said of a pool with these keys in `autoscale`, or nothing. */
async function said(keys: string): Promise<string> {
  try {
    const scenario = await load(TEN_LINES.replace("vms: 32", `scaling: {autoscale: {${keys}}}`));
    for (const alternative of scenario.alternatives) await compileWorld(alternative, scenario);
    return "";
  } catch (error) {
    return (error as Error).message.split("\n")[0]!;
  }
}

const LOW = "$TargetLowPriorityNodes = 4;";

/** What the model knows of the low-priority VMs of a pool with this formula and these keys. */
async function lowPriorityOf(formula: string, keys = ""): Promise<PoolSpec["lowPriority"]> {
  const words = `scaling: {autoscale: {formula: "${formula}"}}${keys}`;
  const scenario = await load(TEN_LINES.replace("vms: 32", words));
  const specs = await Promise.all(scenario.alternatives.map((each) => compileWorld(each, scenario)));
  return specs.find(({ pools }) => pools.length > 0)!.pools[0]!.lowPriority;
}

describe("scaling.autoscale", () => {
  it("has low-priority VMs with every default where a formula asks for them and the pool tells nothing of them", async () => {
    const defaults = { vms: 0, lifetime: null, discount: 0.8, longestRun: null };
    expect(await lowPriorityOf(LOW)).toEqual(defaults);
    expect(await lowPriorityOf(LOW, ", lowPriority: {discount: 50%}")).toEqual({ ...defaults, discount: 0.5 });
    expect(await lowPriorityOf(LOW, ", lowPriority: {lifetime: 8 h}")).toMatchObject({ lifetime: { mean: 8 * HOUR } });
    expect(await lowPriorityOf("$TargetLowPriorityNodes = 0; $TargetDedicatedNodes = 4;")).toBe(null);
  });

  it.each([
    ['formula: "$TargetDedicatedNodes = 3;"'],
    ['formula: "n = 1; $TargetDedicatedNodes = n;", with: {n: 4}, interval: 168 h, firstEvaluation: 90 s'],
    ['formula: "x = time().weekday;", assume: {sunday: 7, round: toEven}, missingSamples: 5%, interval: 5 min'],
  ])("takes %s", async (keys) => {
    expect(await said(keys)).toBe("");
  });

  it.each([
    ['formula: "x = 1;", interval: 299 s', 'interval: "299 s" is not what the service takes: 5 min to 168 h'],
    ['formula: "x = 1;", interval: 169 h', 'interval: "169 h" is not what the service takes: 5 min to 168 h'],
    ['formula: "x = 1; y = * 2;"', "formula: line 1, column 12 of the formula: found "],
    [
      'formula: "maxVms = 1;", with: {maxVm: 2}',
      'with.maxVm: "maxVm" is given, but the formula has no such variable; did you mean "maxVms"?',
    ],
    ['formula: "x = 1;", with: {x: many}', 'with.x: found "many", expected a number'],
    ["formulaFile: nowhere.txt", "formulaFile: no such file; "],
    [
      'formula: "x = 1;", formulaFile: a.txt',
      "found formula and formulaFile; expected exactly one of formula, formulaFile",
    ],
    ['formula: "x = 1;", whileResizing: wait', 'whileResizing: found "wait", expected replace or skip'],
    ['formula: "x = 1;", assume: {sundae: 7}', "sunday"],
  ])("refuses %s", async (keys, message) => {
    const line = await said(keys);
    expect(line).toMatch(/^.*scenario\.yaml:9:\d+ {2}pools\.scoring\.scaling\.autoscale/);
    expect(line).toContain(message);
  });
});
