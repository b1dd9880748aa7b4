import { expect, it } from "vitest";
import type { Summary } from "../../src/experiment/results.ts";
import { reportFacts } from "../../src/report/reportFacts.ts";
import { alternative, summaryOf } from "./summaryFixture.ts";

it("the reports say what the terminal says of the warm-up, the replications, the operations and what is undecided", () => {
  const objective = { objective: "wait.mean <= 60 s", metric: "wait.mean", value: 59, unit: "s", bound: 60 } as const;
  const counts = { done: 2, partial: 0, refused: 1, stopped: 0, underWay: 0, firstShort: [] };
  const plain = summaryOf({
    a: {
      ...alternative(
        {},
        { objectives: [{ ...objective, low: 57, high: 61, outcome: "undecided", moreReplications: 12 }] },
      ),
      operations: counts,
      evaluations: { evaluations: 1400, failed: 1, short: 0, firstFailures: [] },
    },
  });
  const summary: Summary = {
    ...plain,
    scenario: {
      ...plain.scenario,
      replications: 14,
      warmUpFound: { seconds: 7200, method: "MSER-5", pilotReplications: 5, alternative: "a" },
    },
    stopping: { metric: "wait.mean", relativeHalfWidth: 0.05, min: 10, max: 200, reached: true, needed: null },
  };
  const { sentences } = reportFacts(summary);
  expect(sentences).toEqual([
    expect.stringMatching(/^Warm-up/iu),
    "wait.mean is known to 5% in every alternative, at 95% confidence: it took 14 replications.",
    "Undecided (a): wait.mean <= 60 s, for the 95% interval is 57 s to 61 s; about 12 more replications would decide it.",
    "Operations (a): 2 done, 1 refused, in 14 replications.",
    "Formula (a): 1,400 evaluations, 1 failure (the pool is left alone), in 14 replications.",
  ]);
});
