import { type ChildProcess, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { build } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../project/readme.ts";

// 120 cells of some 20 ms each.
const SCENARIO = `seed: 9
replications: 20
time: {horizon: 4 d}
workloads:
  jobs: {arrivals: {poisson: {rate: 60/h}}, job: {service: {exponential: {mean: 2 min}}}, route: own}
pools: {own: {vms: 3, vmSize: {price: 0.14 USD/h}}}
sweep: {pools.own.vms: [3, 4], workloads.jobs.arrivals.poisson.rate: [50/h, 60/h, 70/h]}
`;
const CELLS = 120;
const KILLS = 20;

let home = "";
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "poolsim-killed-"));
  // Built once: to be started from the sources takes longer than to sweep, each time. The version is that of the package around it.
  mkdirSync(join(home, "program"));
  copyFileSync(join(ROOT, "package.json"), join(home, "program/package.json"));
  await build({
    input: join(import.meta.dirname, "sweepProcess.ts"),
    platform: "node",
    external: [/^piscina($|\/)/],
    logLevel: "silent",
    output: { dir: join(home, "program/dist"), format: "esm" },
  });
  writeFileSync(join(home, "study.yaml"), SCENARIO);
});
afterAll(() => rmSync(home, { recursive: true }));

const cellsOf = (out: string): string => join(home, `${out}.cells`);

function begin(out: string): ChildProcess {
  const words = [join(home, "study.yaml"), cellsOf(out), join(home, out)];
  return spawn(process.execPath, [join(home, "program/dist/sweepProcess.js"), ...words], { stdio: "inherit" });
}

function end(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal })));
}

const bytes = (out: string) => ["summary.json", "sweep.csv"].map((name) => readFileSync(join(home, out, name), "utf8"));

function names(out: string): string[] {
  if (!existsSync(cellsOf(out))) return [];
  return readdirSync(cellsOf(out)).filter((name) => name.endsWith(".json"));
}

/** Each finished cell, with what tells its file from one that was written again. */
function finished(out: string): ReadonlyMap<string, string> {
  return new Map(
    names(out).map((name) => {
      const { ino, mtimeNs } = statSync(join(cellsOf(out), name), { bigint: true });
      return [name, `${ino} ${mtimeNs}`];
    }),
  );
}

describe("a sweep that is killed at 20 random moments", () => {
  it("goes on with the cells that are not done, to the same bytes", { timeout: 300_000 }, async () => {
    expect(await end(begin("whole"))).toEqual({ code: 0, signal: null });
    expect(names("whole")).toHaveLength(CELLS);

    let state = 20;
    // From 0 to 1: Lehmer's generator with the constants of Park and Miller.
    const random = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    let kills = 0;
    for (let study = 0; kills < KILLS; study++) {
      const out = `killed-${study}`;
      for (let code: number | null = null; code === null; ) {
        const before = finished(out);
        const child = begin(out);
        const run = end(child);
        if (kills < KILLS) {
          // While it begins, or some cells on, or about when the result is written.
          const until = Math.min(CELLS, before.size + Math.floor(random() * 60));
          while (child.exitCode === null && names(out).length < until) await wait(5);
          await wait(random() * 20);
          child.kill("SIGKILL");
        }
        const ending = await run;
        if (ending.signal === "SIGKILL") kills++;
        const after = finished(out);
        for (const [name, file] of before) expect(after.get(name)).toBe(file);
        if (existsSync(join(home, out))) expect(bytes(out)).toEqual(bytes("whole"));
        code = ending.code;
      }
      expect(names(out).sort()).toEqual(names("whole").sort());
      expect(bytes(out)).toEqual(bytes("whole"));
    }
    expect(kills).toBe(KILLS);
  });
});
