import { describe, expect, it } from "vitest";
import { estimate } from "../../src/experiment/estimate.ts";
import { type Evidence, judge } from "../../src/experiment/objectives.ts";
import { parseObjective } from "../../src/scenario/objective.ts";

const units = (count: number, noun: "jobs" | "rounds", jobs = count): Evidence => ({
  exact: false,
  units: { noun, count, jobs, fewestJobs: jobs },
  counted: noun === "rounds" ? count : jobs,
});
const unitOf = (objective: string) => parseObjective(objective).unit;
const judged = (objective: string, values: readonly (number | null)[], evidence?: Evidence) =>
  judge(parseObjective(objective), estimate(values, unitOf(objective)), evidence);

describe("an objective is judged", () => {
  it.each([
    // t(0.975, 2) = 4.302653: 60 s with deviation 1 s, so 57.5 to 62.5 s.
    ["wait.mean <= 63 s", "met"],
    ["wait.mean <= 62 s", "undecided"],
    ["wait.mean <= 58 s", "undecided"],
    ["wait.mean <= 57 s", "missed"],
    ["wait.mean >= 57 s", "met"],
    ["wait.mean > 63 s", "missed"],
  ] as const)("by Student's interval over the replications: %s is %s", (objective, outcome) => {
    const result = judged(objective, [59, 60, 61], units(500, "jobs"));
    expect(result.outcome).toBe(outcome);
    expect(result.low).toBeCloseTo(57.5159, 4);
    expect(result.high).toBeCloseTo(62.4841, 4);
  });

  it("with the number of replications that would decide it", () => {
    // Deviation 1 s, 2 s off the bound: t(3) / sqrt(4) = 1.59 is below 2.
    expect(judged("wait.mean <= 62 s", [59, 60, 61]).moreReplications).toBe(1);
    expect(judged("wait.mean <= 63 s", [59, 60, 61]).moreReplications).toBe(null);
  });

  it("by its value where nothing is random, however often it was run", () => {
    const exact = { ...units(1, "rounds", 1000), exact: true };
    expect(judged("wait.mean <= 60 s", [60], exact)).toMatchObject({ outcome: "met", low: 60, high: 60 });
    expect(judged("wait.mean < 60 s", [60, 60], exact).outcome).toBe("missed");
    expect(judged("rounds.late <= 0%", [0], exact).outcome).toBe("met");
  });

  it("not at all by one replication of a random system, nor without a value", () => {
    const nothing = { outcome: "undecided", low: null, high: null, moreReplications: null };
    expect(judged("wait.mean <= 30 d", [60], units(9999, "jobs"))).toMatchObject(nothing);
    expect(judged("deadlines.missed <= 5%", [0], units(9999, "jobs"))).toMatchObject(nothing);
    expect(judged("wait.mean <= 30 d", [null, null], units(0, "jobs"))).toMatchObject(nothing);
    expect(judge(parseObjective("wait.mean <= 30 d"), undefined)).toMatchObject(nothing);
  });

  it.each([
    // None of n: Wilson's upper bound is z^2 / (n + z^2), z^2 = 3.841459.
    ["rounds.late <= 5%", 0, 72, "undecided", 3.841459 / 75.841459],
    ["rounds.late <= 5%", 0, 73, "met", 3.841459 / 76.841459],
    ["deadlines.missed <= 5%", 0, 73, "met", 3.841459 / 76.841459],
    // All of 7: its lower bound is 7 / (7 + z^2) = 64.6%.
    ["rounds.late <= 60%", 1, 7, "missed", 1],
    ["rounds.late <= 70%", 1, 7, "undecided", 1],
  ] as const)(
    "by Wilson over the rounds of one replication: %s with %d of %d is %s",
    (text, value, n, outcome, high) => {
      const result = judged(text, [value], units(n, "rounds", 1000 * n));
      expect(result.outcome).toBe(outcome);
      expect(result.high).toBeCloseTo(high, 7);
    },
  );

  it("by Wilson where some rounds of one replication were late, but not where some of their jobs were", () => {
    // 19 of 20 by Wilson: 76.4% to 99.1% (Newcombe 1998's formula).
    const some = judged("rounds.late >= 75%", [0.95], units(20, "rounds", 2000));
    expect([some.outcome, some.low! > 0.76 && some.low! < 0.77]).toEqual(["met", true]);
    expect(judged("deadlines.missed >= 75%", [0.95], units(20, "rounds", 2000)).outcome).toBe("undecided");
  });

  it("by Wilson where no replication has any, since Student would have no doubt at all", () => {
    // Five weeks of seven nights: at most 3.84 / 38.84 = 9.9% are late.
    expect(judged("rounds.late <= 5%", [0, 0, 0, 0, 0], units(35, "rounds"))).toMatchObject({
      outcome: "undecided",
      // 3.841459 x 0.95 / 0.05 = 73 rounds, seven a replication: eleven.
      moreReplications: 6,
    });
    expect(judged("rounds.late <= 0%", [0, 0], units(14, "rounds")).moreReplications).toBe(null);
    expect(judged("rounds.late <= 10%", [0, 0, 0, 0, 0], units(35, "rounds")).outcome).toBe("met");
    // Of jobs, more are counted than rounds.
    const jobs = { ...units(72, "rounds", 72_000), counted: 72_000 };
    expect(judged("deadlines.missed <= 1%", [0, 0], jobs).outcome).toBe("met");
  });

  it("as it is where a share of time is the same in every replication", () => {
    expect(judged("utilisation >= 100%", [1, 1], units(10, "jobs")).outcome).toBe("met");
  });
});
