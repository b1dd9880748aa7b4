import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunResult } from "../../src/experiment/results.ts";
import { runScenario } from "../../src/experiment/run.ts";
import { htmlReport } from "../../src/report/htmlReport.ts";
import { markdownReport } from "../../src/report/markdownReport.ts";
import type { Picture } from "../../src/report/pictures/picture.ts";
import { picturesOf } from "../../src/report/pictures/pictures.ts";
import type { ReportData } from "../../src/report/reportData.ts";
import { dataOfRun } from "../../src/report/runFiles.ts";
import { loadScenario } from "../../src/scenario/load.ts";

/** Two jobs at 0 s and two at 200 s, of 100 s each, on one VM that is ready at 90 s, or on two that are ready at 60 s. */
export const SMALL = `
name: Four jobs
description: One VM or two?
time: {horizon: 1000 s}
workloads: {a: {arrivals: {at: [0 s, 200 s], jobs: 2}, job: {service: 100 s, deadline: 250 s}, route: p}}
pools: {p: {vms: 1, vmSize: {cores: 1, price: 0.36 USD/h}, provisioning: 90 s}}
objectives: ["latency.p95 <= 250 s"]
alternatives:
  one-vm: {}
  two-vms: {pools: {p: {vms: 2, provisioning: 60 s}}}
`;

/** One alternative of it. */
export const ONE = SMALL.replace(/alternatives:[\s\S]*/, "");

/** 60 jobs of 90 s in half an hour: 20 turns of 3 VMs (each 90 s), too much for the 2 of today. */
export const NIGHTLY = `
name: Nightly scoring
time: {horizon: 2 d}
workloads: {nightly: {arrivals: {cron: "0 1 * * *", jobs: 60}, job: {service: 90 s, deadline: 30 min}, route: scoring}}
classic: {workers: 2}
pools: {scoring: {vms: 2, vmSize: {cores: 1, price: 0.36 USD/h}}}
account: {maxPools: 1, maxVmsPerPool: 2}
objectives: ["rounds.late <= 5%"]
plan: {choose: {pools.scoring.vms: {from: 1, to: 5}}}
`;

/** Names and descriptions of somebody who tries. */
export const HOSTILE = `
name: "<script>alert(1)</script> & \\"quotes\\" | *stars* [a](javascript:alert(1)) \\u001b[31m"
description: "# <img src=x onerror=alert(1)>"
time: {horizon: 1000 s}
workloads:
  "</style><b>w": {tenant: "=cmd()", arrivals: {at: [0 s]}, job: {service: 10 s}, route: "</svg><script>p"}
pools: {"</svg><script>p": {vms: 1, vmSize: {cores: 1, price: 1 USD/h}, provisioning: 5 min}}
alternatives:
  "=<script>alert('alternative')</script>": {}
  "]]><img src=y>": {pools: {"</svg><script>p": {vms: 3}}}
`;

/** Twelve sizes of a pool. */
export const TWELVE = `
name: Twelve
replications: 2
time: {horizon: 6 h}
workloads: {a: {arrivals: {poisson: {rate: 240/h}}, job: {service: {exponential: {mean: 2 min}}}, route: p}}
pools: {p: {vms: 1, vmSize: {cores: 1, price: 0.36 USD/h}, provisioning: {exponential: {mean: 5 min}}}}
alternatives:
${Array.from({ length: 12 }, (_, place) => `  a-pool-of-some-size-${place + 1}: {pools: {p: {vms: ${place + 4}}}}`).join("\n")}
`;

export interface Drawn {
  readonly result: RunResult;
  readonly data: ReportData;
  readonly pictures: readonly Picture[];
  readonly html: string;
  readonly markdown: string;
}

/** Simulates a scenario's text and draws its reports. */
export async function drawn(text: string): Promise<Drawn> {
  const folder = mkdtempSync(join(tmpdir(), "poolsim-report-"));
  try {
    const file = join(folder, "scenario.yaml");
    writeFileSync(file, text);
    const result = await runScenario(await loadScenario(file));
    const data = dataOfRun(result);
    const pictures = picturesOf(data);
    const html = htmlReport(data.summary, pictures);
    return { result, data, pictures, html, markdown: markdownReport(data.summary, pictures) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Throws unless every element of some markup that is opened is closed, in order. */
export function checkNesting(markup: string): void {
  const VOID = new Set(["meta", "br", "hr", "link", "img", "!doctype"]);
  const open: string[] = [];
  for (const [, slash, name = "", selfClosing] of markup.matchAll(/<(\/?)([!a-zA-Z][\w-]*)[^>]*?(\/?)>/g)) {
    if (VOID.has(name) || selfClosing === "/") continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) throw new Error(`</${name}> closes something else`);
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(", ")}`);
}
