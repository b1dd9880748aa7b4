import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Summary } from "../../src/experiment/results.ts";
import type { Measurement } from "./measurement.ts";

/** Runs the built command line on a scenario and takes its own figures: events and seconds "around the simulation". */
export function runCommandLine(
  scenario: string,
  settings: readonly string[],
  folder: string,
  engine: string,
  workers = 1,
): Measurement {
  const out = join(folder, "out");
  const preload = new URL("./peakMemory.mjs", import.meta.url).href;
  const set = settings.flatMap((setting) => ["--set", setting]);
  const options = ["--engine", engine, "--workers", String(workers), "--out", out];
  const command = ["--import", preload, "dist/cli/main.js", "run", scenario, ...set, ...options];
  const ran = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`poolsim run ${scenario} exited ${ran.status}:\n${ran.stderr}`);
  const figures = /([\d,]+) events in ([\d,.]+) s\b/.exec(ran.stderr);
  const peak = /^peak memory (\d+) kB$/m.exec(ran.stderr);
  if (figures === null || peak === null)
    throw new Error(`poolsim run told no events, seconds or memory:\n${ran.stderr}`);
  return {
    events: plainNumber(figures[1]!),
    seconds: plainNumber(figures[2]!),
    meanWaitSeconds: meanWaitOf(join(out, "summary.json")),
    peakMegabytes: Number(peak[1]) / 1024,
  };
}

function plainNumber(printed: string): number {
  return Number(printed.replaceAll(",", ""));
}

function meanWaitOf(file: string): number {
  const summary = JSON.parse(readFileSync(file, "utf8")) as Summary;
  const names = Object.keys(summary.alternatives);
  if (names.length !== 1) throw new Error(`expected one alternative to be timed, found ${names.join(", ")}`);
  return summary.alternatives[names[0]!]!.metrics["wait.mean"]!.mean!;
}
