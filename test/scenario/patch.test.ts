import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromPlain, type Place, toPlain } from "../../src/scenario/located.ts";
import { MergePatch } from "../../src/scenario/patch.ts";
import { OptionSource } from "../../src/scenario/textSource.ts";

const PLACE: Place = { source: new OptionSource("test", "/"), start: 0, end: 0, path: [] };

function patched(target: unknown, patch: unknown): unknown {
  return toPlain(new MergePatch().apply(fromPlain(target, PLACE), fromPlain(patch, PLACE)));
}

/** The pseudo-code of RFC 7396, section 2, on plain JSON. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const result = new Map<string, unknown>(isMap(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, mergePatch(result.get(name), value));
  }
  return Object.fromEntries(result);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string()),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("value"), { maxKeys: 4 }),
  ),
})).value;

describe("merge patches", () => {
  it("are those of RFC 7396, for any sequence of patches on any JSON", () => {
    fc.assert(
      fc.property(json, fc.array(json, { maxLength: 4 }), (target, patches) => {
        const expected = patches.reduce<unknown>(mergePatch, target);
        expect(patches.reduce<unknown>(patched, target)).toEqual(expected);
      }),
    );
  });

  // The examples of RFC 7396, appendix A.
  it.each([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [
      ["a", "b"],
      ["c", "d"],
      ["c", "d"],
    ],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("gives what the standard's example %# gives", (target, patch, result) => {
    expect(patched(target, patch)).toEqual(result);
  });

  it.each([
    [
      "a distribution",
      { job: { service: { exponential: { mean: "9 s" } } } },
      { job: { service: { uniform: { min: "1 s", max: "2 s" } } } },
      { job: { service: { uniform: { min: "1 s", max: "2 s" } } } },
    ],
    [
      "the way a lognormal is told",
      { x: { lognormal: { mean: "9 s", cv: 1 } } },
      { x: { lognormal: { median: "1 s", p95: "2 s" } } },
      { x: { lognormal: { median: "1 s", p95: "2 s" } } },
    ],
    [
      "a source of arrivals, with what belongs to it",
      { arrivals: { cron: "0 1 * * *", jobs: 9 } },
      { arrivals: { poisson: { rate: "1/h" } } },
      { arrivals: { poisson: { rate: "1/h" } } },
    ],
    [
      "a kind of scaling",
      { scaling: { operations: [] } },
      { scaling: { onDemand: { max: 2 } } },
      { scaling: { onDemand: { max: 2 } } },
    ],
    [
      "a rule of routing",
      { route: { byTenant: { a: "p" }, otherwise: "classic" } },
      { route: { anyOf: ["p"] } },
      { route: { anyOf: ["p"] } },
    ],
    [
      "how wide a job is, and keeps the rest of the job",
      { job: { tasks: 3, priority: 2 } },
      { job: { gang: 4 } },
      { job: { priority: 2, gang: 4 } },
    ],
    [
      "how wide a job is by whole VMs, and keeps the rest of the job",
      { job: { tasks: 3, cores: 2, priority: 2 } },
      { job: { nodes: 4 } },
      { job: { priority: 2, nodes: 4 } },
    ],
    [
      "a gang by the cores of a task",
      { job: { gang: 3, speedUp: "linear" } },
      { job: { cores: 2 } },
      { job: { speedUp: "linear", cores: 2 } },
    ],
    [
      "a delay as it was seen somewhere",
      { pools: { p: { provisioning: { preset: "azure-batch-allocation" } } } },
      { pools: { p: { provisioning: { lognormal: { mean: "3 min", cv: 1 } } } } },
      { pools: { p: { provisioning: { lognormal: { mean: "3 min", cv: 1 } } } } },
    ],
    [
      "an image to pull by a delay as it was seen somewhere",
      { pools: { p: { startTask: { pull: "1 GB", from: "images" } } } },
      { pools: { p: { startTask: { preset: "azure-batch-allocation" } } } },
      { pools: { p: { startTask: { preset: "azure-batch-allocation" } } } },
    ],
    [
      "the jobs of a firing, and keeps when it fires",
      { arrivals: { cron: "0 1 * * *", jobs: 9, limit: 20 } },
      { arrivals: { batch: 5 } },
      { arrivals: { cron: "0 1 * * *", limit: 20, batch: 5 } },
    ],
    [
      "what a plan looks for",
      { plan: { minimise: "cost.total", confidence: "90%" } },
      { plan: { maximise: "throughput.jobsPerHour" } },
      { plan: { confidence: "90%", maximise: "throughput.jobsPerHour" } },
    ],
    [
      "the fleet, and keeps the rest of the service",
      { classic: { workers: 3, maxQueued: 2 } },
      { classic: { observedWait: "1 h" } },
      { classic: { maxQueued: 2, observedWait: "1 h" } },
    ],
  ])("replace %s when they name another", (_, target, patch, result) => {
    expect(patched(target, patch)).toEqual(result);
  });

  it("merge into the same member of a one-of", () => {
    const target = { service: { lognormal: { mean: "9 s", cv: 1 } } };
    expect(patched(target, { service: { lognormal: { cv: 2 } } })).toEqual({
      service: { lognormal: { mean: "9 s", cv: 2 } },
    });
  });

  it("leave workloads and pools alone whose names are those of distributions", () => {
    const pools = { uniform: { vms: 1 } };
    expect(patched({ pools }, { pools: { poisson: { vms: 2 } } })).toEqual({
      pools: { uniform: { vms: 1 }, poisson: { vms: 2 } },
    });
  });

  it("keep a billing plan's own prices beside another preset", () => {
    const plan = { preset: "studio-s1", price: "3 USD/d" };
    expect(patched({ billingPlans: { x: plan } }, { billingPlans: { x: { preset: "studio-s2" } } })).toEqual({
      billingPlans: { x: { preset: "studio-s2", price: "3 USD/d" } },
    });
  });

  it("keep the nulls of an alternative, which remove when it is applied", () => {
    const base = { alternatives: { a: { pools: { p: { vms: 1 } } } } };
    expect(patched(base, { alternatives: { a: { pools: null } } })).toEqual({ alternatives: { a: { pools: null } } });
    expect(patched(base, { alternatives: { a: null } })).toEqual({ alternatives: {} });
  });
});
