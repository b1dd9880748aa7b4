import { describe, expect, it } from "vitest";
import type { ObjectiveResult } from "../../src/experiment/results.ts";
import { undecidedSentences } from "../../src/report/undecidedSentences.ts";
import { alternative, summaryOf } from "./summaryFixture.ts";

const result = (rest: Partial<ObjectiveResult>): ObjectiveResult => ({
  objective: "wait.mean <= 60 s",
  metric: "wait.mean",
  value: 59,
  unit: "s",
  bound: 60,
  low: null,
  high: null,
  outcome: "undecided",
  moreReplications: null,
  ...rest,
});
const told = (...objectives: readonly ObjectiveResult[]) =>
  undecidedSentences(summaryOf({ a: alternative({}, { objectives }) })).map((text) => text.replaceAll("\u00A0", " "));

describe("undecidedSentences", () => {
  it("tells the interval that holds the bound, and what would decide it", () => {
    expect(told(result({ low: 57, high: 61, moreReplications: 12 }))).toEqual([
      "Undecided (a): wait.mean <= 60 s, for the 95% interval is 57 s to 61 s; about 12 more replications would decide it.",
    ]);
    expect(told(result({ low: 57, high: 61, moreReplications: 1234 }))[0]).toContain("about 1,200 more replications");
    expect(told(result({ low: 57, high: 61 }))[0]).toMatch(/57 s to 61 s\.$/u);
  });

  it("tells once that one replication has no interval, for all objectives and alternatives", () => {
    expect(told(result({}), result({ metric: "wait.max" }))).toEqual([
      "Undecided, because one replication does not show what chance does: try --replications 10.",
    ]);
  });

  it("does not go into an alternative that misses another objective", () => {
    expect(told(result({ low: 57, high: 61 }), result({ outcome: "missed" }))).toEqual([]);
  });

  it("is silent where all is decided, and about figures that are not there, of which a warning tells", () => {
    expect(told(result({ outcome: "met", low: 57, high: 58 }), result({ value: null }))).toEqual([]);
  });
});
