import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packageVersion } from "../../src/version.ts";
import { filesOf, type ResultFiles } from "./resultFiles.ts";

/** A pool that is operated and one that a formula scales, by two jobs each; a name that a spreadsheet would take for a formula. */
const SCENARIO = `name: Tables
time: {horizon: 1 h}
workloads:
  "=mine": {arrivals: {at: [1 min], jobs: 2}, job: {service: 90 s, deadline: 2 min}, route: operated}
  scaled: {arrivals: {at: [10 min], jobs: 2}, job: {service: 4 min}, route: formula}
pools:
  operated:
    vmSize: {cores: 1, price: 0.36 USD/h}
    provisioning: 30 s
    scaling: {operations: [{at: 0 s, create: 1}, {at: 10 s, resize: 2}, {at: 10 min, delete: true}]}
  formula:
    vms: 0
    provisioning: 30 s
    scaling: {autoscale: {formula: "waiting = avg($PendingTasks.GetSample(1)); $TargetDedicatedNodes = waiting;", interval: 15 min}}
objectives: ["deadlines.missed <= 50%"]
alternatives: {as-it-is: {}, sooner: {pools: {operated: {provisioning: 0 s}}}}
`;

const NAMES = ["bill", "evaluations", "jobs", "latency", "operations", "replications", "timeline", "vms"];

let files: ResultFiles = {};
beforeAll(async () => {
  files = await filesOf(SCENARIO);
}, 60_000);

/** Whole outputs, as in `report.test.ts`. */
describe("the tables and the summary of a run", () => {
  it("are all of them", () => {
    const written = Object.keys(files).filter((name) => name.endsWith(".csv"));
    expect(written).toEqual(NAMES.map((name) => `${name}.csv`));
  });

  it.each(NAMES)("%s.csv", async (name) => {
    await expect(files[`${name}.csv`]).toMatchFileSnapshot(join(import.meta.dirname, `report/tables/${name}.csv`));
  });

  it("summary.json", async () => {
    const text = files["summary.json"]!.replaceAll(`"${packageVersion()}"`, '"VERSION"');
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "report/tables/summary.json"));
  });
});
