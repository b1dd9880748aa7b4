import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BreakEvenResult } from "../../src/experiment/breakEven/breakEvenResult.ts";
import { poolsim } from "./poolsim.ts";

/** A job every 10 minutes that takes 6: 1,439 of them in ten days, 143.9 h. By the hour that is 0.56 for each; a VM is 240 h of its price. */
const SCENARIO = `name: Always on or by the hour
time: {horizon: 10 d}
workloads: {jobs: {arrivals: {renewal: {interval: 10 min}}, job: {service: 6 min}}}
classic: {billingPlan: by-hour}
billingPlans: {by-hour: {overageHour: 0.56 USD}}
pools: {own: {vms: 2, vmSize: {price: 0.14 USD/h}}}
alternatives:
  by-hour: {pools: null}
  always-on: {workloads: {jobs: {route: own}}}
`;
/** Both cost the same where 2 VMs x 240 h x price = 143.9 h x 0.56. */
const PRICE = (0.56 * 143.9) / 480;

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-breakeven-cli-"));
  writeFileSync(join(home, "x.yaml"), SCENARIO);
});
afterAll(() => rmSync(home, { recursive: true }));

const ask = (...words: string[]) => poolsim(home, "breakeven", "x.yaml", "--between", "by-hour", "always-on", ...words);
const price = ["--over", "pools.own.vmSize.price"];

describe("poolsim breakeven", () => {
  it("tells in 80 columns where the two cost the same, and writes nothing unasked", async () => {
    const { code, stdout, stderr } = await ask("--over", "pools.own.vms", "--quiet");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    // 143.9 h x 0.56 = 80.58; 2 VMs are 67.20, 3 are 100.80.
    expect(stdout).toContain("by-hour and always-on have the same cost.total between 2 and 3");
    expect(stdout).toContain("Below, always-on has less; above, by-hour has less.");
    expect(stdout).toContain("Nothing is random here: one replication says all.");
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(readdirSync(home)).toEqual(["x.yaml"]);
  });

  it("with --json prints the result alone, and with --out writes it with a report and a picture", async () => {
    const { code, stdout, stderr } = await ask(...price, "--json", "--out", "found");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const result = JSON.parse(stdout) as BreakEvenResult;
    expect(Math.abs(Number.parseFloat(String(result.crossing!.value)) - PRICE)).toBeLessThan(2e-4 * 1.4);
    expect(result.command).toBe("breakeven --over pools.own.vmSize.price --between by-hour always-on");
    expect(readdirSync(join(home, "found")).sort()).toEqual(["break-even.svg", "report.html", "summary.json"]);
    expect(readFileSync(join(home, "found", "summary.json"), "utf8")).toBe(stdout);
    const page = readFileSync(join(home, "found", "report.html"), "utf8");
    expect(page).toContain("by-hour and always-on have the same cost.total at about 0.16");
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    expect((await ask(...price, "--out", "found")).code).toBe(0);
    writeFileSync(join(home, "found", "mine.txt"), "");
    expect(await ask(...price, "--out", "found")).toMatchObject({ code: 2, stdout: "" });
  });

  it("says that there is no crossing in the range, with exit code 0", async () => {
    const { code, stdout } = await ask(...price, "--from", "0.2 USD/h", "--to", "0.3 USD/h", "--quiet");
    expect(code).toBe(0);
    expect(stdout).toContain("No crossing");
    // 2 VMs for 240 h at 0.20, less 80.58; at 0.30.
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "by-hour has the lower cost.total throughout, by $15.42 at one end and $63.42",
    );
  });

  it.each<[string, string[], RegExp]>([
    ["no path", [], /breakeven needs --over/],
    ["an alternative of its own", [...price, "--alternative", "by-hour"], /takes its alternatives from --between/],
    [
      "a path without a number",
      ["--over", "workloads.jobs.route"],
      /--over workloads\.jobs\.route: the scenario has no number there/,
    ],
  ])("refuses %s in one line", async (_name, words, message) => {
    const { code, stdout, stderr } = await ask(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("    at ");
  });
});
