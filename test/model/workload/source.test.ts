import { describe, expect, it } from "vitest";
import { NEVER } from "../../../src/engine/time.ts";
import { Source, type SourceDraws } from "../../../src/model/workload/source.ts";
import type { FiringSpec } from "../../../src/model/workload/workloadSpec.ts";
import { variate } from "../worldFixture.ts";

type Spec = FiringSpec;

const ONE = variate(1);
const NO_LIMIT = Number.POSITIVE_INFINITY;

function inTurn(values: readonly number[]): () => number {
  let next = 0;
  return () => values[next++ % values.length]!;
}

/** `[time, jobs]` of each firing before `end`. */
function firings(spec: Spec, draws: Partial<SourceDraws> = {}, end = 1000): (readonly [number, number])[] {
  const source = new Source(spec, 0, end, { uniform: () => 0.5, interval: () => 1, batch: () => 1, ...draws });
  const fired: (readonly [number, number])[] = [];
  for (let time = source.next(); time !== NEVER; time = source.next()) fired.push([time, source.jobs]);
  expect(source.next()).toBe(NEVER);
  return fired;
}

function at(times: readonly number[], limit = NO_LIMIT): Spec {
  return { kind: "at", times, batch: ONE, limit };
}

describe("A source", () => {
  it("of times fires at each of them, in order, those told twice twice", () => {
    expect(firings(at([30, 10, 30]))).toEqual([
      [10, 1],
      [30, 1],
      [30, 1],
    ]);
  });

  it("fires at 0 and just before the end, and not at the end", () => {
    expect(firings(at([0, 999, 1000, 1001])).map(([time]) => time)).toEqual([0, 999]);
  });

  it("of a renewal starts after one interval, and rounds absolute times, not the gaps", () => {
    const spec: Spec = { kind: "renewal", interval: variate(10.4), batch: ONE, limit: NO_LIMIT };
    const times = firings(spec, { interval: () => 10.4 }, 55).map(([time]) => time);
    expect(times).toEqual([10, 21, 31, 42, 52]);
  });

  it("of a cron fires at 0 if that matches, then at each following match", () => {
    const nextAt = (from: number): number | null => (from > 300 ? null : Math.ceil(from / 100) * 100);
    const spec: Spec = { kind: "cron", nextAt, batch: ONE, limit: NO_LIMIT };
    expect(firings(spec).map(([time]) => time)).toEqual([0, 100, 200, 300]);
  });

  it("of a Poisson process fires at the rounded sums of its gaps", () => {
    const spec: Spec = { kind: "poisson", rate: 1 / 100, profile: null, batch: ONE, limit: 4 };
    // A uniform of 0.5 is a gap of 100 ln 2 = 69.31...
    expect(firings(spec).map(([time]) => time)).toEqual([69, 139, 208, 277]);
  });

  it("brings a batch at each firing, and passes over an empty one", () => {
    const spec: Spec = { ...at([1, 2, 3]), batch: variate([3, 0, 2]) };
    expect(firings(spec, { batch: inTurn([3, 0, 2]) })).toEqual([
      [1, 3],
      [3, 2],
    ]);
  });

  it("stops after as many jobs as its limit, in the middle of a batch too", () => {
    const spec: Spec = { ...at([1, 2, 3], 5), batch: variate(3) };
    expect(firings(spec, { batch: () => 3 })).toEqual([
      [1, 3],
      [2, 2],
    ]);
  });

  it.each([
    ["times", at([1]), true],
    ["a cron", { kind: "cron", nextAt: () => null, batch: ONE, limit: 1 }, true],
    ["single Poisson arrivals", { kind: "poisson", rate: 1, profile: null, batch: ONE, limit: 1 }, false],
    ["Poisson batches", { kind: "poisson", rate: 1, profile: null, batch: variate(2), limit: 1 }, true],
    ["single renewals", { kind: "renewal", interval: ONE, batch: ONE, limit: 1 }, false],
    ["renewals in batches by turns", { kind: "renewal", interval: ONE, batch: variate([1, 2]), limit: 1 }, true],
  ] satisfies [string, Spec, boolean][])("of %s fires rounds: %s", (_, spec, rounds) => {
    const source = new Source(spec, 0, 10, { uniform: () => 0.5, interval: () => 1, batch: () => 1 });
    expect(source.firesRounds).toBe(rounds);
  });
});
