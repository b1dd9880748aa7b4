import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { breakEven } from "../../src/experiment/breakEven/breakEven.ts";
import { KEEPS_NOTHING } from "../../src/experiment/sweep/cellStore.ts";
import { sweep } from "../../src/experiment/sweep/sweep.ts";
import { tornado } from "../../src/experiment/sweep/tornado.ts";
import { breakEvenText } from "../../src/report/breakEvenText.ts";
import { writeBreakEvenFiles } from "../../src/report/studyReport.ts";
import { withoutColour } from "../../src/report/style.ts";
import { writeSweepFiles } from "../../src/report/sweepFiles.ts";
import { sweepText } from "../../src/report/sweepText.ts";
import { writeTornadoFiles } from "../../src/report/tornadoFiles.ts";
import { tornadoText } from "../../src/report/tornadoText.ts";
import { packageVersion } from "../../src/version.ts";
import { checkNesting } from "../report/reportFixture.ts";

/** Jobs that vary on a pool of some sizes and prices, with names of somebody who tries. */
const SCENARIO = `name: "Sizes <script>alert(1)</script> & prices"
seed: 4
replications: 2
time: {horizon: 4 h}
workloads: {jobs: {arrivals: {poisson: {rate: 30/h}}, job: {service: {exponential: {mean: 3 min}}}, route: own}}
pools: {own: {vms: 3, vmSize: {price: 0.14 USD/h}, provisioning: 5 min}}
classic: {workers: 2, endpointConcurrency: none, billingPlan: by-hour}
billingPlans: {by-hour: {overageHour: 0.3 USD}}
alternatives:
  "=own": {}
  "shared <b>": {workloads: {jobs: {route: classic}}, pools: null}
`;
const SWEPT = ["sweep.pools.own.vms=[2, 3, 5]", "sweep.pools.own.provisioning=[1 min, 10 min]"];

const files = new Map<string, string>();
let home = "";
const options = { limit: 100, against: "latency.p95", store: KEEPS_NOTHING } as const;
const told = { folder: "results/sizes", names: ["report.html"] };

/** Whole outputs, as in `report.test.ts`; versions of the program are left out. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "poolsim-golden-study-"));
  const file = join(home, "sizes.yaml");
  writeFileSync(file, SCENARIO);
  const own = { alternative: ["=own"], set: SWEPT };
  const swept = (await sweep(file, own, { ...options, command: "sweep" })).result;
  const moved = (await tornado(file, own, { ...options, command: "sweep --tornado", by: 0.2 })).result;
  const between = ["=own", "shared <b>"] as const;
  const question = {
    over: "workloads.jobs.arrivals.poisson.rate",
    between,
    metric: "cost.total",
    command: "breakeven",
  };
  const crossed = await breakEven(file, {}, { ...question, from: "6/h", to: "60/h" });
  await writeSweepFiles(swept, join(home, "sweep"));
  await writeTornadoFiles(moved, join(home, "tornado"));
  await writeBreakEvenFiles(crossed, join(home, "break-even"));
  for (const folder of ["sweep", "tornado", "break-even"]) {
    for (const name of readdirSync(join(home, folder)).filter((each) => /\.(?:html|svg)$/.test(each))) {
      files.set(`${folder}/${name}`, readFileSync(join(home, folder, name), "utf8"));
    }
  }
  files.set("sweep.txt", sweepText(swept, told, withoutColour));
  files.set("tornado.txt", tornadoText(moved, told, withoutColour));
  files.set("break-even.txt", breakEvenText(crossed, withoutColour));
}, 180_000);
afterAll(() => rmSync(home, { recursive: true }));

const NAMES = [
  ...["sweep/frontier.svg", "sweep/report.html", "sweep/sweep-cost.svg", "sweep/sweep.svg"],
  ...["tornado/report.html", "tornado/tornado-cost.svg", "tornado/tornado.svg"],
  ...["break-even/break-even.svg", "break-even/report.html", "sweep.txt", "tornado.txt", "break-even.txt"],
];

describe("the outputs of a sweep, a sensitivity and a break-even", () => {
  it("are these", () => {
    expect([...files.keys()].sort()).toEqual([...NAMES].sort());
  });

  it.each(NAMES)("%s", async (name) => {
    const text = files.get(name)!.replaceAll(`version ${packageVersion()}`, "version VERSION");
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "report/study", name));
  });

  it.each(NAMES.filter((name) => /\.(?:html|svg)$/.test(name)))(
    "%s is well-formed, and runs and loads nothing",
    (name) => {
      const text = files.get(name)!;
      checkNesting(text);
      expect(text).not.toMatch(/<script|<b>|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
      expect(text).not.toMatch(/NaN|undefined|Infinity/);
    },
  );

  it.each(["sweep.txt", "tornado.txt", "break-even.txt"])("%s has no line longer than 80", (name) => {
    expect(
      files
        .get(name)!
        .split("\n")
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });
});
