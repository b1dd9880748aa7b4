import { describe, expect, it } from "vitest";
import { NEVER } from "../../../src/engine/time.ts";
import { RequestGate } from "../../../src/model/storage/requestGate.ts";

/** When requests that come at these instants pass. */
function passes(rate: number, came: readonly number[]): number[] {
  const gate = new RequestGate(rate);
  const times: number[] = [];
  const takeUpTo = (limit: number): void => {
    for (let next = gate.next; next <= limit && next !== NEVER; next = gate.next) times[gate.take(next)] = next;
  };
  came.forEach((time, id) => {
    takeUpTo(time - 1);
    gate.join(id, time);
  });
  takeUpTo(Number.MAX_SAFE_INTEGER);
  return times;
}

describe("A gate of so many requests a tick", () => {
  it("lets one pass as it comes, and the others one interval apart, in order", () => {
    expect(passes(0.1, [5, 5, 5, 12, 60])).toEqual([5, 15, 25, 35, 60]);
  });

  it("rounds instants, not intervals: three a thousand ticks are three a thousand for ever", () => {
    const storm = passes(0.003, new Array(3001).fill(0));
    expect(storm.slice(0, 4)).toEqual([0, 333, 667, 1000]);
    expect(storm.at(-1)).toBe(1_000_000);
  });

  it("counts the interval from the instant that was due, not from its rounding", () => {
    // Due at 0, 3.333, 6.667: the third, which comes at 6, waits for 6.667; the fourth comes when the gate is open.
    expect(passes(0.3, [0, 0, 6, 11])).toEqual([0, 3, 7, 11]);
  });

  it("lets those behind one that is given up move up", () => {
    const gate = new RequestGate(0.1);
    for (const id of [0, 1, 2]) gate.join(id, 0);
    expect([gate.take(0), gate.take(0), gate.next]).toEqual([0, -1, 10]);
    gate.leave(1);
    expect([gate.next, gate.take(9), gate.take(10), gate.next]).toEqual([10, -1, 2, NEVER]);
  });

  it("is open at once where the only one that waits is given up", () => {
    const gate = new RequestGate(0.1);
    gate.join(7, 3);
    gate.leave(7);
    expect(gate.next).toBe(NEVER);
    gate.join(7, 5);
    expect(gate.next).toBe(5);
  });
});
