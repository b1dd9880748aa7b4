import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { textWidth } from "../../src/report/textWidth.ts";
import { ended, poolsim, start } from "./poolsim.ts";
import { RUN_FILES } from "./runFiles.ts";

const SCENARIO = `name: Nightly scoring
replications: 2
workloads:
  nightly:
    arrivals: {cron: "0 1 * * *", jobs: 500}
    job: {service: 90 s, deadline: 4 h}
    route: scoring
classic: {observedWait: {lognormal: {median: 5 min, p95: 40 min}}}
pools:
  scoring: {vms: 32}
objectives: ["rounds.late <= 5%"]
`;
const SPEED = /^[\d,]+ events in \d+(\.\d+)? s \([\d.]+( [kM])? events\/s\)\n$/u;

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-run-"));
  writeFileSync(join(home, "nightly.yaml"), SCENARIO);
});
afterEach(() => rmSync(home, { recursive: true }));

const read = (...path: string[]): string => readFileSync(join(home, ...path), "utf8");

describe("run", () => {
  it("compares the alternatives on stdout, tells its speed on stderr, and writes the results", async () => {
    const { code, stdout, stderr } = await poolsim(home, "run", "nightly.yaml");
    expect({ code, speed: SPEED.test(stderr) }).toEqual({ code: 0, speed: true });
    expect(stdout.split("\n")[0]).toMatch(/^Nightly scoring +seed 1 · 2 replications · 7 days each$/u);
    expect(stdout.split("\n").filter((line) => textWidth(line) > 80)).toEqual([]);
    expect(stdout).not.toContain("\u001B");
    expect(stdout).toContain("\n  results/nightly/report.html · summary.json · ");
    expect(readdirSync(join(home, "results", "nightly")).sort()).toEqual(RUN_FILES);
    expect(readdirSync(join(home, "results"))).toEqual(["nightly"]);
  });

  it("writes the same bytes twice, wherever it is and however it is watched", async () => {
    const [one, two] = await Promise.all([
      poolsim(home, "run", "nightly.yaml", "--jobs", "--out", "one"),
      poolsim(home, "run", "nightly.yaml", "--jobs", "--out", "deep/two", "--quiet", "--workers", "2"),
    ]);
    expect([one.code, two.code, two.stderr]).toEqual([0, 0, ""]);
    for (const name of [...RUN_FILES, "jobs.csv"]) expect(read("deep", "two", name)).toBe(read("one", name));
  });

  it("prints the summary and nothing else with --json", async () => {
    const { code, stdout, stderr } = await poolsim(home, "run", "nightly.yaml", "--json", "--seed", "7");
    expect({ code, speed: SPEED.test(stderr) }).toEqual({ code: 0, speed: true });
    expect(stdout).toBe(read("results", "nightly", "summary.json"));
    expect(JSON.parse(stdout)).toMatchObject({
      command: "run --seed 7",
      scenario: { name: "Nightly scoring", seed: 7 },
    });
  });

  it("takes a value of --set as it stands, commas, = and dashes included", async () => {
    const { code, stdout } = await poolsim(home, "run", "nightly.yaml", "--json", "--set", "name=-a=b,c");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).scenario.name).toBe("-a=b,c");
  });

  it("gives each of several files a folder of its own", async () => {
    writeFileSync(join(home, "other.yaml"), SCENARIO);
    const { code } = await poolsim(home, "run", "nightly.yaml", "other.yaml", "--out", "both");
    expect(code).toBe(0);
    expect(readdirSync(join(home, "both")).sort()).toEqual(["nightly", "other"]);
  });

  it("replaces an earlier result", async () => {
    await poolsim(home, "run", "nightly.yaml", "--jobs", "--out", "out");
    await poolsim(home, "run", "nightly.yaml", "--out", "out");
    expect(readdirSync(join(home, "out")).sort()).toEqual(RUN_FILES);
    expect(readdirSync(home).sort()).toEqual(["nightly.yaml", "out"]);
  });

  it.each([
    ["wait.mean <= 30 d", 0],
    ["wait.mean <= 0 s", 99],
  ])("with --check and the objective %s ends with %d", async (objective, code) => {
    writeFileSync(join(home, "nightly.yaml"), SCENARIO.replace("rounds.late <= 5%", objective));
    expect((await poolsim(home, "run", "nightly.yaml", "--check")).code).toBe(code);
  });

  it("with --check ends with 99 for an objective that one replication cannot decide, and says what would", async () => {
    const random = SCENARIO.replace("service: 90 s", "service: {exponential: {mean: 90 s}}");
    writeFileSync(join(home, "nightly.yaml"), random.replace("rounds.late <= 5%", "wait.mean <= 30 d"));
    const one = await poolsim(home, "run", "nightly.yaml", "--check", "--replications", "1");
    expect(one.code).toBe(99);
    expect(one.stdout).toContain("Undecided, because one replication does not show what chance does");
    expect((await poolsim(home, "run", "nightly.yaml", "--check")).code).toBe(0);
  });

  it("keeps its exit code when its reader has seen enough", async () => {
    writeFileSync(join(home, "nightly.yaml"), SCENARIO.replace("rounds.late <= 5%", "wait.mean <= 0 s"));
    const child = start(home, ["run", "nightly.yaml", "--check", "--quiet"]);
    child.stdout.destroy();
    expect(await ended(child)).toMatchObject({ code: 99, stderr: "" });
    expect(readdirSync(join(home, "results", "nightly")).sort()).toEqual(RUN_FILES);
  });

  it("ends at an interrupt with nothing left behind", async () => {
    writeFileSync(join(home, "nightly.yaml"), SCENARIO.replace("jobs: 500", "jobs: 1000000"));
    const child = start(home, ["run", "nightly.yaml", "--jobs"]);
    const outcome = ended(child);
    await wait(2500);
    child.kill("SIGINT");
    const { code, signal } = await outcome;
    expect(signal === "SIGINT" ? 130 : code).toBe(130);
    expect(existsSync(join(home, "results", "nightly"))).toBe(false);
    expect(existsSync(join(home, "results")) ? readdirSync(join(home, "results")) : []).toEqual([]);
  });
});

