import { describe, expect, it } from "vitest";
import { jsonText, summariesJson, summaryJson } from "../../src/report/summaryJson.ts";
import { alternative, comparison, estimate, summaryOf, weekOfScoring } from "./summaryFixture.ts";

describe("summaryJson", () => {
  it("writes the same bytes whatever the order in which the summary was made", () => {
    const summary = weekOfScoring();
    const backwards = Object.fromEntries(Object.entries(summary).reverse()) as unknown as typeof summary;
    expect(summaryJson(backwards)).toBe(summaryJson(summary));
  });

  it("loses nothing, indents by two and ends its last line", () => {
    const text = summaryJson(weekOfScoring());
    expect(JSON.parse(text)).toEqual(weekOfScoring());
    expect(text.startsWith('{\n  "schemaVersion": 1,\n  "tool": {\n    "name": "poolsim"')).toBe(true);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("keeps how a warm-up was found, and what would settle a difference", () => {
    const { scenario, comparisons } = JSON.parse(
      summaryJson(
        summaryOf(
          { a: alternative({}) },
          {
            scenario: { warmUpFound: { seconds: 7200, method: "MSER-5", pilotReplications: 5, alternative: "a" } },
            comparisons: { b: { "wait.mean": comparison(1, 1, { moreReplications: 40 }) } },
          },
        ),
      ),
    );
    expect(scenario.warmUpFound).toEqual({ seconds: 7200, method: "MSER-5", pilotReplications: 5, alternative: "a" });
    expect(comparisons.b["wait.mean"].moreReplications).toBe(40);
  });

  it("refuses a figure that JSON cannot hold", () => {
    const summary = summaryOf({ base: alternative({ "wait.mean": estimate(Number.NaN, "s") }) });
    expect(() => summaryJson(summary)).toThrow(new RangeError("wait.mean: mean is NaN, which is no figure"));
  });

  it("escapes every control character", () => {
    expect(jsonText("\u001B\u009B")).toBe('"\\u001b\\u009b"\n');
  });

  it("is an object for one summary, an array for several", () => {
    const summary = weekOfScoring();
    expect(summariesJson([summary])).toBe(summaryJson(summary));
    expect(JSON.parse(summariesJson([summary, summary]))).toEqual([summary, summary]);
  });
});
