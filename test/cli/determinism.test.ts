import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { poolsim } from "./poolsim.ts";

const BASE = `replications: 2
time: {warmUp: 1 h, horizon: 6 h}
workloads:
  steady:
    arrivals: {poisson: {rate: 60/h}}
    job: {service: {lognormal: {mean: 4 min, cv: 1}}, deadline: 10 min}
    route: own
  traced:
    arrivals: {trace: {file: jobs.csv, columns: {submit: at, duration: runs, tenant: who}}}
    route: {byTenant: {b: own}, otherwise: classic}
classic: {workers: 4, dispatch: {uniform: {min: 2 s, max: 5 s}}}
pools:
  own: {vms: 5, provisioning: {lognormal: {median: 4 min, p95: 12 min}}}
`;
const SMALL = "small: {pools: {own: {vms: 3}}}";
const TRACE = "at,runs,who\n4000,300,a\n4100,200,b\n9000,100,c\n";

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-same-"));
  mkdirSync(join(home, "files", "below"), { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(home, "files", name), text);
  write("jobs.csv", TRACE);
  write("study.yaml", `${BASE}alternatives:\n  one: {}\n  ${SMALL}\n`);
  write("more.yaml", `${BASE}alternatives:\n  zero: {pools: {own: {vms: 9}}}\n  first: {}\n  ${SMALL}\n`);
  write("less.yaml", `${BASE}alternatives:\n  ${SMALL}\n`);
});
afterAll(() => rmSync(home, { recursive: true }));

async function run(cwd: string, file: string, out: string, ...more: string[]): Promise<Record<string, string>> {
  const words = ["run", file, "--jobs", "--quiet", "--out", join(home, out), ...more];
  const { code, stderr } = await poolsim(cwd, ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const names = readdirSync(join(home, out)).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(home, out, name), "utf8")]));
}

describe("the files of a run", () => {
  it("are the same bytes from any folder, by any path, with any number of workers, and tell nothing of the machine", async () => {
    const files = join(home, "files");
    const first = await run(files, "study.yaml", "first");
    expect(await run(files, "study.yaml", "second", "--workers", "1")).toEqual(first);
    expect(await run(join(files, "below"), "../study.yaml", "third", "--workers", "2")).toEqual(first);
    expect(await run(tmpdir(), join(files, "study.yaml"), "fourth", "--no-color")).toEqual(first);
    for (const text of Object.values(first)) expect(text).not.toContain(home);
  });

  it("name a trace that an option gives by its last part only", async () => {
    const option = `workloads.traced.arrivals.trace.file=${join(home, "files", "jobs.csv")}`;
    const files = await run(tmpdir(), join(home, "files", "study.yaml"), "set", "--set", option);
    for (const text of Object.values(files)) expect(text).not.toContain(home);
  });

  it("keep an alternative's figures when others come, go or are renamed", async () => {
    const files = join(home, "files");
    const rowsOfSmall = ({ "replications.csv": figures = "", "jobs.csv": jobs = "", "vms.csv": vms = "" }) =>
      [figures, jobs, vms].map((text) => text.split("\n").filter((line) => line.startsWith("small,")));
    const [study, more, less] = [
      await run(files, "study.yaml", "study"),
      await run(files, "more.yaml", "more"),
      await run(files, "less.yaml", "less"),
    ];
    expect(rowsOfSmall(study).every((rows) => rows.length > 0)).toBe(true);
    expect(rowsOfSmall(more)).toEqual(rowsOfSmall(study));
    expect(rowsOfSmall(less)).toEqual(rowsOfSmall(study));
  });
});
