import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Measurement } from "./measurement.ts";

const SOURCE = "test/bench/mmc.cpp";
export const COMPILER_OPTIONS = ["-O3", "-std=c++17"];

/** What the yardstick simulates: Poisson sources in front of exponential servers with one queue. */
export interface Queue {
  readonly jobs: number;
  readonly servers: number;
  readonly sources: number;
  readonly load: number;
}

/** The C++ compiler's name and version, or null where there is none. */
export function compilerVersion(): string | null {
  const asked = spawnSync("g++", ["--version"], { encoding: "utf8" });
  return asked.status === 0 ? asked.stdout.split("\n")[0]! : null;
}

/** Compiles the yardstick into a folder and returns the program's path. */
export function compileYardstick(folder: string): string {
  const program = join(folder, "mmc");
  execFileSync("g++", [...COMPILER_OPTIONS, "-o", program, SOURCE], { stdio: "inherit" });
  return program;
}

export function runYardstick(program: string, queue: Queue): Measurement {
  return runLoop([program], queue);
}

/** Runs any program that takes what the yardstick takes and prints what it prints. */
export function runLoop([program, ...options]: readonly [string, ...string[]], queue: Queue): Measurement {
  const told = [queue.jobs, queue.servers, queue.sources, queue.load].map(String);
  const printed = execFileSync(program, [...options, ...told], { encoding: "utf8" });
  const [meanWaitSeconds, , , events, seconds] = printed.trim().split(" ").map(Number);
  return { events: events!, seconds: seconds!, meanWaitSeconds: meanWaitSeconds!, peakMegabytes: null };
}
