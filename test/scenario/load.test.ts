import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type LoadedScenario, loadScenario, type ResolvedScenario } from "../../src/scenario/load.ts";
import { alternativeAlone, showScenario, yamlOf } from "../../src/scenario/show.ts";
import { load, refusal, scratch, TEN_LINES } from "./scratchFiles.ts";

function poolsOf({ alternatives }: LoadedScenario): Readonly<Record<string, unknown>> {
  return Object.fromEntries(alternatives.map(({ name, resolved }) => [name, Object.keys(resolved.pools ?? {})]));
}

const SMALL = `workloads: {w: {arrivals: {at: [0 s]}, job: {service: 1 s}, route: p}}
pools: {p: {vms: 1}}
`;

describe("a scenario file", () => {
  it("of ten lines compares the classic service, without pools, with the pool", async () => {
    const scenario = await load(TEN_LINES);
    expect(poolsOf(scenario)).toEqual({ classic: [], pools: ["scoring"] });
    expect(scenario.alternatives.map(({ resolved }) => resolved.workloads.nightly?.route)).toEqual([
      "classic",
      "scoring",
    ]);
    expect(scenario).toMatchObject({
      name: "Nightly scoring",
      baseline: "classic",
      currency: "USD",
      seed: 1,
      warnings: [],
    });
    expect(scenario.objectives).toEqual([
      { text: "rounds.late <= 5%", metric: "rounds.late", relation: "<=", bound: 0.05, unit: "share" },
    ]);
  });

  it("that has no choice to offer has one alternative, base", async () => {
    expect(poolsOf(await load(SMALL))).toEqual({ base: ["p"] });
    expect(poolsOf(await load(`${SMALL.replace("route: p", "route: classic")}classic: {workers: 3}\n`))).toEqual({
      base: ["p"],
    });
  });

  it("has the defaults of names: the tenant and the endpoint are the workload's", async () => {
    const { alternatives } = await load(SMALL);
    expect(alternatives[0]?.resolved.workloads.w).toMatchObject({ tenant: "w", endpoint: "w", job: { tasks: 1 } });
    expect((await load(SMALL)).name).toBe("scenario");
  });

  it("is shown as a file that loads as the same scenario", async () => {
    for (const text of [
      TEN_LINES,
      SMALL,
      `${TEN_LINES}alternatives: {a: {}, b: {pools: {scoring: {vms: 3, startTask: null}}}}\nbaseline: b\n`,
    ]) {
      const first = await load(text);
      const again = await load(showScenario(first));
      expect(again.hash).toBe(first.hash);
      expect(showScenario(again)).toBe(showScenario(first));
      expect(again.alternatives.map(({ name, resolved }) => [name, resolved])).toEqual(
        first.alternatives.map(({ name, resolved }) => [name, resolved]),
      );
      expect(again.baseline).toBe(first.baseline);
    }
  });

  it("is shown for one alternative as that one is simulated: with its patch, and without the others", async () => {
    const text = `${TEN_LINES}alternatives: {a: {}, b: {classic: {workers: 9}, pools: {scoring: {vms: 3}}}}\nbaseline: a\n`;
    const scenario = await load(text);
    const shown = alternativeAlone(scenario, "b") as ResolvedScenario;
    expect(shown.pools?.scoring?.vms).toBe(3);
    expect(shown.classic?.workers).toBe(9);
    const [b, ...others] = (await load(yamlOf(shown))).alternatives;
    expect(others).toEqual([]);
    expect([b!.name, b!.resolved]).toEqual(["b", scenario.alternatives[1]!.resolved]);
  });

  it("has the SHA-256 of its resolved form as its hash", async () => {
    const { hash, resolved } = await load(TEN_LINES);
    expect(hash).toBe(createHash("sha256").update(JSON.stringify(resolved)).digest("hex"));
    expect((await load(TEN_LINES, { seed: 2 })).hash).not.toBe(hash);
  });

  it("tells no directory of the machine in its resolved form", async () => {
    const trace = "workloads: {w: {arrivals: {trace: {file: /data/of/mine/x.swf, format: swf}}}}\n";
    const scenario = await load(trace);
    expect(JSON.stringify(scenario.resolved)).not.toContain("/data");
    expect(JSON.stringify(scenario.resolved)).toContain('"x.swf"');
    expect(showScenario(scenario)).toContain("/data/of/mine/x.swf");
    expect((await load(showScenario(scenario))).hash).toBe(scenario.hash);
  });

  it("may be JSON", async () => {
    const folder = scratch({
      "s.json": JSON.stringify({ workloads: { w: { arrivals: { at: ["0 s"] }, job: { service: "1 s" } } } }),
    });
    expect((await loadScenario(path.join(folder, "s.json"))).name).toBe("s");
  });

  it("may use anchors and merge keys, and keys that look like numbers", async () => {
    const { alternatives } = await load(`workloads:
  a: &a {arrivals: {at: [0 s]}, job: {service: 1 s}, route: {byTenant: {6214e9: p, 11: p}}}
  b: {<<: *a, tenant: x}
pools: {p: {vms: 1}}
`);
    expect(alternatives[0]?.resolved.workloads.b).toMatchObject({
      tenant: "x",
      route: { byTenant: { "6214e9": "p", "11": "p" } },
    });
  });
});

