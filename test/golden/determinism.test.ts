import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { poolsim } from "../cli/poolsim.ts";
import { everyPart, filesIn, filesOf, type ResultFiles, rowsOf } from "./resultFiles.ts";

const FILES = [
  "bill.csv",
  "cost.svg",
  "gantt.svg",
  "hours.svg",
  "jobs.csv",
  "latency.csv",
  "latency.svg",
  "queue.svg",
  "replications.csv",
  "report.html",
  "report.md",
  "spend.svg",
  "summary.json",
  "timeline.csv",
  "vms.csv",
  "vms.svg",
  "waiting.svg",
];
const ALTERNATIVES = ["as-it-is", "spread", "larger"];

let home = "";
let files: ResultFiles = {};
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "poolsim-golden-"));
  files = await filesOf(everyPart());
}, 60_000);
afterAll(() => rmSync(home, { recursive: true }));

/** The names of the files whose bytes differ. */
function differing(one: ResultFiles, other: ResultFiles): readonly string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => one[name] !== other[name]).sort();
}

/** The values of a metric in replications.csv, by alternative, then replication. */
function valuesOf(of: ResultFiles, metric: string): readonly string[] {
  const rows = of["replications.csv"]!.split("\n").map((line) => line.split(","));
  return rows.filter(([, , name]) => name === metric).map(([, , , value]) => value!);
}

async function byCommandLine(name: string, text: string, ...words: string[]): Promise<ResultFiles> {
  writeFileSync(join(home, `${name}.yaml`), text);
  const { code, stderr } = await poolsim(home, "run", `${name}.yaml`, "--jobs", "--quiet", "--out", name, ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return filesIn(join(home, name));
}

describe("the same file and seed", () => {
  it("put every part to work", () => {
    expect(Object.keys(files)).toEqual(FILES);
    for (const alternative of ALTERNATIVES) {
      const rows = rowsOf(files, alternative);
      // In each replication 4 + 9 VMs or more, and 24 rounds of 40 jobs besides all others.
      expect(rows["vms.csv"]!.length).toBeGreaterThanOrEqual(2 * 13);
      expect(rows["jobs.csv"]!.length).toBeGreaterThan(2 * 24 * 40);
    }
    for (const part of ["held", "queued", "provisioning", "dispatch", "service", "lastTask"]) {
      expect(valuesOf(files, `parts.${part}.mean`).every((value) => Number(value) > 0)).toBe(true);
    }
  });

  it("give the same bytes again in the same process", async () => {
    expect(differing(await filesOf(everyPart()), files)).toEqual([]);
  });

  it.each([["1"], ["2"], ["8"]])(
    "give the same bytes from the command line in another time zone and language, with --workers %s",
    async (workers) => {
      expect(differing(await byCommandLine(`workers-${workers}`, everyPart(), "--workers", workers), files)).toEqual(
        [],
      );
    },
  );

  // Whether the number of threads matters then, too, `test/cli/determinism.test.ts` and `test/experiment/threads.test.ts` say.
  it("give the same bytes without the jobs' rows", async () => {
    writeFileSync(join(home, "plain.yaml"), everyPart());
    const { code } = await poolsim(home, "run", "plain.yaml", "--quiet", "--out", "plain", "--workers", "2");
    expect(code).toBe(0);
    expect(differing(filesIn(join(home, "plain")), files)).toEqual(["jobs.csv"]);
  });

  it("give the same figures whether the seed stands in the file or on the command line", async () => {
    const other = everyPart().replace("seed: 11", "seed: 12");
    const typed = await byCommandLine("typed", other, "--seed", "11");
    // These say how it was called.
    expect(differing(typed, files)).toEqual(["report.html", "report.md", "summary.json"]);
    expect(typed["summary.json"]!.replace('"run --seed 11"', '"run"')).toBe(files["summary.json"]);
  });
});

describe("an alternative's rows", () => {
  it("stay as they are when another one is renamed", async () => {
    const renamed = await filesOf(everyPart().replace("  larger:", "  a-larger-pool:"));
    for (const name of ["as-it-is", "spread"]) expect(rowsOf(renamed, name)).toEqual(rowsOf(files, name));
    expect(rowsOf(renamed, "a-larger-pool")).toEqual(rowsOf(files, "larger"));
    expect(rowsOf(renamed, "larger")["replications.csv"]).toEqual([]);
  });

  it("stay as they are when one is added before them", async () => {
    const added = await filesOf(
      everyPart().replace("  as-it-is: {}", "  all-classic: {pools: {own: {vms: 1}}}\n  as-it-is: {}"),
    );
    for (const name of ALTERNATIVES) expect(rowsOf(added, name)).toEqual(rowsOf(files, name));
    expect(rowsOf(added, "all-classic")["replications.csv"]!.length).toBeGreaterThan(0);
  });

  it("stay as they are when it is simulated alone, or with fewer replications", async () => {
    expect(rowsOf(await filesOf(everyPart(), { alternative: ["spread"] }), "spread")).toEqual(rowsOf(files, "spread"));
    const once = rowsOf(await filesOf(everyPart(), { replications: 1 }), "larger");
    for (const [name, rows] of Object.entries(rowsOf(files, "larger"))) {
      expect(once[name]).toEqual(rows.filter((row) => row.startsWith("0,")));
    }
  });
});

describe("another seed", () => {
  it("gives other figures in every alternative and replication, and other files", async () => {
    const other = await filesOf(everyPart(), { seed: 12 });
    expect(differing(other, files)).toEqual(FILES);
    for (const metric of ["wait.mean", "latency.p95", "computeHours.busy", "parts.provisioning.mean"]) {
      const before = valuesOf(files, metric);
      const after = valuesOf(other, metric);
      // Three alternatives, two replications, and no figure that was there before.
      expect([before.length, after.length]).toEqual([6, 6]);
      expect(after.filter((value) => before.includes(value))).toEqual([]);
    }
  });

  it("gives each replication figures of its own", () => {
    expect(new Set(valuesOf(files, "wait.mean")).size).toBe(6);
  });
});
