import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../src/report/summaryJson.ts";
import { initialScenario } from "../../src/scenario/initialScenario.ts";
import { scenarioJsonSchema } from "../../src/scenario/jsonSchema.ts";
import { compileWorld } from "../../src/scenario/load.ts";
import { referenceRows, referenceSections } from "../../src/scenario/reference.ts";
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

describe("the reference of keys", () => {
  it.each([
    ["classic.endpointConcurrency", "whole number from 1 or none or map by name", "40", "sourced"],
    ["pools.<name>.provisioning", "duration or distribution", "0 s", "assumption"],
    ["pools.<name>.slotsPerVm", "whole number (1 to 256)", "1", "sourced"],
    ["vmSizes.<name>.speed", "number above 0 or map", "1", "convention"],
    ["time.start", "date", "2026-03-02T00:00:00Z", "convention"],
    ["workloads.<name>.arrivals.poisson.rate", "rate", null, null],
  ])("has %s: %s, by default %s (%s)", (path, takes, value, source) => {
    expect(referenceRows()).toContainEqual(expect.objectContaining({ path, takes, value, source }));
  });

  it("has every key that the JSON Schema has, and no other", () => {
    const keys = new Set<string>();
    const collect = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      if ("properties" in node) for (const key of Object.keys(node.properties as object)) keys.add(key);
      for (const value of Object.values(node)) collect(value);
    };
    collect(scenarioJsonSchema());
    const told = referenceSections().flatMap(({ rows }) => rows.flatMap(({ path }) => path.split(".")));
    const names = told.map((name) => name.replace("[]", "")).filter((name) => name !== "<name>");
    const titles = referenceSections().map(({ title }) => title.replace(".<name>", ""));
    expect([...keys].filter((key) => ![...names, ...titles].includes(key))).toEqual([]);
    expect(names.filter((name) => !keys.has(name))).toEqual([]);
  });

  it("says of every key what it takes and what it means", () => {
    const silent = referenceSections()
      .flatMap(({ rows }) => rows)
      .filter(({ takes, meaning }) => takes === "" || meaning === "" || /^An? [\w ]+, such as "/.test(meaning));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