describe("options", () => {
  it("set paths at the top, before the alternatives' patches, a later one winning", async () => {
    const set = [
      "pools.scoring.vms=5",
      "pools.scoring.vms=6",
      "classic.workers=200",
      "alternatives.big={pools: {scoring: {vms: 64}}}",
      "alternatives.same={}",
    ];
    const { alternatives, baseline } = await load(TEN_LINES, { set });
    expect(alternatives.map(({ name, resolved }) => [name, resolved.pools?.scoring?.vms])).toEqual([
      ["big", 64],
      ["same", 6],
    ]);
    expect(alternatives[0]?.resolved.classic).toMatchObject({ workers: 200 });
    expect(alternatives[0]?.resolved.classic).not.toHaveProperty("observedWait");
    expect(baseline).toBe("big");
  });

  it("remove with null", async () => {
    expect(poolsOf(await load(TEN_LINES, { set: ["classic=null"] }))).toEqual({ base: ["scoring"] });
  });

  it("take a cron that begins with a star", async () => {
    const { alternatives } = await load(TEN_LINES, { set: ["workloads.nightly.arrivals.cron=*/15 9-17 * * MON-FRI"] });
    expect(alternatives[0]?.resolved.workloads.nightly?.arrivals).toMatchObject({ cron: "*/15 9-17 * * MON-FRI" });
  });

  it("choose among the alternatives, and with them the baseline", async () => {
    const { alternatives, baseline, hash } = await load(TEN_LINES, { alternative: ["pools"] });
    expect(alternatives.map(({ name }) => name)).toEqual(["pools"]);
    expect(baseline).toBe("pools");
    expect(hash).toBe((await load(TEN_LINES)).hash);
    expect(await refusal(TEN_LINES, { alternative: ["pool"] })).toBe(
      'scenario.yaml: no alternative is named "pool"; did you mean "pools"?',
    );
  });

  it("give seed and replications", async () => {
    expect(await load(TEN_LINES, { seed: 7, replications: 3 })).toMatchObject({ seed: 7, replications: 3 });
  });
});

describe("extends", () => {
  it("makes a file a patch on another, relative to itself, through a chain", async () => {
    const folder = scratch({
      "base.yaml": TEN_LINES,
      "middle.yaml":
        "extends: ./base.yaml\npools: {scoring: {vms: 40, startTask: 30 s}}\nalternatives: {a: {}, b: {}}\n",
      "top.yaml":
        "extends: middle.yaml\nname: Top\npools: {scoring: {vms: 50}}\nalternatives: {a: null, c: {pools: null, workloads: {nightly: {route: classic}}}}\n",
    });
    const scenario = await loadScenario(path.join(folder, "top.yaml"));
    expect(scenario.name).toBe("Top");
    expect(poolsOf(scenario)).toEqual({ b: ["scoring"], c: [] });
    expect(scenario.alternatives[0]?.resolved.pools?.scoring).toMatchObject({ vms: 50, startTask: "30 s" });
  });
});

describe("what is shown of a file that extends one of another folder", () => {
  const base = scratch({
    "base.yaml": `workloads:
  t: {arrivals: {trace: {file: t.swf, format: swf}}, route: p}
pools: {p: {vms: 1, scaling: {autoscale: {formulaFile: in/f.txt}}}}
`,
  });
  const folder = path.join(base, "mine");
  mkdirSync(folder);
  const top = path.join(folder, "top.yaml");
  writeFileSync(
    top,
    `extends: ../base.yaml
workloads: {w: {arrivals: {at: [0 s]}, job: {service: {empirical: {csv: s.csv, column: s}}}}}
alternatives: {a: {workloads: {t: {arrivals: {trace: {file: other.swf}}}}}, b: {}}
`,
  );

  it("names each file from its own folder", async () => {
    const { resolved } = await loadScenario(top);
    expect(resolved).toMatchObject({
      workloads: {
        t: { arrivals: { trace: { file: "../t.swf" } } },
        w: { job: { service: { empirical: { csv: "s.csv" } } } },
      },
      pools: { p: { scaling: { autoscale: { formulaFile: "../in/f.txt" } } } },
      alternatives: { a: { workloads: { t: { arrivals: { trace: { file: "other.swf" } } } } } },
    });
  });

  it("is the same scenario when it is loaded from there", async () => {
    const scenario = await loadScenario(top);
    const shown = path.join(folder, "shown.yaml");
    writeFileSync(shown, showScenario(scenario));
    expect((await loadScenario(shown)).hash).toBe((await loadScenario(top)).hash);
  });
});

