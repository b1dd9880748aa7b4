import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { pairedSentence } from "../../src/report/pairedSentence.ts";
import { hoursSplit } from "../../src/report/splitTable.ts";
import { withColour, withoutColour } from "../../src/report/style.ts";
import { terminalReport } from "../../src/report/terminalReport.ts";
import { textWidth } from "../../src/report/textWidth.ts";
import { waitingBought } from "../../src/report/waitingBought.ts";
import { alternative, comparison, estimate, summaryOf, weekOfScoring } from "./summaryFixture.ts";

const FILES = { folder: "results/hourly", names: ["summary.json", "replications.csv", "vms.csv"] };

/** Sentences with ordinary spaces, as they are after wrapping. */
const sentence = (...args: Parameters<typeof pairedSentence>) => pairedSentence(...args)?.replaceAll("\u00A0", " ");

describe("terminalReport", () => {
  it("ends the comparison with words, where time and hours went, the choice, warnings and files", () => {
    const report = terminalReport(weekOfScoring(), FILES, withoutColour).split("\n");
    expect(report[0]).toBe("Hourly scoring                         seed 2026 · 20 replications · 7 days each");
    expect(report.slice(report.findIndex((line) => line.startsWith("always-on against")))).toEqual([
      "always-on against classic, same jobs: p95 of latency shorter by 2 h 05 min (95%:",
      "  1 h 56 min to 2 h 13 min), 59% dearer; better on p95 in 20 of 20 replications.",
      "",
      "Where the time went  queued      provisioning  dispatch  service",
      "  classic            1 h 02 min                3 s       45 s",
      "  always-on          15.1 min    3.5 min                 45 s",
      "",
      "Where the hours went  billed   busy   idle   leaving",
      "  always-on           3,360 h  62.5%  35.7%  1.8%",
      "In provisioning on average: 1.85 VMs (always-on).",
      "",
      "Choose always-on: the only one that meets the objective.",
      "",
      "! classic: load is 1.04 of capacity; its waits grow with the horizon (7 d) and",
      "  have no steady state",
      "  results/hourly/summary.json · replications.csv · vms.csv",
      "",
    ]);
  });

  it("tells the lengths of alternatives that differ in it, and calls neither their jobs nor their costs the same", () => {
    const costs = { "cost.total": estimate(7, "USD") };
    const summary = summaryOf(
      {
        day: alternative(costs, { horizonSeconds: 86_400 }),
        half: alternative(costs, { horizonSeconds: 43_200, warmUpSeconds: 3600 }),
        other: alternative(costs, { horizonSeconds: 86_400 }),
      },
      { comparisons: { half: { "cost.total": comparison(0, 1) } }, scenario: { horizonSeconds: 86_400 } },
    );
    const report = terminalReport(summary, null, withoutColour);
    expect(report.split("\n")[0]).toBe(`Hourly scoring${"seed 2026 · 20 replications".padStart(66)}`);
    expect(report).toContain("\nSimulated for 1 day (day, other), 12 hours after 1 hour of warm-up (half).\n");
    expect(report).toContain("\n  cost  ");
    expect(report).toContain("half against day: at the same cost;");
  });

  it("says what a pool costs more under the plan of the baseline, and what waiting that buys", () => {
    const hours = (billed: number, busy: number) => ({
      "computeHours.billed": estimate(billed, "h"),
      "computeHours.busy": estimate(busy, "h"),
      "byPlan.s1.computeHours.billed": estimate(billed, "h"),
      "jobs.finished": estimate(300, "jobs"),
    });
    const told = (cost: number, wait: number) => ({
      "cost.total": estimate(cost, "USD"),
      "wait.mean": estimate(wait, "s"),
    });
    const summary = summaryOf({
      classic: alternative({ ...hours(30, 30), ...told(20, 900) }),
      pool: alternative({ ...hours(48, 30), ...told(50, 300) }),
      slow: alternative({ ...hours(48, 30), ...told(50, 1000) }),
    });
    const words = (name: string) => waitingBought(summary, name)?.replaceAll("\u00A0", " ");
    // 30 more for 300 jobs that wait 10 minutes less each: 50 hours of waiting.
    expect(words("pool")).toBe(
      "On the same plan (s1), pool costs $30 more: it pays for 18 h in which nothing ran, and saves 10 min of waiting a job: $0.60 for each hour of it.",
    );
    expect(words("slow")).toBe(
      "On the same plan (s1), slow costs $30 more: it pays for 18 h in which nothing ran, and saves no waiting.",
    );
    expect(words("classic")).toBeUndefined();
  });

  it("divides the hours by pool and by plan where there are several", () => {
    const hours = (prefix: string, billed: number, busy: number, rounding: number) => ({
      [`${prefix}computeHours.billed`]: estimate(billed, "h"),
      [`${prefix}computeHours.busy`]: estimate(busy, "h"),
      [`${prefix}computeHours.idle`]: estimate(billed - busy - rounding, "h"),
      [`${prefix}computeHours.rounding`]: estimate(rounding, "h"),
    });
    const summary = summaryOf({
      two: alternative({
        ...hours("", 40, 20, 2),
        ...hours("byPool.p.", 10, 5, 0),
        ...hours("byPool.q.", 30, 15, 2),
        ...hours("byPlan.only.", 40, 20, 2),
      }),
      busy: alternative(hours("", 7, 7, 0)),
    });
    expect(hoursSplit(summary, 80, withoutColour)).toEqual([
      "Where the hours went  billed  busy  idle   rounding",
      "  two                 40 h    50%   45%    5%",
      "    p                 10 h    50%   50%",
      "    q                 30 h    50%   43.3%  6.7%",
    ]);
    expect(hoursSplit(summary, 60, withoutColour)).toHaveLength(4);
    expect(hoursSplit(summary, 50, withoutColour)).toEqual(["Where the hours went (two): 50% busy, 45% idle."]);
  });

  it("says the same in colour", () => {
    const plain = terminalReport(weekOfScoring(), FILES, withoutColour);
    const coloured = terminalReport(weekOfScoring(), FILES, withColour);
    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  it("tells a warning that all alternatives share once, without their names", () => {
    const shared = alternative({}, { warnings: ["no price is told"] });
    const report = terminalReport(summaryOf({ a: shared, b: shared }), null, withoutColour);
    expect(report.split("\n").filter((line) => line.startsWith("!"))).toEqual(["! no price is told"]);
  });

  it("lets no escape sequence of a name through, and no line beyond 80 columns", () => {
    const evil = "\u001B[31mred\u001B]0;owned\u0007\nnew line ".repeat(20);
    const summary = summaryOf(
      { [evil]: alternative({ "parts.queued.mean": estimate(1, "s") }, { warnings: [evil] }), b: alternative({}) },
      { scenario: { name: evil }, recommendation: { alternative: evil, reason: evil } },
    );
    const report = terminalReport(summary, null, withoutColour);
    expect(report).not.toMatch(/[^\P{Cc}\n]/u);
    expect(report.split("\n").filter((line) => textWidth(line) > 80)).toEqual([]);
  });
});

describe("pairedSentence", () => {
  const bare = { base: alternative({}), other: alternative({}) };

  it("says of one replication that it is a replay without an interval", () => {
    const comparisons = {
      other: { "latency.p95": comparison(600, 2), "computeHours.billed": comparison(-12, 0.75) },
    };
    const summary = summaryOf(bare, { comparisons, scenario: { replications: 1 } });
    expect(sentence(summary, "other")).toBe(
      "other against base, same jobs: p95 of latency longer by 10 min, 25% fewer compute-hours billed; a replay of one sample of jobs, so without an interval.",
    );
  });

  it("counts all replications where no job finished in any of them", () => {
    const none = { mean: null, halfWidth: null, low: null, high: null, n: 0, unit: "s" } as const;
    const idle = { base: alternative({ "latency.p95": none }), other: alternative({ "latency.p95": none }) };
    const comparisons = { other: { "computeHours.billed": comparison(-12, 0.75) } };
    expect(sentence(summaryOf(idle, { comparisons }), "other")).toBe(
      "other against base, same jobs: 25% fewer compute-hours billed; over 20 replications.",
    );
  });

  it("claims no difference that is not clear", () => {
    const unclear = comparison(-30, 0.99, {
      low: -90,
      high: 30,
      pBetter: 0.55,
      verdict: "no clear difference",
      moreReplications: 40,
    });
    const summary = summaryOf(bare, { comparisons: { other: { "latency.p95": unclear } } });
    expect(sentence(summary, "other")).toBe(
      "other against base, same jobs: p95 of latency 30 s shorter (95%: -30 s to 90 s), no clear difference: about 40 more replications would settle it; better on p95 in 11 of 20 replications.",
    );
  });

  it("tells apart what is the same from what would take too long to settle", () => {
    const told = (rest: Parameters<typeof comparison>[2], difference: number) => {
      const pair = comparison(difference, 1, { verdict: "no clear difference", pBetter: 0.5, ...rest });
      return sentence(
        summaryOf(bare, { comparisons: { other: { "latency.p95": pair, "cost.total": pair } } }),
        "other",
      );
    };
    expect(told({ low: 0, high: 0 }, 0)).toBe(
      "other against base, same jobs: p95 of latency the same, at the same cost; over 20 replications.",
    );
    expect(told({ low: -1, high: 1.002 }, 0.001)).toBe(
      "other against base, same jobs: p95 of latency 1 ms longer (95%: -1 s to 1 s), no clear difference: practically equal, not even 10,000 replications would settle it, no clear difference in cost; better on p95 in 10 of 20 replications.",
    );
    expect(told({ low: -1, high: 3, moreReplications: 1234 }, 1)).toContain(
      "about 1,200 more replications would settle it",
    );
  });

  it("says how the warm-up was found", () => {
    const report = (seconds: number) =>
      terminalReport(
        summaryOf(bare, {
          scenario: { warmUpFound: { seconds, method: "MSER-5", pilotReplications: 5, alternative: "base" } },
        }),
        null,
        withoutColour,
      );
    expect(report(172_800)).toContain("\nWarm-up found: 2 days (MSER-5, 5 pilot replications of each alternative).\n");
    expect(report(0)).toContain("\nWarm-up found: none is needed (MSER-5, ");
  });

  it.each([
    [comparison(9, 1.09), "9% dearer"],
    [comparison(-25, 0.75), "25% cheaper"],
    [comparison(140, 2.4), "2.4 times the cost"],
    [comparison(0, 1), "at the same cost"],
    [comparison(140, null), "$140 dearer"],
  ])("tells the cost apart (%j) as %s", (cost, words) => {
    const summary = summaryOf(bare, { comparisons: { other: { "cost.total": cost } } });
    expect(sentence(summary, "other")).toContain(`same jobs: ${words};`);
  });

  it("says nothing of the baseline itself", () => {
    expect(pairedSentence(weekOfScoring(), "classic")).toBe(null);
  });
});
