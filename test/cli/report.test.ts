import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explainError } from "../../src/cli/exitCode.ts";
import { redrawReport } from "../../src/report/redraw.ts";
import { filesIn } from "../golden/resultFiles.ts";
import { HOSTILE, SMALL } from "../report/reportFixture.ts";
import { poolsim } from "./poolsim.ts";

/** An operation is refused, and a formula fails at first. */
const DECIDED = `name: Decided
time: {horizon: 2 h}
workloads: {w: {arrivals: {at: [1 min, 20 min]}, job: {service: 5 min}, route: own}}
account: {maxVmsPerPool: 3}
pools: {own: {vms: 1}}
alternatives:
  operated: {pools: {own: {vms: null, scaling: {operations: [{at: 0 s, create: 3}, {at: 1 h, resize: 9}]}}}}
  formula: {pools: {own: {scaling: {autoscale: {formula: "$TargetDedicatedNodes = $PendingTasks;", interval: 5 min}}}}}
`;

/** Two alternatives with prices that are not in dollars. */
const STUDY = `name: Study
time: {horizon: 2 h}
replications: 2
workloads: {w: {arrivals: {poisson: {rate: 20/h}}, job: {service: 2 min}, route: own}}
billingPlans: {hourly: {price: 0 EUR/d, overageHour: 1 EUR, overage1000: 0 EUR}}
classic: {workers: 2, billingPlan: hourly}
pools: {own: {vms: 1, vmSize: {price: 1 EUR/h}}}
`;

let home = "";
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "poolsim-redraw-"));
  writeFileSync(join(home, "small.yaml"), SMALL);
  writeFileSync(join(home, "hostile.yaml"), HOSTILE);
  expect((await poolsim(home, "run", "small.yaml", "hostile.yaml", "--quiet", "--jobs")).code).toBe(0);
}, 60_000);
afterAll(() => rmSync(home, { recursive: true }));

describe("report", () => {
  it("draws what run drew, to the byte, and lists it", async () => {
    const before = filesIn(join(home, "results", "small"));
    rmSync(join(home, "results", "small", "report.html"));
    rmSync(join(home, "results", "small", "latency.svg"));
    const { code, stdout, stderr } = await poolsim(home, "report", "results/small");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(filesIn(join(home, "results", "small"))).toEqual(before);
    const listed = stdout.trim().replace("results/small/", "").split(" · ");
    expect(listed.slice(0, 3)).toEqual(["report.html", "report.md", "latency.svg"]);
    expect(listed.sort()).toEqual(Object.keys(before).filter((file) => /\.(?:html|md|svg)$/.test(file)));
  });

  it("tells again what became of operations and formulas, to the byte", async () => {
    writeFileSync(join(home, "decided.yaml"), DECIDED);
    expect((await poolsim(home, "run", "decided.yaml", "--quiet")).code).toBe(0);
    const before = filesIn(join(home, "results", "decided"));
    const told = String(before["report.md"]);
    expect(told).toContain("refused (maxVmsPerPool is 3: asked for 9, 0 more are left)");
    expect(told).toContain("the formula of own failed for the first time (Line 1, Col 25: Insufficient data");
    rmSync(join(home, "results", "decided", "report.md"));
    rmSync(join(home, "results", "decided", "report.html"));
    await redrawReport(join(home, "results", "decided"), join(home, "results", "decided"));
    expect(filesIn(join(home, "results", "decided"))).toEqual(before);
  });

  it.each([
    ["sweep", "--set", "sweep.pools.own.vms=[1, 2]"],
    ["sweep", "--tornado"],
    ["breakeven", "--over", "pools.own.vmSize.price", "--between", "classic", "pools"],
  ])("draws what %s %s drew, to the byte, and no study is taken for a run", async (...words) => {
    writeFileSync(join(home, "study.yaml"), STUDY);
    const [command = "", ...options] = words;
    expect((await poolsim(home, command, "study.yaml", ...options, "--quiet", "--out", "study")).code).toBe(0);
    const before = filesIn(join(home, "study"));
    rmSync(join(home, "study", "report.html"));
    const { code, stdout, stderr } = await poolsim(home, "report", "study");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(filesIn(join(home, "study"))).toEqual(before);
    const listed = stdout.trim().replace("study/", "").split(" · ");
    expect(listed.sort()).toEqual(Object.keys(before).filter((file) => /\.(?:html|svg)$/.test(file)));
    const kind = options[0] === "--tornado" ? "sweep --tornado" : command;
    expect(await poolsim(home, "diff", "study", "results/small")).toMatchObject({
      code: 2,
      stderr: `study/summary.json: is what poolsim ${kind} wrote; expected what poolsim run wrote\n`,
    });
  });

  it.each(["small", "hostile"])(
    "leaves the result of %s alone with another folder, and writes a whole one there",
    async (name) => {
      const folder = join(home, "results", name);
      const before = filesIn(folder);
      expect(await redrawReport(folder, join(home, "deep", name))).toContain("report.md");
      expect(filesIn(join(home, "deep", name))).toEqual(before);
      expect(filesIn(folder)).toEqual(before);
    },
  );

  it("draws what can be drawn where files are missing", async () => {
    const less = join(home, "less");
    expect((await poolsim(home, "report", "results/small", "--out", "less", "--quiet")).stdout).toBe("");
    for (const name of ["latency.csv", "timeline.csv", "vms.csv"]) rmSync(join(less, name));
    await redrawReport(less, less);
    const drawn = readdirSync(join(home, "less")).filter((name) => name.endsWith(".svg"));
    expect(drawn.sort()).toEqual(["cost.svg", "hours.svg", "spend.svg", "waiting.svg"]);
  });

  it.each<[string, string | null, string]>([
    ["not there", null, "has no summary.json that can be read; expected a folder that poolsim run wrote"],
    ["not JSON", "{", "summary.json: is not JSON"],
    ["another tool's", '{"tool": {"name": "x"}}', "summary.json: is not a result of poolsim"],
    [
      "of a later format",
      '{"tool": {"name": "poolsim"}, "schemaVersion": 2}',
      "schemaVersion is 2, this version reads 1",
    ],
    [
      "half of a sweep",
      '{"tool": {"name": "poolsim"}, "schemaVersion": 1, "scenario": {"name": "", "hash": "", "currency": "USD"}, "paths": [], "frontier": {}, "cells": [{}]}',
      "its currency or length is missing",
    ],
    ["half of one", '{"tool": {"name": "poolsim"}, "schemaVersion": 1, "scenario": {}}', "its name or hash is missing"],
  ])("of a summary that is %s ends with 2 and one line", async (_what, text, sentence) => {
    const folder = join(home, "broken");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    if (text !== null) writeFileSync(join(folder, "summary.json"), text);
    const error = await redrawReport(folder, folder).catch((thrown: unknown) => thrown);
    const told = explainError(error);
    expect({ code: told.code, lines: told.text.split("\n").length }).toEqual({ code: 2, lines: 1 });
    expect(told.text).toContain(sentence);
    expect(existsSync(join(folder, "report.html"))).toBe(false);
  });

  it("of a folder that holds other things changes nothing", async () => {
    const folder = join(home, "with-notes");
    mkdirSync(folder);
    writeFileSync(join(folder, "summary.json"), readFileSync(join(home, "results", "small", "summary.json")));
    writeFileSync(join(folder, "notes.txt"), "mine");
    expect((await poolsim(home, "report", "with-notes")).code).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(["notes.txt", "summary.json"]);
  });
});
