import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Summary } from "../../src/experiment/results.ts";
import { GARBAGE_COLLECTOR, profiledTime, UNNAMED } from "./cpuProfile.ts";
import { type Workload, workloads } from "./workloads.ts";

/** What a run's time goes into, in the order in which the report tells it. */
export const PARTS = [
  "trace reading",
  "drawing",
  "events",
  "statistics",
  "audit",
  "output",
  "garbage",
  "start-up",
] as const;
export type Part = (typeof PARTS)[number];

/** Where a workload's time goes. */
export interface Budget {
  readonly name: string;
  readonly events: number;
  readonly nanosecondsAnEvent: ReadonlyMap<Part, number>;
  /** The source files that take most of the time, most first, with their shares of it. */
  readonly costliest: readonly { readonly file: string; readonly share: number }[];
}

const COSTLIEST = 4;

/** Which part a file belongs to; the first that fits. */
const PART_OF_FILE: readonly (readonly [RegExp, Part])[] = [
  [/^dist\/scenario\/(trace|swf|csv|plainCsv|ascendingRows|sharedColumn|\w+Bytes)/, "trace reading"],
  [/^dist\/engine\/(random|sampler|drawAhead|distribution|special\/)/, "drawing"],
  [/^dist\/(model\/(workload\/|pool\/vmDraws)|scenario\/(cronSchedule|shiftedCron|calendar))/, "drawing"],
  [/^dist\/model\/audit\//, "audit"],
  [/^dist\/(statistics|experiment|model\/(billing|figures))\//, "statistics"],
  [/^dist\/model\/(fifo\/(fifoFigures|figureColumns)|pool\/vmLedger)/, "statistics"],
  [/^dist\/model\/(cell|census|endedRecord|eventLog|jobEnds|jobRecord|offeredLoad)/, "statistics"],
  [/^dist\/model\/(cancelledVms|rounds|runTelling|timeline|vmsByPool|worldResult)/, "statistics"],
  [/^dist\/(engine|model)\//, "events"],
  [/^dist\/(report|cli)\//, "output"],
  [/^dist\/(scenario\/|version|index)/, "start-up"],
  [/^node_modules\//, "output"],
];
/** Libraries that draw and write by themselves, from no call of ours. */
const WRITERS = /^node_modules\/(@fast-csv|@observablehq|d3-)/;
const ROOT = pathToFileURL(`${process.cwd()}/`).href;

/** Profiles the built command on six workloads, main thread and simulating thread, from its start to its end. */
export function measureBudgets(folder: string): Budget[] {
  return workloads(folder).map((workload) => measureBudget(workload, folder));
}

function measureBudget({ name, file, settings, check }: Workload, folder: string): Budget {
  const profiles = mkdtempSync(join(folder, "profiles-"));
  const out = join(folder, "out");
  const preload = new URL("./profiledThreads.mjs", import.meta.url).href;
  const profiling = ["--cpu-prof", `--cpu-prof-dir=${profiles}`, "--import", preload];
  const set = settings.flatMap((setting) => ["--set", setting]);
  const command = [...profiling, "dist/cli/main.js", "run", file, ...set, "--workers", "1", "--out", out];
  const ran = spawnSync(process.execPath, command, { encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr);
  const events = Number(/([\d,]+) events in /.exec(ran.stderr)![1]!.replaceAll(",", ""));
  check((JSON.parse(readFileSync(join(out, "summary.json"), "utf8")) as Summary).alternatives, events);

  const { threads, byPlace, whole } = profiledTime(profiles, nameOf);
  assert.equal(threads, 2, "profiled threads");
  const nanosecondsAnEvent = new Map<Part, number>(PARTS.map((part) => [part, 0]));
  for (const [place, time] of byPlace) {
    const part = partOf(place);
    nanosecondsAnEvent.set(part, nanosecondsAnEvent.get(part)! + (time * 1000) / events);
  }
  const sum = ([...nanosecondsAnEvent.values()].reduce((total, part) => total + part, 0) * events) / 1000;
  assert.ok(Math.abs(sum / whole - 1) < 0.01, `${name}: the parts come to ${sum} us, the whole to ${whole} us`);
  const costliest = [...byPlace]
    .filter(([place]) => place.startsWith("dist/"))
    .sort(([, a], [, b]) => b - a)
    .slice(0, COSTLIEST)
    .map(([place, time]) => ({ file: place.replace("dist", "src").replace(/js$/, "ts"), share: time / whole }));
  return { name, events, nanosecondsAnEvent, costliest };
}

/** Null for what works for its caller: native code, Node's own modules, most libraries. */
function nameOf(url: string): string | null {
  if (!url.startsWith(ROOT)) return null;
  const path = url.slice(ROOT.length);
  return path.startsWith("dist/") || WRITERS.test(path) ? path : null;
}

function partOf(place: string): Part {
  if (place === GARBAGE_COLLECTOR) return "garbage";
  if (place === UNNAMED) return "start-up";
  const found = PART_OF_FILE.find(([files]) => files.test(place));
  assert.ok(found !== undefined, `${place} belongs to no part`);
  return found[1];
}
