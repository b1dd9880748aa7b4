import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Summary } from "../../src/experiment/results.ts";
import { installProgram } from "../shared/installedProgram.ts";
import { type CallFrame, GARBAGE_COLLECTOR, profiledTime, UNNAMED } from "./cpuProfile.ts";
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
  [/^src\/scenario\/(trace|swf|csv|plainCsv|ascendingRows|sharedColumn|\w+Bytes)/, "trace reading"],
  [/^src\/engine\/(random|sampler|drawAhead|distribution|special\/)/, "drawing"],
  [/^src\/(model\/(workload\/|pool\/vmDraws)|scenario\/(cronSchedule|shiftedCron|calendar))/, "drawing"],
  [/^src\/model\/audit\//, "audit"],
  [/^src\/(statistics|experiment|model\/(billing|figures))\//, "statistics"],
  [/^src\/model\/(fifo\/(fifoFigures|figureColumns)|pool\/vmLedger)/, "statistics"],
  [/^src\/model\/(cell|census|endedRecord|eventLog|jobEnds|jobRecord|offeredLoad)/, "statistics"],
  [/^src\/model\/(cancelledVms|rounds|runTelling|timeline|vmsByPool|worldResult)/, "statistics"],
  [/^src\/(engine|model)\//, "events"],
  [/^src\/(report|cli)\//, "output"],
  [/^src\/(scenario\/|version|index)/, "start-up"],
  [/^node_modules\//, "output"],
];
/** Libraries that draw and write by themselves, from no call of ours. */
const WRITERS = /^node_modules\/(@fast-csv|@observablehq|d3-)/;
const ROOT = pathToFileURL(`${process.cwd()}/`).href;

/** Profiles the built command on six workloads, main thread and simulating thread, from its start to its end. */
export async function measureBudgets(folder: string): Promise<Budget[]> {
  const installed = join(realpathSync(folder), "profiled");
  await installProgram(installed, true);
  const built = join(installed, "dist");
  const sources = new Sources(built);
  return workloads(folder).map((workload) => measureBudget(workload, built, sources, folder));
}

function measureBudget(
  { name, file, settings, check }: Workload,
  built: string,
  sources: Sources,
  folder: string,
): Budget {
  const profiles = mkdtempSync(join(folder, "profiles-"));
  const out = join(folder, "out");
  const preload = new URL("./profiledThreads.mjs", import.meta.url).href;
  const profiling = ["--cpu-prof", `--cpu-prof-dir=${profiles}`, "--import", preload];
  const set = settings.flatMap((setting) => ["--set", setting]);
  const command = [...profiling, join(built, "cli/main.js"), "run", file, ...set, "--workers", "1", "--out", out];
  const ran = spawnSync(process.execPath, command, { encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr);
  const events = Number(/([\d,]+) events in /.exec(ran.stderr)![1]!.replaceAll(",", ""));
  check((JSON.parse(readFileSync(join(out, "summary.json"), "utf8")) as Summary).alternatives, events);

  const { threads, byPlace, whole } = profiledTime(profiles, (frame) => sources.nameOf(frame));
  assert.equal(threads, 2, "profiled threads");
  const nanosecondsAnEvent = new Map<Part, number>(PARTS.map((part) => [part, 0]));
  for (const [place, time] of byPlace) {
    const part = partOf(place);
    nanosecondsAnEvent.set(part, nanosecondsAnEvent.get(part)! + (time * 1000) / events);
  }
  const sum = ([...nanosecondsAnEvent.values()].reduce((total, part) => total + part, 0) * events) / 1000;
  assert.ok(Math.abs(sum / whole - 1) < 0.01, `${name}: the parts come to ${sum} us, the whole to ${whole} us`);
  const costliest = [...byPlace]
    .filter(([place]) => place.startsWith("src/"))
    .sort(([, a], [, b]) => b - a)
    .slice(0, COSTLIEST)
    .map(([place, time]) => ({ file: place, share: time / whole }));
  return { name, events, nanosecondsAnEvent, costliest };
}

/** Which source a function was built from. */
class Sources {
  readonly #built: string;
  readonly #maps = new Map<string, SourceMap | null>();

  constructor(built: string) {
    this.#built = pathToFileURL(`${built}/`).href;
  }

  /** Null for what works for its caller: native code, Node's own modules, most libraries. */
  nameOf({ url, lineNumber, columnNumber }: CallFrame): string | null {
    if (!url.startsWith(this.#built)) return null;
    const entry = this.#mapOf(url)?.findEntry(lineNumber, columnNumber);
    if (entry === undefined || !("originalSource" in entry)) return null;
    const source = new URL(entry.originalSource, url).href;
    if (!source.startsWith(ROOT)) return null;
    const path = source.slice(ROOT.length);
    return path.startsWith("src/") || WRITERS.test(path) ? path : null;
  }

  /** Null for what the builder put there itself. */
  #mapOf(url: string): SourceMap | null {
    const known = this.#maps.get(url);
    if (known !== undefined) return known;
    const file = new URL(`${url}.map`);
    const map = existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, "utf8"))) : null;
    this.#maps.set(url, map);
    return map;
  }
}

function partOf(place: string): Part {
  if (place === GARBAGE_COLLECTOR) return "garbage";
  if (place === UNNAMED) return "start-up";
  const found = PART_OF_FILE.find(([files]) => files.test(place));
  assert.ok(found !== undefined, `${place} belongs to no part`);
  return found[1];
}
