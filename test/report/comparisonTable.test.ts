import { describe, expect, it } from "vitest";
import { bestAlternative } from "../../src/report/bestAlternative.ts";
import { comparisonTable } from "../../src/report/comparisonTable.ts";
import { metricRows } from "../../src/report/metricRow.ts";
import { withoutColour } from "../../src/report/style.ts";
import { textWidth } from "../../src/report/textWidth.ts";
import { alternative, comparison, estimate, summaryOf, weekOfScoring } from "./summaryFixture.ts";

const tableOf = (summary: Parameters<typeof comparisonTable>[0]) => comparisonTable(summary, 80, withoutColour);

describe("comparisonTable", () => {
  it("puts objectives first, then what did not finish, then the metrics, the best marked", () => {
    expect(tableOf(weekOfScoring())).toEqual([
      "Objectives               classic            always-on",
      "  latency.p95 <= 45 min  missed 2 h 41 min  met    36.4 min",
      "",
      "                         classic            always-on",
      "  unfinished jobs        312 ± 20           0",
      "  wait, mean             1 h 02 ± 3 min     18.6 ± 0.1 min *",
      "  wait, p95              2 h 40 ± 9 min     35.0 ± 0.2 min *",
      "  latency, p95           2 h 41 ± 9 min     36.4 ± 0.2 min *",
      "  throughput, jobs/h     988 ± 3            1,000 *",
      "  compute-hours billed   2,100 ± 2 *        3,360",
      "  utilisation            100%               62.5 ± 0.1%",
      "  cost for 7 days        $4,207 ± 4 *       $6,693",
      "  deadlines missed       29 ± 1%            0% *",
      "wait: submission to start; latency: to the end; p95: 95 of 100 jobs are below",
      "± half of the 95% confidence interval",
      "* best; not marked where the difference is not clear",
    ]);
  });

  it("leaves out cost, deadlines and lost jobs where there are none", () => {
    const labels = metricRows(summaryOf({ base: alternative({ "cost.total": estimate(null, "USD") }) }));
    expect(labels.map(({ metric }) => metric)).toEqual([
      "wait.mean",
      "wait.p95",
      "latency.p95",
      "throughput.jobsPerHour",
      "computeHours.billed",
    ]);
  });

  it("does not say how long a cost is for where the clock stops with the last job", () => {
    const summary = summaryOf({ base: alternative({ "cost.total": estimate(5, "USD") }) });
    const costOf = (drain: boolean) => {
      const rows = metricRows({ ...summary, scenario: { ...summary.scenario, resolved: { time: { drain } } } });
      return rows.find(({ metric }) => metric === "cost.total")?.label;
    };
    expect([costOf(false), costOf(true)]).toEqual(["cost for 7 days", "cost"]);
  });

  it("makes rows of the alternatives where there are more than three", () => {
    const metrics = { "wait.mean": estimate(60, "s"), "computeHours.billed": estimate(48, "h") };
    const names = ["a", "b", "c", "d"];
    const lines = tableOf(summaryOf(Object.fromEntries(names.map((name) => [name, alternative(metrics)]))));
    expect(lines).toEqual([
      "     wait mean  wait p95  latency p95  jobs/h  hours billed",
      "  a  60 s       –         –            –       48",
      "  b  60 s       –         –            –       48",
      "  c  60 s       –         –            –       48",
      "  d  60 s       –         –            –       48",
      "wait: submission to start; latency: to the end; p95: 95 of 100 jobs are below",
    ]);
  });

  it.each([1, 2, 3, 4, 12])("stays within 80 columns with %d alternatives of long names and figures", (count) => {
    const metrics = Object.fromEntries(
      ["wait.mean", "wait.p95", "latency.p95"].map((metric) => [metric, estimate(86_399, "s", 29)]),
    );
    const names = Array.from({ length: count }, (_, index) => `${"数".repeat(40)}-a-very-long-name-${index}`);
    const objectives = [
      {
        objective: `byWorkload.${"x".repeat(90)}.wait.mean <= 1 min`,
        metric: "x",
        value: 1,
        unit: "s",
        bound: 1,
        low: 1,
        high: 1,
        outcome: "met",
        moreReplications: null,
      },
    ] as const;
    const lines = tableOf(
      summaryOf(Object.fromEntries(names.map((name) => [name, alternative(metrics, { objectives })]))),
    );
    const long = lines.filter((line) => textWidth(line) > 80 && !line.includes("x".repeat(80)));
    expect(long).toEqual([]);
  });
});

describe("bestAlternative", () => {
  const row = { metric: "wait.mean", label: "", heading: "", better: "lower", headline: false } as const;
  const best = (summary: Parameters<typeof bestAlternative>[0]) => bestAlternative(summary, row);
  const waits = (a: number, b: number, halfWidth: number | null) => ({
    a: alternative({ "wait.mean": estimate(a, "s", halfWidth) }),
    b: alternative({ "wait.mean": estimate(b, "s", halfWidth) }),
  });

  it("is the lower one in a replay", () => {
    expect(best(summaryOf(waits(10, 20, null)))).toBe("a");
  });

  it("is nobody where both print alike", () => {
    expect(best(summaryOf(waits(10.001, 10.002, null)))).toBe(null);
  });

  it("is nobody where the intervals overlap", () => {
    expect(best(summaryOf(waits(10, 12, 3)))).toBe(null);
  });

  it("is the one whose pair with the baseline is clear, though the intervals overlap", () => {
    const pair = comparison(2, 1.2, { low: 1, high: 3, verdict: "worse" });
    expect(best(summaryOf(waits(10, 12, 3), { comparisons: { b: { "wait.mean": pair } } }))).toBe("a");
  });

  it("is nobody where one has no figure", () => {
    const { a } = waits(10, 20, null);
    expect(best(summaryOf({ a, b: alternative({ "wait.mean": estimate(null, "s") }) }))).toBe(null);
  });
});