describe("run that is ended while it writes", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("by %s exits with %i and leaves no folder behind", async (signal, code) => {
    writeFileSync(join(home, "nightly.yaml"), SCENARIO.replace("jobs: 500", "jobs: 8000"));
    const child = start(home, ["run", "nightly.yaml", "--jobs", "--quiet"]);
    const outcome = ended(child);
    const results = join(home, "results");
    while (child.exitCode === null && !(existsSync(results) && readdirSync(results).length > 0)) await wait(5);
    child.kill(signal);
    expect(await outcome).toMatchObject({ code, stdout: "" });
    expect(readdirSync(home)).toEqual(["nightly.yaml"]);
  });
});

describe("run on bad input", () => {
  it.each([
    ["a missing file", ["run", "nowhere.yaml"], "nowhere.yaml"],
    ["a folder", ["run", "."], "."],
    ["an unknown alternative", ["run", "nightly.yaml", "--alternative", "clasic"], '"classic"'],
    ["an unknown path", ["run", "nightly.yaml", "--set", "pools.scoring.vmz=4"], "vms"],
    ["a folder of other things", ["run", "nightly.yaml", "--out", "mine"], "mine holds other things"],
    ["a file as --out", ["run", "nightly.yaml", "--out", "nightly.yaml"], "is a file, not a folder"],
  ])("%s ends with 2, a sentence on stderr and no file written", async (_case, words, sentence) => {
    mkdirSync(join(home, "mine"));
    writeFileSync(join(home, "mine", "thesis.txt"), "mine");
    const { code, stdout, stderr } = await poolsim(home, ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /mu);
    expect(readdirSync(home).sort()).toEqual(["mine", "nightly.yaml"]);
    expect(readdirSync(join(home, "mine"))).toEqual(["thesis.txt"]);
  });
});

