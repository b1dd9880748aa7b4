import { describe, expect, it } from "vitest";
import { formatDuration, formatLength } from "../../src/report/duration.ts";

describe("formatDuration", () => {
  it.each([
    [0, "0 s"],
    [0.000_25, "250 µs"],
    [0.003, "3 ms"],
    [45, "45 s"],
    [45.04, "45 s"],
    [90, "90 s"],
    [119.96, "2 min"],
    [906, "15.1 min"],
    [3599, "1 h"],
    [3720, "1 h 02 min"],
    [9660, "2 h 41 min"],
    [172_790, "2 d"],
    [190_800, "2 d 5 h"],
    [-9660, "-2 h 41 min"],
    [-45, "-45 s"],
  ])("tells %d seconds as %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it.each([
    [1116, 6, "18.6 ± 0.1 min"],
    [3720, 180, "1 h 02 ± 3 min"],
    [9660, 540, "2 h 41 ± 9 min"],
    [9660, 12, "2 h 41 min ± 12 s"],
    [9660, 0.47, "2 h 41 min"],
    [9660, 0, "2 h 41 min"],
    [18_720, 7200, "5 ± 2 h"],
    [45, 0.1, "45.0 ± 0.1 s"],
    [0.5, 120, "0 ± 2 min"],
    [273_600, 10_800, "3 d 4 ± 3 h"],
  ])("tells %d seconds with a half-width of %d as %s", (seconds, halfWidth, text) => {
    expect(formatDuration(seconds, halfWidth)).toBe(text);
  });
});

describe("formatLength", () => {
  it.each([
    [86_400, "1 day"],
    [604_800, "7 days"],
    [3600, "1 hour"],
    [129_600, "36 hours"],
    [5400, "1 h 30 min"],
  ])("says %d seconds as %s", (seconds, text) => {
    expect(formatLength(seconds)).toBe(text);
  });
});