describe("warnings", () => {
  it("tell of a quota that is raised where nothing limited it", async () => {
    const account = (told: string) => `${SMALL}account: {${told}quotaIncrease: [{at: 2 d, maxVmsPerPool: 64}]}\n`;
    expect((await load(account(""))).warnings).toEqual([
      "base: account.quotaIncrease raises maxVmsPerPool to 64, but nothing limits it before; tell today's, for example account.maxVmsPerPool: 32",
    ]);
    expect((await load(account("maxVmsPerPool: 8, "))).warnings).toEqual([]);
  });

  it("tell of a pool that is paid for and not used", async () => {
    const { warnings } = await load(`${SMALL}classic: {}\nalternatives: {away: {workloads: {w: {route: classic}}}}\n`);
    expect(warnings).toEqual([
      'away: no workload goes to pool "p", which is billed all the same; route one to it, or remove it with pools: {p: null}',
    ]);
  });

  it.each([
    ["onDemand: {max: 3}", false],
    ["onDemand: {min: 0, max: 3}", false],
    ["onDemand: {min: 1, max: 3}", true],
    ["byJobs: {max: 3}", false],
    ["byJobs: {max: 3, initial: 1}", true],
  ])("do not say of one that it is paid for, if it has VMs for jobs only: %s", async (scaling, paid) => {
    const pool = `pools: {idle: {scaling: {${scaling}}}}`;
    const { warnings } = await load(`workloads: {w: {arrivals: {at: [0 s]}, job: {service: 1 s}}}\n${pool}\n`);
    const billed = paid ? ", which is billed all the same" : "";
    expect(warnings).toEqual([
      `base: no workload goes to pool "idle"${billed}; route one to it, or remove it with pools: {idle: null}`,
    ]);
  });

  const CAPS = `workloads: {scoring: {endpoint: model-a, arrivals: {at: [0 s]}, job: {service: 1 s}}}
classic:
  background: {office: {tenants: 2, arrivals: {at: [0 s]}, job: {service: 1 s}}}
`;

  it("tell of a cap on an endpoint or a tenant that nobody has", async () => {
    const caps =
      "  endpointConcurrency: {model-b: 5, office-2: 5}\n  tenantConcurrency: {scoring: 3, nobody: 4, otherwise: 9}\n";
    const { warnings } = await load(`${CAPS}${caps}`);
    expect(warnings).toEqual([
      'base: classic.endpointConcurrency.model-b caps nothing, as no workload has the endpoint "model-b"; did you mean "model-a"?',
      'base: classic.tenantConcurrency.nobody caps nothing, as no workload has the tenant "nobody"; there are scoring, office-1, office-2',
    ]);
  });

  it("tell nothing of caps on tenants that a trace may name", async () => {
    const traced = CAPS.replace("at: [0 s]}, job: {service: 1 s}", "trace: {file: jobs.swf, format: swf}}");
    expect((await load(`${traced}  tenantConcurrency: {user-3: 3}\n`)).warnings).toEqual([]);
  });

  const LOW = "  p: {lowPriority: {vms: 0, lifetime: 8 h}, scaling: {onDemand: {max: 4}}}\n";
  const jobs = "workloads: {w: {arrivals: {at: [0 s]}, job: {service: 1 s}, route: p}}\npools:\n";

  it("tell of low priority that is described and never used, on demand too", async () => {
    const { warnings } = await load(`${jobs}${LOW}`);
    expect(warnings).toEqual([
      'base: pool "p" has no low-priority VMs, as lowPriority.vms is 0; write how many of its VMs are, or may be',
    ]);
  });

  it.each([
    ["some are asked for", LOW.replace("vms: 0", "vms: 2")],
    ["a sweep looks for their number", `${LOW}sweep: {pools.p.lowPriority.vms: [0, 2]}\n`],
    [
      "a plan looks for their number",
      `${LOW}plan: {minimise: cost.total, choose: {pools.p.lowPriority.vms: [0, 2]}}\n`,
    ],
    [
      "an operation asks for them",
      LOW.replace("onDemand: {max: 4}", "operations: [{at: 0 s, resize: {vms: 1, lowPriority: 1}}]"),
    ],
  ])("tell nothing of low priority where %s", async (_name, pools) => {
    expect((await load(`${jobs}${pools}`)).warnings).toEqual([]);
  });
});
