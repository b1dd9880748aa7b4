import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isMap, parseDocument, stringify } from "yaml";
import { TOPICS } from "../../src/cli/help/topics.ts";
import { loadScenario, validateScenario } from "../../src/scenario/load.ts";
import { poolsim } from "../cli/poolsim.ts";
import { type DocExample, docExamples } from "./docExamples.ts";
import { codeBlocks, ROOT, readme } from "./readme.ts";

/** What the pieces are put into: whatever they refer to. */
const FRAME = `seed: 3
time: {horizon: 1 d}
replications: 2
workloads:
  jobs: {store: files, arrivals: {poisson: {rate: 30/h}}, job: {service: 3 min, deadline: 4 h}}
  scoring: {arrivals: {poisson: {rate: 10/h}}, job: {service: 3 min}, route: scoring}
  a: {arrivals: {at: [1 h]}, job: {service: 3 min}}
  training: {arrivals: {at: [1 h]}, job: {service: 3 min}}
classic: {workers: 20}
billingPlans: {mine: {overageHour: 0.5 USD}}
storage: {files: {preset: blob}}
pools:
${["own", "pool1", "pool2", "small", "large", "scoring", "nightly"].map((name) => `  ${name}: {vms: 16, slotsPerVm: 4, vmSize: {cores: 4, price: 0.1 USD/h}, lowPriority: {vms: 0}}\n`).join("")}`;

const DOCUMENTS: readonly (readonly [string, string])[] = [
  [
    "README",
    readme().replaceAll(/<!-- (reference|output) -->[\s\S]*?<!-- \/\1 -->|```(?:js|sh)[\s\S]*?```|```\w*/g, ""),
  ],
  ...TOPICS.filter(({ name }) => name !== "reference").map(({ name, text }) => [`help ${name}`, text] as const),
];
const EXAMPLES = DOCUMENTS.flatMap(([where, text]) =>
  docExamples(text).map((example) => [where, example.text, example] as const),
);

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-examples-"));
  const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(home, name), text);
  write("frame.yaml", FRAME);
  write("pool.txt", "maxVms = 10;\n$TargetDedicatedNodes = min(maxVms, $PendingTasks.GetSample(1));\n");
  write("samples.csv", "time,variable,value\n0,$PendingTasks,4\n30,$PendingTasks,6\n");
  write("log.swf.gz", gzipSync("1 0 0 60 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n"));
  write("jobs.csv.gz", gzipSync("submitted,run_time,gpus,user\n0,60,1,ann\n"));
});
afterAll(() => rmSync(home, { recursive: true }));

/** The scenario that an example is a part of. */
function placed({ text, place }: DocExample): string {
  if (place!.length === 0 && text.startsWith("name:")) return text;
  const own = parseDocument(text).toJS() as object;
  // A trace and a stream bring what their jobs take.
  const brings = /^arrivals:\s*\{?\s*(?:trace|stream):/.test(text) ? { job: { service: null, deadline: null } } : {};
  const formula = place!.at(-1) === "autoscale" ? { formulaFile: "pool.txt" } : {};
  const part = place!.reduceRight<object>((inner, key) => ({ [key]: inner }), { ...formula, ...own, ...brings });
  return stringify({ extends: "./frame.yaml", ...part });
}

async function check(example: DocExample): Promise<void> {
  writeFileSync(join(home, "example.yaml"), placed(example));
  await validateScenario(await loadScenario(join(home, "example.yaml"), {}));
}

describe("examples of scenarios", () => {
  it("are found where documents have them", () => {
    const where = new Set(EXAMPLES.map(([document]) => document));
    for (const name of ["scenario", "distributions", "traces", "streams", "alternatives", "pools", "billing", "sweep"])
      expect(where).toContain(`help ${name}`);
    expect(EXAMPLES.length).toBeGreaterThan(50);
    // Every fenced block of YAML is an example, or is made of some.
    for (const block of codeBlocks("yaml")) {
      const [first] = block.trimEnd().split("\n");
      expect(EXAMPLES.some(([, text]) => text.includes(first!) || isMap(parseDocument(text).contents))).toBe(true);
    }
  });

  it.each(EXAMPLES)("%s: %s", async (_where, text, example) => {
    expect(example.place, `nothing in the format has the keys of ${text}`).not.toBeNull();
    await check(example);
  });

  it("would be refused with a key that does not exist, or a unit left out", async () => {
    await expect(check({ text: "lowPriority: {vms: 8, lifetyme: 8 h}", place: ["pools", "own"] })).rejects.toThrow(
      'did you mean "lifetime"?',
    );
    await expect(check({ text: "{service: 90}", place: ["workloads", "jobs", "job"] })).rejects.toThrow("has no unit");
  });
});

/** Command lines that name files; those of FILE and DIR are forms, not examples. */
function commandLines(): readonly string[] {
  const lines = DOCUMENTS.flatMap(([, text]) =>
    [...text.replaceAll(/ \\\n\s*/g, " ").matchAll(/^\s*(?:npx )?poolsim ([a-z]+ .+)$/gm)].map(([, words]) => words!),
  );
  const named = /^(?!help )\w+ (?:scenarios\/)?[a-z][\w-]*(?:\.\w+)?(?: -|$)/;
  return [...new Set(lines)].filter((words) => named.test(words));
}

/** A file of somebody's own, as the command lines take it. */
const MINE = `time: {horizon: 1 d}
workloads:
  jobs: {arrivals: {poisson: {rate: 30/h}}, job: {service: {exponential: {mean: 3 min}}}}
  more: {arrivals: {poisson: {rate: 10/h}}, job: {service: 3 min}, route: scoring}
classic: {workers: 20, endpointConcurrency: none, billingPlan: by-hour}
billingPlans: {by-hour: {overageHour: 0.3 USD}}
pools: {scoring: {vms: 16, vmSize: {price: 0.14 USD/h}}}
baseline: classic
alternatives: {classic: {}, always-on: {workloads: {jobs: {route: scoring}}}}
`;

/** The nightly run with a hundredth of its jobs: what 5,000 give is tested by itself. */
function fewer(text: string): string {
  return text.replace("jobs: 5000", "jobs: 50").replace("vms: 32", "vms: 2");
}

describe("command lines", () => {
  beforeAll(() => {
    writeFileSync(join(home, "my.yaml"), MINE);
    writeFileSync(join(home, "nightly.yaml"), fewer(codeBlocks("yaml")[0]!));
  });

  it("are found", () => {
    expect(commandLines()).toEqual(
      expect.arrayContaining([
        "run nightly.yaml",
        "plan nightly.yaml",
        "quota nightly.yaml",
        "formula pool.txt",
        "theory scenarios/mm8.yaml",
      ]),
    );
  });

  it.each(commandLines())(
    "poolsim %s",
    async (line) => {
      const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
      const name = words[1]!;
      if (name.startsWith("scenarios/")) words[1] = join(ROOT, name);
      // The mail's scenario is written by its own first line.
      if (words[0] === "init") rmSync(join(home, "nightly.yaml"));
      const { code, stderr } = await poolsim(home, ...words);
      expect(code, stderr).toBe(0);
      if (words[0] === "init") {
        const written = readFileSync(join(home, "nightly.yaml"), "utf8");
        expect(written).toContain("jobs: 5000");
        writeFileSync(join(home, "nightly.yaml"), fewer(written));
      }
    },
    120_000,
  );
});
