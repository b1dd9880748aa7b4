import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runScenario } from "../../src/experiment/run.ts";
import { withoutColour } from "../../src/report/style.ts";
import { terminalReport } from "../../src/report/terminalReport.ts";
import { loadScenario } from "../../src/scenario/load.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-warnings-"));
});
afterEach(() => rmSync(home, { recursive: true }));

async function run(scenario: string) {
  const file = join(home, "case.yaml");
  writeFileSync(file, scenario);
  return (await runScenario(await loadScenario(file))).summary;
}

const jobs = (route: string, more = ""): string => `
workloads: {a: {arrivals: {renewal: {interval: 10 s}}, job: {service: 60 s}, route: ${route}}}
time: {horizon: 1 h}
${more}`;

describe("warnings of a run", () => {
  it.each([
    [
      "a pool that is too small",
      jobs("p", "pools: {p: {vms: 2, slotsPerVm: 2}}"),
      // 6 slots busy on average, 359 firings of 360 intervals: 7 slots with a tenth more are 4 VMs.
      /^p: load is 1\.50 of capacity; .* Try --set pools\.p\.vms=4, or read its figures as "after 1 h"\.$/u,
    ],
    [
      "a pool that is too small, whose clock goes on until all is done",
      jobs("p", "pools: {p: {vms: 4}}").replace("1 h", "1 h, drain: true"),
      /Try --set pools\.p\.vms=7, or read its figures as those of all that comes in 1 h\.$/u,
    ],
    ["a pool of no VMs", jobs("p", "pools: {p: {vms: 0}}"), /^p: it has no slots, so no job runs there\. Try --set/u],
    ["a fleet that is too small", jobs("classic", "classic: {workers: 5}"), /Try --set classic\.workers=7, or read/u],
    [
      "a timetable that is too small",
      jobs("classic", 'classic: {workers: [{from: "00:00", workers: 5}, {from: "12:00", workers: 4}]}'),
      /Try a timetable of 7 workers on average, or read/u,
    ],
    [
      "a cap that is too low",
      jobs("classic", "classic: {workers: 9, endpointConcurrency: 2}"),
      /^classic: endpoint a has work for (6|5\.\d\d) jobs at a time and may run 2; .* raise the cap to 7\.$/u,
    ],
    [
      "a tenant's cap that is too low, which more endpoints do not help",
      jobs("classic", "classic: {workers: 9, endpointConcurrency: none, tenantConcurrency: 2}"),
      /^classic: tenant a has work for (6|5\.\d\d) jobs at a time and may run 2; .* no steady state\. Raise the cap to 7\.$/u,
    ],
    ["no fleet", jobs("classic"), /^classic: no fleet is told, so nobody waits for others there, only for caps;/u],
    [
      "waits that were observed",
      jobs("classic", "classic: {observedWait: 5 s}"),
      /^classic: no fleet is simulated, each wait is drawn from observedWait whatever the load;/u,
    ],
    [
      "an objective on a figure that is not there",
      jobs("p", 'pools: {p: {vms: 9}}\nobjectives: ["byTenant.b.wait.mean <= 1 s"]'),
      /^objective "byTenant\.b\.wait\.mean <= 1 s" is undecided: there is no figure byTenant\.b\.wait\.mean here\.$/u,
    ],
    [
      "an objective on a cost where nothing has a price",
      jobs("p", 'pools: {p: {vms: 9}}\nobjectives: ["byPool.p.cost.perJob <= 1 USD"]'),
      /^objective "byPool\.p\.cost\.perJob <= 1 USD" is undecided: no price is told\.$/u,
    ],
    [
      "an objective on the cost of a job where none finished",
      jobs("p", 'pools: {p: {vms: 0, vmSize: {price: 1 USD/h}}}\nobjectives: ["cost.perJob <= 1 USD"]'),
      /^objective "cost\.perJob <= 1 USD" is undecided: there is no figure cost\.perJob here\.$/u,
    ],
    [
      "an overload, and how many jobs it leaves",
      jobs("p", "pools: {p: {vms: 4}}"),
      // Each of 4 VMs ends a job a minute, the last of 59 rows as the hour ends: 359 came, 4 x 59 ended.
      /have no steady state, 123 jobs are unfinished at its end\. Try --set/u,
    ],
    [
      "jobs that are not done at the end, without an overload",
      // Ten jobs of a minute on one VM that is ready after 56: four are done.
      `
workloads: {a: {arrivals: {at: [0 s], batch: 10}, job: {service: 60 s}, route: p}}
time: {horizon: 1 h}
pools: {p: {vms: 1, provisioning: 56 min}}`,
      /^6 of 10 jobs are unfinished when the clock stops; they count in no latency, .* Try --set time\.drain=true, or a/u,
    ],
    [
      "that no job came in the measured window",
      `
workloads: {a: {arrivals: {at: [1 h]}, job: {service: 60 s}, route: p}}
time: {warmUp: 2 h, horizon: 3 h}
pools: {p: {vms: 1}}`,
      /^no job is submitted in the measured 3 h after the warm-up, so .* Let arrivals fire there, or raise time\.horizon\.$/u,
    ],
    [
      "percentiles of a few rounds of random jobs",
      `
workloads: {a: {arrivals: {at: [0 s, 5 min], batch: 90}, job: {service: {exponential: {mean: 1 s}}}, route: p}}
time: {horizon: 1 h}
pools: {p: {vms: 9}}`,
      /^wait\.p95 and latency\.p95: 2 independent rounds are too few, 59 bound a p95 .* Try --replications 30, or a longer/u,
    ],
  ])("tell %s, and a way out", async (_what, scenario, sentence) => {
    const { alternatives } = await run(scenario);
    const warnings = Object.values(alternatives).flatMap((alternative) => alternative.warnings);
    expect(warnings.filter((warning) => sentence.test(warning))).toHaveLength(1);
  });

  it("are silent about a fleet that no job goes to", async () => {
    const { alternatives } = await run(jobs("p", "classic: {}\npools: {p: {vms: 9}}\nalternatives: {only: {}}"));
    expect(alternatives.only!.warnings).toEqual([]);
  });

  it("are silent about jobs of which none is asked for", async () => {
    const { alternatives } = await run(
      jobs("p", "pools: {p: {vms: 9}}").replace("interval: 10 s", "interval: 10 s, limit: 0"),
    );
    expect(alternatives.base!.warnings).toEqual([]);
  });

  it("do not repeat themselves where one says it all: an overload's jobs wait, are left, and have no percentiles", async () => {
    const { alternatives } = await run(
      `${jobs("p", "pools: {p: {vms: 2}}")}`.replace("service: 60 s", "service: {exponential: {mean: 60 s}}"),
    );
    expect(alternatives.base!.warnings).toEqual([expect.stringMatching(/^p: load is 3\.00 of capacity/u)]);
  });

  it("name the alternative once, also where it is called as the system", async () => {
    const summary = await run(jobs("p", "classic: {workers: 5}\npools: {p: {vms: 9}}"));
    const lines = terminalReport(summary, null, withoutColour).split("\n");
    expect(lines.filter((line) => line.startsWith("!"))).toEqual([
      expect.stringMatching(/^! classic: load is 1\.20 of/u),
    ]);
  });
});
