import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TheoryReport } from "../../src/experiment/theory/theoryReport.ts";
import { poolsim } from "./poolsim.ts";

const QUEUE = `name: A queue
seed: 5
time: {warmUp: 2 h, horizon: 10 h}
workloads:
  jobs: {arrivals: {poisson: {rate: 1/min}}, job: {service: {exponential: {mean: 1 min}}}, route: own}
pools: {own: {vms: 2}}
`;

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-theory-cli-"));
  writeFileSync(join(home, "queue.yaml"), QUEUE);
});
afterAll(() => rmSync(home, { recursive: true }));

describe("poolsim theory", () => {
  it("prints theory beside simulation, leaves no files, and is the same each time", async () => {
    const { code, stdout, stderr } = await poolsim(home, "theory", "queue.yaml");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("  own is M/M/2 at 50%: exact\n");
    expect(stdout).toContain("10 replications, seed 5. The file asks for 1, which has no interval;");
    expect(existsSync(join(home, "results"))).toBe(false);
    expect((await poolsim(home, "theory", "queue.yaml", "--quiet")).stdout).toBe(stdout);
  });

  it("takes the options of run, and prints JSON and nothing else", async () => {
    const words = ["--json", "--set", "pools.own.vms=3", "--seed", "9", "--replications", "4", "--alternative", "base"];
    const { code, stdout, stderr } = await poolsim(home, "theory", "queue.yaml", ...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = JSON.parse(stdout) as TheoryReport;
    expect(report.command).toBe("theory --seed 9 --replications 4 --alternative base --set pools.own.vms=3");
    expect(report.scenario).toMatchObject({ seed: 9, replications: 4, replicationsAsked: 4 });
    const [system] = report.alternatives.base!.systems;
    expect(system).toMatchObject({ system: "own", recognisedAs: "M/M/3 at 33.3%", kind: "exact", departures: [] });
    // Erlang's C formula: 1/6 (3/2) / (1 + 1 + 1/2 + 1/4) = 1/11, of which each waits 30 s.
    expect(system!.figures[0]).toMatchObject({ metric: "wait.mean", unit: "s" });
    expect(system!.figures[0]!.theory).toBeCloseTo(30 / 11, 9);
    expect(system!.figures[0]!.simulated.n).toBe(4);
  });

  it("ends well where nothing is known, with every reason", async () => {
    const job = "workloads.jobs.job.timeout=5 min";
    const { code, stdout } = await poolsim(home, "theory", "queue.yaml", "--set", job, "--set", "pools.own.vms=0");
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(3, 6)).toEqual([
      "  own has no exact answer here:",
      "  - it has no VMs",
      "  - workload jobs: jobs are cancelled when they take too long (timeout)",
    ]);
  });

  it.each([
    [["theory"], "no file given; see poolsim theory --help"],
    [["theory", "queue.yaml", "--jobs"], 'unknown option "--jobs"; poolsim theory --help lists them'],
    [["theory", "queue.yaml", "--alternative", "pase"], 'no alternative is named "pase"; did you mean "base"?'],
  ])("refuses %o in one line", async (words, told) => {
    const { code, stdout, stderr } = await poolsim(home, ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(told);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
