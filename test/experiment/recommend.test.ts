import { describe, expect, it } from "vitest";
import { recommend } from "../../src/experiment/recommend.ts";
import type { ObjectiveResult } from "../../src/experiment/results.ts";
import { alternative, estimate } from "../report/summaryFixture.ts";

const WAIT = "wait.mean <= 100 s";
const LATE = "rounds.late <= 1%";

/** An alternative with this mean wait and share of late rounds, and what was judged of them. */
function judged(
  [wait, waitOutcome]: readonly [number | null, ObjectiveResult["outcome"]],
  late: readonly [number, ObjectiveResult["outcome"]] | null,
  spent: { readonly cost?: number; readonly hours?: number } = {},
) {
  const common = { low: null, high: null, moreReplications: null };
  const objectives: ObjectiveResult[] = [
    { ...common, objective: WAIT, metric: "wait.mean", value: wait, unit: "s", bound: 100, outcome: waitOutcome },
  ];
  if (late !== null) {
    const [value, outcome] = late;
    objectives.push({ ...common, objective: LATE, metric: "rounds.late", value, unit: "share", bound: 0.01, outcome });
  }
  const metrics = {
    "cost.total": estimate(spent.cost ?? null, "USD"),
    "computeHours.billed": estimate(spent.hours ?? null, "h"),
  };
  return alternative(metrics, { objectives });
}
const met = (spent: { readonly cost?: number; readonly hours?: number }) => judged([90, "met"], null, spent);

describe("recommend", () => {
  it("says nothing without objectives", () => {
    expect(recommend({ a: alternative({}) })).toBe(null);
  });

  it("chooses the cheapest of those that meet the objective", () => {
    const chosen = recommend({
      a: met({ cost: 3, hours: 1 }),
      b: met({ cost: 2, hours: 9 }),
      c: judged([9, "missed"], null),
    });
    expect(chosen).toEqual({ alternative: "b", reason: "the cheapest that meets the objective." });
  });

  it("goes by billed hours without prices, and says so", () => {
    expect(recommend({ a: met({ hours: 3 }), b: met({ hours: 2 }) })).toEqual({
      alternative: "b",
      reason: "it meets the objective on the fewest billed compute-hours; no price is told.",
    });
    expect(recommend({ a: met({ hours: 1 }), b: met({ hours: 2, cost: 1 }) })).toEqual({
      alternative: "a",
      reason: "it meets the objective on the fewest billed compute-hours; not all have a price.",
    });
  });

  it("does not choose what is undecided, but tells of it where it is cheaper", () => {
    const unsure = judged([99, "undecided"], null, { cost: 1, hours: 1 });
    expect(recommend({ a: met({ cost: 3 }), b: unsure })).toEqual({
      alternative: "a",
      reason: "the only one that surely meets the objective; b would be cheaper, but is not sure to.",
    });
    expect(recommend({ a: met({ cost: 3 }), b: judged([99, "undecided"], null, { cost: 4 }) })!.reason).toBe(
      "the only one that meets the objective.",
    );
  });

  it.each([
    [
      "the fewest objectives missed",
      { a: judged([101, "missed"], [0.02, "missed"]), b: judged([500, "missed"], [0, "met"]) },
      `None of these meets every objective; b comes nearest, missing ${WAIT}.`,
    ],
    [
      "then the smallest distance from the bound",
      { a: judged([140, "missed"], [0, "met"]), b: judged([90, "met"], [0.013, "missed"]) },
      `None of these meets every objective; b comes nearest, missing ${LATE}.`,
    ],
    [
      "one objective only",
      { a: judged([140, "missed"], null), b: judged([130, "missed"], null) },
      "None of these meets the objective; b comes nearest.",
    ],
    [
      "what may meet it, though undecided",
      { a: judged([120, "undecided"], [0, "undecided"]), b: judged([90, "undecided"], [0, "undecided"]) },
      `None of these is sure to meet every objective; b may, but ${WAIT} and ${LATE} are undecided.`,
    ],
    [
      "nothing that has no value",
      { a: judged([null, "undecided"], null), b: judged([90, "undecided"], null) },
      `None of these is sure to meet the objective; b may, but ${WAIT} is undecided.`,
    ],
    ["a single alternative", { a: judged([140, "missed"], [0.2, "missed"]) }, `a misses ${WAIT} and ${LATE}.`],
    ["a single one that is undecided", { a: judged([90, "undecided"], null) }, `a: ${WAIT} is undecided.`],
  ])("names what comes nearest where none meets them: %s", (_what, alternatives, reason) => {
    expect(recommend(alternatives)).toEqual({ alternative: null, reason });
  });
});
