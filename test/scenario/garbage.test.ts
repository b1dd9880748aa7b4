import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadScenario, ScenarioError } from "../../src/scenario/load.ts";
import { refusal, scratch, TEN_LINES } from "./scratchFiles.ts";

describe("garbage", () => {
  const words = fc.constantFrom(
    "workloads",
    "pools",
    "classic",
    "null",
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "\n",
    "\n  ",
    "- ",
    "&a",
    "*a",
    "<<",
    "1 s",
    "90",
    "!!set",
    "'",
    '"',
    "|",
    ">",
    "#",
    "%",
    "alternatives",
    "extends",
    "__proto__",
    "-",
    "~",
    "?",
    ",",
    "\t",
    "\u0000",
    "é",
    "0x1",
    "1e999",
    "constructor",
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.array(words, { maxLength: 30 }).map((parts) => parts.join("")),
  );

  it("never throws anything but a ScenarioError", async () => {
    const file = path.join(scratch({}), "garbage.yaml");
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        writeFileSync(file, content);
        await expect(loadScenario(file)).rejects.toBeInstanceOf(ScenarioError);
      }),
      { numRuns: 2000 },
    );
  });

  it("in place of any value of a scenario gives a scenario or a ScenarioError", async () => {
    const paths = [
      "workloads",
      "workloads.nightly",
      "workloads.nightly.arrivals",
      "workloads.nightly.job",
      "workloads.nightly.job.service",
      "workloads.nightly.route",
      "classic",
      "classic.observedWait",
      "pools",
      "pools.scoring",
      "pools.scoring.vmSize",
      "objectives",
      "alternatives",
      "time",
      "seed",
      "sweep",
      "plan",
      "replications",
      "billingPlans",
      "storage",
    ];
    const json = fc.jsonValue({ maxDepth: 3 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), json, async (at, value) => {
        const outcome = await refusal(TEN_LINES, { set: [`${at}=${JSON.stringify(value)}`] }).catch(
          (error: Error) => error.message,
        );
        expect(outcome).toMatch(/^--set |^scenario\.yaml|^the scenario was accepted$/);
      }),
      { numRuns: 500 },
    );
  });
});
