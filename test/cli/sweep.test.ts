import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ended, poolsim, start } from "./poolsim.ts";

// 90 cells of some 20 ms each.
const SCENARIO = `seed: 9
replications: 15
time: {horizon: 4 d}
workloads:
  jobs: {arrivals: {poisson: {rate: 60/h}}, job: {service: {exponential: {mean: 2 min}}}, route: own}
pools: {own: {vms: 3, vmSize: {price: 0.14 USD/h}}}
sweep: {pools.own.vms: [3, 4], workloads.jobs.arrivals.poisson.rate: [50/h, 60/h, 70/h]}
`;

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-sweep-cli-"));
  writeFileSync(join(home, "study.yaml"), SCENARIO);
});
afterAll(() => rmSync(home, { recursive: true }));

const words = (out: string): string[] => ["sweep", "study.yaml", "--workers", "2", "--out", out];
const bytes = (out: string) => ["summary.json", "sweep.csv"].map((name) => readFileSync(join(home, out, name), "utf8"));

function cells(out: string): number {
  const folder = join(home, `.${out}.cells`);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")).length : 0;
}

describe("poolsim sweep", () => {
  it("tells how much there is to do, then cost beside latency, and writes a row for each cell and metric", async () => {
    const { code, stdout, stderr } = await poolsim(home, ...words("told"));
    expect(code).toBe(0);
    expect(stderr).toMatch(/^6 points x 1 alternative x 15 replications: 90 simulations\n[\d,]+ events in .*\n$/);
    expect(stdout).toMatch(/^vms {2}rate {2}latency\.p95 +cost\.total\n3 {4}50\/h {2}/m);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    const rows = readFileSync(join(home, "told", "sweep.csv"), "utf8")
      .trimEnd()
      .split("\n");
    expect(rows[0]).toBe("pools.own.vms,workloads.jobs.arrivals.poisson.rate,alternative,metric,mean,low,high");
    // 3 and 4 VMs for 4 days, at 0.14 an hour: certain.
    expect(rows).toContain("3,50/h,base,cost.total,40.32,40.32,40.32");
    expect(rows).toContain("4,70/h,base,cost.total,53.76,53.76,53.76");
    const again = await poolsim(home, ...words("told"));
    expect(again.stdout).toBe(stdout);
    expect(again.stderr).toContain("0 new simulations, 90 as they were in ");
  });

  it("counts cells where not all points have as many alternatives", async () => {
    // A route to the pool is compared with classic, a route to classic is not: 6 of 12 points have two alternatives.
    const routes = ["--set", "classic.workers=2", "--set", "sweep.workloads.jobs.route=[own, classic]"];
    const { stdout } = await poolsim(home, ...words("routes"), ...routes, "--replications", "1");
    expect(stdout.split("\n")[1]).toBe("seed 9 · 12 points · 18 cells · 1 replication");
    expect(readFileSync(join(home, "routes", "report.html"), "utf8")).toContain("12 points · 18 cells");
  });

  it("says of a cost that stays the same that it does", async () => {
    const { code } = await poolsim(home, ...words("flat"), "--set", "sweep.pools.own.vms=[3]", "--replications", "1");
    expect(code).toBe(0);
    const page = readFileSync(join(home, "flat", "report.html"), "utf8");
    // 3 VMs for 4 days at 0.14 an hour, whatever they do.
    expect(page).toContain("<h2>cost.total is $40.32 throughout over workloads.jobs.arrivals.poisson.rate</h2>");
    expect(page).toMatch(/<h2>latency\.p95 is from [\d.]+ min to [\d.]+ min over /u);
  });

  it("interrupted ends with 130, keeps what is done, and writes no result", async () => {
    const child = start(home, [...words("stopped"), "--quiet", "--fresh"]);
    const run = ended(child);
    while (cells("stopped") < 5) await wait(10);
    child.kill("SIGINT");
    const { code, stdout, stderr } = await run;
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    const [, kept] = /^poolsim: interrupted; the (\d+) simulations that are done are kept: .+\n$/.exec(stderr) ?? [];
    expect(Number(kept)).toBe(cells("stopped"));
    expect(existsSync(join(home, "stopped"))).toBe(false);
    // What follows the first test: the same command goes on, to the same bytes.
    await poolsim(home, ...words("stopped"), "--quiet");
    expect(bytes("stopped")).toEqual(bytes("told"));
  });

  it("takes its own options, and names the nearest of a misspelt one", async () => {
    const { stdout, code } = await poolsim(
      home,
      ...words("own"),
      "--json",
      "--metric",
      "wait.mean",
      "--replications",
      "2",
    );
    expect(code).toBe(0);
    const summary = JSON.parse(stdout) as { command: string; frontier: object };
    expect(summary.command).toBe("sweep --metric wait.mean --replications 2");
    expect(summary.frontier).toMatchObject({ cost: "cost.total", against: "wait.mean" });
    expect(`${readFileSync(join(home, "own", "summary.json"), "utf8")}`).toBe(stdout);
    const wrong = await poolsim(home, ...words("own"), "--metrik", "x");
    expect(wrong).toMatchObject({ code: 2, stderr: 'unknown option "--metrik"; did you mean "--metric"?\n' });
    const few = await poolsim(home, ...words("own"), "--limit", "5");
    expect(few.stderr).toBe(
      "study.yaml: 6 points are more than the limit of 5; allow them with --limit 6, or take fewer values\n",
    );
    expect(few.code).toBe(2);
  });

  it("--tornado ranks what moves cost and latency, and writes a report with a picture of each", async () => {
    const shorter = ["--replications", "2", "--set", "time.horizon=1 d", "--by", "50%"];
    const { code, stdout } = await poolsim(home, ...words("moved"), "--quiet", "--tornado", ...shorter);
    expect(code).toBe(0);
    expect(stdout).toContain("base: cost.total");
    // 3 VMs for a day at 0.14 are 10.08; half the price is half of that, certain. The sweep says 3 and 4 VMs: 3.36 more.
    expect(stdout).toMatch(/pools\.own\.vmSize\.price +0\.07 USD\/h +-\$5\.04\n +0\.21 USD\/h +\+\$5\.04\n/);
    expect(stdout).toMatch(/pools\.own\.vms +3 +\$0(?:\.00)?\n +4 +\+\$3\.36\n/);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(readdirSync(join(home, "moved")).sort()).toEqual([
      "report.html",
      "summary.json",
      "sweep.csv",
      "tornado-cost.svg",
      "tornado.svg",
    ]);
    const rows = readFileSync(join(home, "moved", "sweep.csv"), "utf8").split("\n");
    expect(rows[0]).toBe("path,value,alternative,metric,mean,low,high");
    expect(rows).toContain("pools.own.vmSize.price,0.07 USD/h,base,cost.total,5.04,5.04,5.04");
    expect(await poolsim(home, ...words("moved"), "--by", "10%")).toMatchObject({
      code: 2,
      stderr: "--by goes with --tornado\n",
    });
  });
});