describe("the commands beside run", () => {
  it("init writes a scenario that validates, and never over another", async () => {
    expect(await poolsim(home, "init", "mine.yaml")).toMatchObject({ code: 0, stderr: "" });
    const written = read("mine.yaml");
    expect(await poolsim(home, "validate", "mine.yaml")).toMatchObject({ code: 0, stdout: "mine.yaml: valid\n" });
    expect((await poolsim(home, "init", "of mine")).stdout).toBe(
      "of mine.yaml written; run it with: poolsim run 'of mine.yaml'\n",
    );
    expect(await poolsim(home, "init", "mine.yaml")).toMatchObject({ code: 2, stdout: "" });
    expect(read("mine.yaml")).toBe(written);
  });

  it("validate goes on after a wrong file", async () => {
    writeFileSync(join(home, "wrong.yaml"), SCENARIO.replace("pools:", "poolz:"));
    const { code, stdout, stderr } = await poolsim(home, "validate", "wrong.yaml", "nightly.yaml");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "nightly.yaml: valid\n" });
    expect(stderr).toContain('did you mean "pools"?');
  });

  it("validate --json says of each file what is wrong, and nothing on stderr", async () => {
    writeFileSync(join(home, "misspelt.json"), '{"workloadz": {}}');
    const { code, stdout, stderr } = await poolsim(
      home,
      "validate",
      "misspelt.json",
      "nightly.yaml",
      "none.yaml",
      "--json",
    );
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    const [misspelt, fine, none] = JSON.parse(stdout).files;
    expect(misspelt).toMatchObject({ file: "misspelt.json", valid: false, warnings: [] });
    expect(misspelt.errors).toContainEqual({
      file: "misspelt.json",
      line: 1,
      column: 2,
      path: "workloadz",
      message: 'unknown key; did you mean "workloads"?',
    });
    expect(fine).toEqual({ file: "nightly.yaml", valid: true, warnings: [], errors: [] });
    expect(none.errors).toEqual([{ file: "none.yaml", line: null, column: null, path: "", message: "no such file" }]);
  });

  it.each([
    [
      "sweep: {pools.scoring.vmz: [1, 2]}",
      'sweep.yaml:LINE:28  sweep.pools.scoring.vmz: 1: unknown key; did you mean "vms"?',
    ],
    [
      "sweep: {pools.scoring.vms: [1, few, 3]}",
      'sweep.yaml:LINE:28  sweep.pools.scoring.vms: "few": found "few", expected a whole number from 0 to 1000000',
    ],
    [
      "plan: {choose: {pools.scoring.vmz: {from: 1, to: 900}}}",
      'sweep.yaml:LINE:17  pools.scoring.vmz: unknown key; did you mean "vms"?',
    ],
    [
      "plan: {choose: {pools.scorring.vms: [1, 2]}}",
      'sweep.yaml:LINE:17  plan.choose.pools.scorring.vms: pools.scorring: no such name; did you mean "scoring"?',
    ],
  ])("validate refuses %s", async (study, headline) => {
    const text = `${SCENARIO.trimEnd()}\n${study}\n`;
    writeFileSync(join(home, "sweep.yaml"), text);
    const { code, stderr } = await poolsim(home, "validate", "sweep.yaml");
    expect(code).toBe(2);
    expect(stderr.split("\n")[0]).toBe(headline.replace("LINE", String(text.trimEnd().split("\n").length)));
  });

  it("validate takes a plan of what only an alternative has", async () => {
    const study = "alternatives: {own: {pools: {other: {vms: 1}}}}\nplan: {choose: {pools.other.vms: [1, 2]}}\n";
    writeFileSync(join(home, "plan.yaml"), `${SCENARIO.trimEnd()}\n${study}`);
    expect(await poolsim(home, "validate", "plan.yaml", "--quiet")).toMatchObject({ code: 0, stderr: "" });
  });

  it("show --json prints the same scenario as JSON, and init --json the file that it wrote", async () => {
    const shown = await poolsim(home, "show", "nightly.yaml", "--json");
    const yaml = await poolsim(home, "show", "nightly.yaml");
    expect(JSON.parse(shown.stdout)).toEqual(parse(yaml.stdout));
    expect((await poolsim(home, "init", "again", "--json")).stdout).toBe('{\n  "file": "again.yaml"\n}\n');
  });

  it("show prints the scenario with what was not written in it", async () => {
    const { code, stdout } = await poolsim(home, "show", "nightly.yaml");
    expect(code).toBe(0);
    expect(stdout).toContain("slotsPerVm: 1");
  });

  it("show prints one alternative with its patch applied, and one at a time", async () => {
    const { stdout } = await poolsim(home, "show", "nightly.yaml", "--json", "--alternative", "classic");
    expect(JSON.parse(stdout)).toMatchObject({
      workloads: { nightly: { route: "classic" } },
      alternatives: { classic: {} },
    });
    expect(JSON.parse(stdout)).not.toHaveProperty("pools");
    const both = await poolsim(home, "show", "nightly.yaml", "--alternative", "classic", "--alternative", "pools");
    expect(both).toMatchObject({ code: 2, stderr: "--alternative: show prints one of them at a time\n" });
  });

  it("schema prints JSON, and ends quietly when its reader has seen enough", async () => {
    const { code, stdout } = await poolsim(home, "schema");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty("properties");
    const child = start(home, ["schema"]);
    child.stdout.destroy();
    expect(await ended(child)).toMatchObject({ code: 0, stderr: "" });
  });

  it.skipIf(!existsSync("/dev/full"))("says that a full disk takes no more of stdout, as bad input", () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, [process.env.POOLSIM_BUILT ?? "", "schema"], {
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "cannot write the output: no space left on the device\n",
    });
  });
});
