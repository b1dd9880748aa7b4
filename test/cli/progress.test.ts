import { describe, expect, it } from "vitest";
import { painterFor } from "../../src/cli/painter.ts";
import { progressLine } from "../../src/cli/progress.ts";
import { speedLine } from "../../src/cli/speedLine.ts";
import { withColour, withoutColour } from "../../src/report/style.ts";

describe("speedLine", () => {
  it.each([
    [4_000_000, 0.62, "4,000,000 events in 0.62 s (6.5 M events/s)"],
    [999_999, 1, "999,999 events in 1.00 s (1.0 M events/s)"],
    [65_000, 0.1, "65,000 events in 0.10 s (650 k events/s)"],
    [90, 45, "90 events in 45.0 s (2 events/s)"],
    [1_000_000_000, 125.4, "1,000,000,000 events in 125 s (8.0 M events/s)"],
    [0, 0, "0 events in 0.00 s (– events/s)"],
  ])("tells %d events in %d s", (events, seconds, text) => {
    expect(speedLine(events, seconds)).toBe(text);
  });
});

describe("progressLine", () => {
  const progress = { alternative: "on-demand", replication: 13, replications: 20, events: 3_100_000, fraction: 0.7 };

  it("says where it is, how fast, and how long it will take", () => {
    expect(progressLine(progress, 10)).toBe("on-demand 14/20 ━━━━━━━───  310 k events/s  about 5 s left");
  });

  it("does not guess the time left before there is any experience", () => {
    expect(progressLine({ ...progress, fraction: 0, events: 0 }, 0)).toBe("on-demand 14/20 ──────────  – events/s");
  });
});

describe("colour", () => {
  const terminal = { isTTY: true } as NodeJS.WriteStream;
  const pipe = {} as NodeJS.WriteStream;
  it.each([
    ["a terminal", terminal, true, {}, withColour],
    ["a pipe", pipe, true, {}, withoutColour],
    ["--no-color", terminal, false, {}, withoutColour],
    ["NO_COLOR", terminal, true, { NO_COLOR: "1" }, withoutColour],
    ["an empty NO_COLOR", terminal, true, { NO_COLOR: "" }, withColour],
    ["a dumb terminal", terminal, true, { TERM: "dumb" }, withoutColour],
    ["FORCE_COLOR in a pipe", pipe, true, { FORCE_COLOR: "1" }, withColour],
    ["an empty FORCE_COLOR in a pipe", pipe, true, { FORCE_COLOR: "" }, withoutColour],
    ["FORCE_COLOR=0", terminal, true, { FORCE_COLOR: "0" }, withoutColour],
    ["--no-color rather than FORCE_COLOR", terminal, false, { FORCE_COLOR: "1" }, withoutColour],
    ["NO_COLOR rather than FORCE_COLOR", pipe, true, { NO_COLOR: "1", FORCE_COLOR: "1" }, withoutColour],
  ])("follows %s", (_case, stream, wanted, environment, painter) => {
    expect(painterFor(stream, wanted, environment)).toBe(painter);
  });
});
