import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HAND_CASES } from "./handCases.ts";
import { poolsim } from "./poolsim.ts";

const JOB_COLUMNS = [
  "workload",
  "submitted",
  "started",
  "ended",
  "state",
  "held",
  "queued",
  "provisioning",
  "dispatch",
  "service",
  "lastTask",
];

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-hand-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const table = (name: string): Record<string, string>[] => {
  const [header = "", ...lines] = readFileSync(join(home, "out", name), "utf8")
    .trimEnd()
    .split("\n");
  const columns = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, index) => [columns[index]!, cell])));
};

describe("the files of a run say what one works out on paper", () => {
  it.each(HAND_CASES)("for $what", async ({ scenario, jobs, metrics }) => {
    writeFileSync(join(home, "case.yaml"), scenario);
    writeFileSync(join(home, "jobs.csv"), "at,runs,who\n1000,30,a\n1005,20,b\n1006,10,c\n");
    const outcome = await poolsim(home, "run", "case.yaml", "--jobs", "--audit", "--quiet", "--out", "out");
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: "" });
    const rows = table("jobs.csv");
    for (const [alternative, expected] of Object.entries(jobs)) {
      const own = rows.filter((row) => row.alternative === alternative);
      expect(own.map((row) => JOB_COLUMNS.map((column) => row[column]).join(" "))).toEqual(expected);
    }
    const summary = JSON.parse(readFileSync(join(home, "out", "summary.json"), "utf8"));
    for (const [alternative, expected] of Object.entries(metrics)) {
      for (const [metric, value] of Object.entries(expected)) {
        const { mean } = summary.alternatives[alternative].metrics[metric];
        if (value === null) expect({ metric, mean }).toEqual({ metric, mean: null });
        else expect(mean, `${alternative} ${metric}`).toBeCloseTo(value, 9);
      }
    }
    // Each job's parts add up to its latency.
    for (const row of rows.filter(({ state }) => state === "Finished")) {
      const parts = ["held", "queued", "provisioning", "dispatch", "service", "transfer", "restarts", "lastTask"];
      const sum = parts.reduce((total, part) => total + Number(row[part]), 0);
      expect(sum).toBe(Number(row.ended) - Number(row.submitted));
    }
  });
});
