import assert from "node:assert/strict";
import { closeSync, createReadStream, createWriteStream, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { SECOND } from "../../src/engine/time.ts";
import { readTrace, type TraceFormat } from "../../src/scenario/traceFile.ts";
import { runCommandLine } from "./commandLine.ts";

const RUNS = 3;
const USERS = 100;
const MEAN_SERVICE_SECONDS = 600;
const WORKERS = 650;
const CSV: TraceFormat = {
  format: "csv",
  columns: { submit: "submitted", duration: "runs", slots: "slots", tenant: "who" },
};

/** How fast traces are read, and what a run of one takes, from the command's start to its end. */
export interface TraceMeasurement {
  readonly jobs: number;
  readonly reading: readonly { readonly name: string; readonly seconds: readonly number[] }[];
  readonly run: { readonly seconds: number; readonly peakMegabytes: number };
}

/** A trace of so many one-slot jobs, one a second on average, written each way, read, and simulated on 650 workers. */
export async function measureTraces(jobs: number, folder: string): Promise<TraceMeasurement> {
  const [swf, csv] = [join(folder, "trace.swf"), join(folder, "trace.csv")];
  const service = writeTraces(jobs, swf, csv);
  await pipeline(createReadStream(swf), createGzip({ level: 1 }), createWriteStream(`${swf}.gz`));
  const forms = [
    { name: "SWF", file: swf, format: { format: "swf" } as const, seconds: [] as number[] },
    { name: "SWF, packed by gzip", file: `${swf}.gz`, format: { format: "swf" } as const, seconds: [] as number[] },
    { name: "CSV", file: csv, format: CSV, seconds: [] as number[] },
  ];
  for (let run = 0; run < RUNS; run++) {
    for (const { file, format, seconds } of forms) {
      const started = performance.now();
      const trace = await readTrace(file, format, { startEpochMs: 0, origin: "keep" });
      seconds.push((performance.now() - started) / 1000);
      assert.equal(trace.count, jobs, "jobs");
      assert.equal(trace.tenants.length, USERS, "tenants");
      assert.equal(
        trace.service.reduce((sum, each) => sum + each, 0),
        service * SECOND,
        "run time",
      );
    }
  }
  const run = measureRun(jobs, swf, folder);
  for (const { file } of forms) rmSync(file);
  return { jobs, reading: forms.map(({ name, seconds }) => ({ name, seconds })), run };
}

/** Returns the sum of the run times, in seconds. */
function writeTraces(jobs: number, swf: string, csv: string): number {
  const files = [swf, csv].map((file) => ({ file: openSync(file, "w"), lines: [] as string[] }));
  const [inSwf, inCsv] = files.map(({ lines }) => lines) as [string[], string[]];
  inCsv.push("job,submitted,runs,slots,who");
  let state = 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  let clock = 0;
  let service = 0;
  for (let job = 1; job <= jobs; job++) {
    clock -= Math.log(uniform());
    const submit = Math.floor(clock);
    const runs = 1 + Math.floor(-Math.log(uniform()) * MEAN_SERVICE_SECONDS);
    // The first ones make every user known.
    const user = job <= USERS ? job : 1 + Math.floor(uniform() * USERS);
    service += runs;
    inSwf.push(
      `${job} ${submit} -1 ${runs} 1 ${runs - 0.5} ${1024 * (user % 16)} 1 ${runs + 300} -1 1 ${user} ${user % 8} 1 1 -1 -1 -1`,
    );
    inCsv.push(`${job},${submit},${runs},1,user-${user}`);
    if (job % 10_000 > 0 && job < jobs) continue;
    for (const { file, lines } of files) writeSync(file, `${lines.splice(0).join("\n")}\n`);
  }
  for (const { file } of files) closeSync(file);
  return service;
}

function measureRun(jobs: number, file: string, folder: string): TraceMeasurement["run"] {
  const scenario = join(folder, "trace.json");
  const content = {
    name: "A long trace",
    time: { horizon: "10000 d", drain: true },
    workloads: { recorded: { arrivals: { trace: { file, format: "swf" } } } },
    classic: { workers: WORKERS, endpointConcurrency: "none", dispatch: "0 s" },
  };
  writeFileSync(scenario, JSON.stringify(content));
  const started = performance.now();
  const { events, peakMegabytes } = runCommandLine(scenario, [], folder, "auto");
  const seconds = (performance.now() - started) / 1000;
  assert.equal(events, 2 * jobs, "events");
  return { seconds, peakMegabytes: peakMegabytes! };
}
