import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../src/report/summaryJson.ts";
import { defaultRows } from "../../src/scenario/defaultsTable.ts";
import { compileWorld, defaultsTable, initialScenario, scenarioJsonSchema } from "../../src/scenario/load.ts";
import { load } from "./scratchFiles.ts";

describe("the JSON Schema", () => {
  it("in scenarios/ is the one that the schema gives (write it anew with: poolsim schema > scenarios/scenario.schema.json)", () => {
    const file = new URL("../../scenarios/scenario.schema.json", import.meta.url);
    expect(readFileSync(file, "utf8")).toBe(jsonText(scenarioJsonSchema()));
  });

  it("knows the keys of a scenario and refuses others", () => {
    const schema = scenarioJsonSchema() as {
      readonly properties: Readonly<Record<string, unknown>>;
      readonly additionalProperties: boolean;
    };
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(["name", "workloads", "classic", "pools", "alternatives"]),
    );
    expect(schema.additionalProperties).toBe(false);
  });
});

describe("the initial scenario", () => {
  it("is valid, without warnings, and can be simulated", async () => {
    const scenario = await load(initialScenario());
    expect(scenario.alternatives.map(({ name }) => name)).toEqual(["classic", "pool-of-32", "pool-of-48"]);
    expect(scenario.warnings).toEqual([]);
    for (const alternative of scenario.alternatives) {
      expect((await compileWorld(alternative, scenario)).workloads).toHaveLength(1);
    }
  });
});

describe("the table of defaults", () => {
  it.each([
    ["classic.endpointConcurrency", "40", "sourced"],
    ["pools.<name>.provisioning", "0 s", "assumption"],
    ["pools.<name>.slotsPerVm", "1", "sourced"],
    ["pools.<name>.vmSize.speed", "1", "convention"],
    ["time.start", "2026-03-02T00:00:00Z", "convention"],
  ])("has %s: %s (%s)", (path, value, source) => {
    expect(defaultRows()).toContainEqual(expect.objectContaining({ path, value, source }));
    expect(defaultsTable()).toContain(`| \`${path}\` |`);
  });

  it("gives a meaning to every default", () => {
    expect(defaultRows().filter(({ meaning }) => meaning === "")).toEqual([]);
  });
});
