import { describe, expect, it } from "vitest";
import { LimitClock } from "../../../src/model/pool/limitClock.ts";
import { Window } from "../../../src/model/window.ts";

describe("The clock of the time at the limit", () => {
  it("sums the stretches inside the window", () => {
    const clock = new LimitClock(new Window(100, 200));
    clock.enter(50);
    clock.leave(110);
    clock.enter(150);
    clock.leave(170);
    expect([clock.total, clock.at]).toEqual([30, false]);
  });

  it("counts time once in which several pools are at their limits", () => {
    const clock = new LimitClock(new Window(0, 200));
    clock.enter(10);
    clock.enter(20);
    clock.leave(30);
    expect(clock.at).toBe(true);
    clock.leave(60);
    expect(clock.total).toBe(50);
  });

  it("goes on until the simulation's clock stops", () => {
    const clock = new LimitClock(new Window(0, 200));
    expect(clock.close(200)).toBe(false);
    clock.enter(180);
    expect(clock.close(200)).toBe(true);
    expect(clock.total).toBe(20);
  });
});
