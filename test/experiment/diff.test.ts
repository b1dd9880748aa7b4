import { describe, expect, it } from "vitest";
import { diff, type Side, type Values } from "../../src/experiment/diff.ts";

/** A result of two replications with so many metrics: a workload or tenant has some eighty. */
function sideOf(metrics: number): Side {
  const figures = new Map<string, Values>();
  for (let i = 0; i < metrics; i++) figures.set(`byTenant.t${i}.wait.mean`, { unit: "s", values: [i, i + 1] });
  return { label: "a", resolved: {}, seed: 1, currency: "USD", figures: new Map([["base", figures]]) };
}

describe("diff of results with thousands of tenants", () => {
  it("compares every one of 200,000 metrics", () => {
    const side = sideOf(200_000);
    const { figures } = diff(side, side);
    expect(figures).toMatchObject({ replications: 2, alternatives: [{ metrics: [], unchanged: 200_000 }] });
  });
});
