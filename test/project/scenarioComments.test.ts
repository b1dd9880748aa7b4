import { describe, expect, it } from "vitest";
import { offeredLoads } from "../../src/model/offeredLoad.ts";
import { Parties } from "../../src/model/parties.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";
import { compileWorld, type LoadOptions, loadScenario } from "../../src/scenario/load.ts";
import { withTrace } from "../shared/traceFolder.ts";
import { firstComment, type ToldLoad, toldLoads } from "./scenarioComment.ts";
import { SCENARIOS, SELF_CONTAINED, scenarioFile, scenarioText, TRACE, withTraceFile } from "./scenarioRuns.ts";

/** The loads of the systems that the customer's own jobs may go to, each rounded as the comment rounds it. */
function computedLoads(spec: WorldSpec, told: readonly ToldLoad[]): readonly ToldLoad[] {
  const parties = new Parties(spec);
  return offeredLoads(spec)
    .filter(
      ({ cappedAs, system }) => cappedAs === null && parties.reaches(parties.systems.indexOf(system), spec.workloads),
    )
    .map(({ system, offered, capacity }) => {
      const digits = told.find((load) => load.system === system)?.offered.split(".")[1]?.length ?? 0;
      return { system, offered: offered.toFixed(digits), capacity };
    });
}

async function expectToldLoads(name: string, options: LoadOptions = {}): Promise<void> {
  const told = toldLoads(firstComment(scenarioText(name)).get("Load") ?? "");
  const scenario = await loadScenario(scenarioFile(name), options);
  expect([...told.keys()]).toEqual(scenario.alternatives.map((alternative) => alternative.name));
  for (const alternative of scenario.alternatives) {
    const loads = told.get(alternative.name)!;
    const spec = await compileWorld(alternative, scenario);
    expect({ [alternative.name]: byName(loads) }).toEqual({ [alternative.name]: byName(computedLoads(spec, loads)) });
  }
}

function byName(loads: readonly ToldLoad[]): readonly ToldLoad[] {
  return [...loads].sort((a, b) => (a.system < b.system ? -1 : 1));
}

describe("reading a scenario's first comment", () => {
  it("joins the lines of a paragraph, and ends at the first line that is no comment", () => {
    const text =
      "# Question: what\n#   then?\n# Load: a: b 1 of 2 slots\n#\n#   lost\n# Data: x\nname: y\n# Expected: no\n";
    expect([...firstComment(text)]).toEqual([
      ["Question", "what then?"],
      ["Load", "a: b 1 of 2 slots"],
      ["Data", "x"],
    ]);
  });

  it("keeps the digits of a load as they were written", () => {
    expect([...toldLoads("one: classic 7.10 of 8 slots; two: a 0 of 2 slots, b-c 3.5 of 4 slots")]).toEqual([
      ["one", [{ system: "classic", offered: "7.10", capacity: 8 }]],
      [
        "two",
        [
          { system: "a", offered: "0", capacity: 2 },
          { system: "b-c", offered: "3.5", capacity: 4 },
        ],
      ],
    ]);
  });

  it.each(["classic 7 of 8 slots", "one: classic 7 of 8", "one: classic seven of 8 slots"])(
    "refuses %s",
    (paragraph) => {
      expect(() => toldLoads(paragraph)).toThrow(/^not /);
    },
  );
});

describe("each bundled scenario", () => {
  it("is one of those that are known here", () => {
    expect(SCENARIOS).toEqual([
      "autoscale-traps",
      "billing-48-hours",
      "capacity-plan",
      "cpu-or-gpu",
      "forgot-to-resize",
      "hourly-scoring",
      "hybrid-overflow",
      "low-utilisation",
      "million-sensors",
      "mm8",
      "nfs-or-blob",
      "nightly-quota",
      "nightly-window",
      "noisy-neighbours",
      "one-job-or-chunks",
      "philly",
      "priorities-and-low-priority",
      "quota-wall",
      "scale-to-zero-or-keep",
      "scoring-reference",
      "spot-with-checkpoints",
      "training-shapes",
      "two-plans",
      "vms-or-cores",
    ]);
  });

  it.each(SCENARIOS)("%s begins with its question, its load and what to expect", (name) => {
    expect([...firstComment(scenarioText(name)).keys()].slice(0, 3)).toEqual(["Question", "Load", "Expected"]);
  });

  it.each(SELF_CONTAINED)(
    "%s tells the offered load of every alternative, right to the digits written",
    async (name) => {
      await expectToldLoads(name);
    },
  );
});

withTrace(TRACE, (file) => {
  it("philly tells the offered load of every alternative, right to the digits written", async () => {
    await expectToldLoads("philly", withTraceFile(file));
  });
});
