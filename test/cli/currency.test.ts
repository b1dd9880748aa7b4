import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { poolsim } from "./poolsim.ts";

/** Two VMs for 10 h at 0.50 CHF an hour are 10 CHF; the three jobs of the classic service are half an hour, at 2 CHF an hour. */
const SCENARIO = `time: {horizon: 10 h}
workloads: {w: {arrivals: {at: [0 s, 1 h, 2 h]}, job: {service: 10 min}, route: p}}
classic: {workers: 3, billingPlan: c}
pools: {p: {vms: 2, vmSize: {price: 0.50 CHF/h}}}
billingPlans: {c: {overageHour: 2 CHF}}
objectives: ["cost.total <= 12 CHF", "cost.perDay <= 30 CHF/d"]
alternatives: {own: {}, shared: {workloads: {w: {route: classic}}, pools: null}}
sweep: {pools.p.vms: [1, 2]}
plan: {choose: {pools.p.vms: [1, 2]}}
`;

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-currency-"));
  writeFileSync(join(home, "swiss.yaml"), SCENARIO);
});
afterAll(() => rmSync(home, { recursive: true }));

describe("amounts in JSON are in the file's currency", () => {
  it("in summary.json, which report and diff read again", async () => {
    const { code, stdout } = await poolsim(home, "run", "swiss.yaml", "--json", "--quiet");
    expect(code).toBe(0);
    const { own, shared } = JSON.parse(stdout).alternatives;
    expect(own.metrics["cost.total"]).toMatchObject({ mean: 10, unit: "CHF" });
    expect(own.metrics["cost.perDay"]).toMatchObject({ mean: 24, unit: "CHF/d" });
    expect(shared.metrics["cost.total"]).toMatchObject({ mean: 1, unit: "CHF" });
    expect(own.objectives.map(({ unit }: { unit: string }) => unit)).toEqual(["CHF", "CHF/d"]);
    const folder = join(home, "results", "swiss");
    expect(readFileSync(join(folder, "summary.json"), "utf8")).toBe(stdout);
    const drawn = readFileSync(join(folder, "report.md"), "utf8");
    await poolsim(home, "report", "results/swiss");
    expect(readFileSync(join(folder, "report.md"), "utf8")).toBe(drawn);
    const compared = await poolsim(home, "diff", "results/swiss", "swiss.yaml", "--set", "pools.p.vms=3", "--quiet");
    expect(compared.stdout).toMatch(/cost\.total +CHF 10/u);
  });

  it.each([
    ["plan", []],
    ["sweep", []],
    ["quota", ["--alternative", "own"]],
    ["breakeven", ["--over", "pools.p.vms", "--between", "own", "shared"]],
  ])("that %s %j prints", async (command, more) => {
    const { code, stdout } = await poolsim(home, command, "swiss.yaml", "--json", "--quiet", "--out", "out", ...more);
    expect(code).toBe(0);
    expect(stdout).not.toContain("USD");
    expect(stdout).toContain('"unit": "CHF"');
    rmSync(join(home, "out"), { recursive: true, force: true });
  });
});
