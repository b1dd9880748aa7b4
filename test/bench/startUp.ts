import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

const RUNS = 15;
const SCENARIO = "scenarios/hourly-scoring.yaml";

/** Seconds of a command from its start to its end, run by run. */
export interface StartUp {
  readonly command: string;
  readonly seconds: readonly number[];
}

/** Times commands that do next to nothing, in turn with Node itself doing nothing. */
export function measureStartUp(): readonly StartUp[] {
  const program = "dist/cli/main.js";
  const commands = [
    { command: "`poolsim --help`", words: [program, "--help"], seconds: [] as number[] },
    { command: "`poolsim validate FILE`", words: [program, "validate", SCENARIO], seconds: [] as number[] },
    { command: "`node --eval 0`", words: ["--eval", "0"], seconds: [] as number[] },
  ];
  for (let run = 0; run < RUNS; run++) {
    for (const { words, seconds } of commands) {
      const started = performance.now();
      const ran = spawnSync(process.execPath, words, { encoding: "utf8" });
      seconds.push((performance.now() - started) / 1000);
      assert.equal(ran.status, 0, ran.stderr);
    }
  }
  return commands;
}
