import { describe, expect, it } from "vitest";
import { ClockError } from "../../src/engine/time.ts";
import { faultIn } from "../../src/experiment/cellError.ts";

describe("A simulation that did not come to its end", () => {
  const cell = { alternative: "base", replication: 3, seed: 7 };

  it("asks for a report of what we did not expect", () => {
    expect(faultIn(cell, new RangeError("too far\nreally")).message).toBe(
      "alternative base, replication 3, seed 7: internal error: too far; please report it",
    );
  });

  it("says in plain words that a drain outlasted the clock, which is no fault of ours", () => {
    const { message } = faultIn(cell, new ClockError());
    expect(message).toMatch(/^alternative base, replication 3, seed 7: jobs would end after 285 years/);
    expect(message).not.toMatch(/internal|report/);
  });
});
