import { describe, expect, it } from "vitest";
import { Window } from "../../src/model/window.ts";

describe("The measured window", () => {
  it.each([
    [0, 50, 0], // in the warm-up
    [0, 100, 0],
    [50, 130, 30], // reaches into it
    [120, 150, 30], // inside
    [150, 150, 0],
  ])("holds of %d to %d the part after the warm-up: %d ticks", (since, until, inside) => {
    expect(new Window(100, 200).overlap(since, until)).toBe(inside);
  });

  it.each([
    [99, false],
    [100, true],
    [199, true],
    [200, false],
  ])("measures a job submitted at %d: %s", (time, measured) => {
    expect(new Window(100, 200).measures(time)).toBe(measured);
  });

  it.each([
    [99, false],
    [101, true],
    [199, true],
  ])("counts an end at %d: %s", (time, counted) => {
    expect(new Window(100, 200).countsEnd(time)).toBe(counted);
  });
});
