import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadScenario } from "../../src/scenario/load.ts";
import { installProgram } from "../shared/installedProgram.ts";
import { codeBlocks, ROOT } from "./readme.ts";

const execute = promisify(execFile);
const SCENARIO = join(ROOT, "scenarios/hourly-scoring.yaml");

let app = "";
beforeAll(async () => {
  app = mkdtempSync(join(tmpdir(), "poolsim-app-"));
  symlinkSync(join(ROOT, "scenarios"), join(app, "scenarios"));
  await installProgram(join(app, "node_modules/poolsim"));
}, 60_000);
afterAll(() => rmSync(app, { recursive: true }));

describe("the README's program, beside the built package", () => {
  it("prints a line for each alternative, and the one to choose", async () => {
    const [program = ""] = codeBlocks("js");
    writeFileSync(join(app, "program.mjs"), program);
    const { stdout, stderr } = await execute(process.execPath, ["program.mjs"], { cwd: app });
    expect(stderr).toBe("");
    const lines = stdout.trimEnd().split("\n");
    const told = lines.slice(0, -1).map((line) => {
      const sentence = /^([\w-]+): 95% of jobs are done within (\d+\.\d) ± (\d+\.\d) min$/;
      const [, name, minutes, halfWidth] = sentence.exec(line) ?? [line];
      return { name, minutes: Number(minutes), halfWidth: Number(halfWidth) };
    });
    const { alternatives } = await loadScenario(SCENARIO);
    expect(told.map(({ name }) => name)).toEqual(alternatives.map(({ name }) => name));
    // 95% of an hour's 1,000 jobs of 48.5 s: 0.95 x 1,000 x 48.5 s / 16 = 48.0 min on the smaller pool, 38.4 on the larger.
    for (const [pool, minutes] of [
      ["pool-of-16", 48.0],
      ["pool-of-20", 38.4],
    ] as const) {
      const line = told.find(({ name }) => name === pool)!;
      expect(Math.abs(line.minutes - minutes)).toBeLessThan(1);
      expect(line.halfWidth).toBeLessThan(1);
    }
    expect(lines.at(-1)).toBe("Choose pool-of-20: the only one that meets every objective.");
  });
});
