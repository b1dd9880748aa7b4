import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NEVER } from "../../../src/engine/time.ts";
import { SharedBandwidth, type ShareLimits } from "../../../src/model/storage/sharedBandwidth.ts";

interface Coming {
  readonly at: number;
  readonly bytes: number;
  readonly group: number;
}

const FREE: ShareLimits = { together: Number.POSITIVE_INFINITY, each: Number.POSITIVE_INFINITY };

/** When each transfer is through, by the class. `stops`: given up then. */
function ends(total: number, limits: readonly ShareLimits[], coming: readonly Coming[], stops: readonly number[] = []) {
  const shared = new SharedBandwidth(total, limits);
  const through = new Array<number>(coming.length).fill(NEVER);
  const inFlight = new Set<number>();
  const instants = [
    ...coming.map(({ at }, id) => ({ at, id, start: true })),
    ...stops.flatMap((at, id) => (Number.isFinite(at) ? [{ at, id, start: false }] : [])),
  ].sort((a, b) => a.at - b.at);
  const takeUpTo = (limit: number): void => {
    for (let next = shared.next; next <= limit && next !== NEVER; next = shared.next) {
      for (let id = shared.take(next); id !== -1; id = shared.take(next)) {
        through[id] = next;
        inFlight.delete(id);
      }
    }
  };
  for (const { at, id, start } of instants) {
    takeUpTo(at);
    if (start) {
      shared.start(id, coming[id]!.bytes, coming[id]!.group, at);
      inFlight.add(id);
    } else if (inFlight.delete(id)) {
      shared.stop(id, at);
    }
  }
  takeUpTo(Number.MAX_SAFE_INTEGER);
  expect(shared.size).toBe(0);
  return through;
}

/** The same in small steps of a fluid: at each, the water level by bisection. */
function byBisection(total: number, limits: readonly ShareLimits[], coming: readonly Coming[]): number[] {
  const left = coming.map(({ bytes }) => bytes);
  const through = coming.map(() => NEVER as number);
  let now = 0;
  for (;;) {
    const active = coming.flatMap(({ at }, id) => (at <= now && through[id] === NEVER ? [id] : []));
    const nextStart = Math.min(...coming.map(({ at }) => (at > now ? at : Number.POSITIVE_INFINITY)));
    if (active.length === 0) {
      if (nextStart === Number.POSITIVE_INFINITY) return through.map((end) => Math.round(end));
      now = nextStart;
      continue;
    }
    const inGroup = (group: number): number => active.filter((id) => coming[id]!.group === group).length;
    const most = (id: number): number => {
      const { each, together } = limits[coming[id]!.group]!;
      return Math.min(each, together / inGroup(coming[id]!.group));
    };
    let low = 0;
    let high = total;
    for (let i = 0; i < 200; i++) {
      const level = (low + high) / 2;
      if (active.reduce((sum, id) => sum + Math.min(level, most(id)), 0) > total) high = level;
      else low = level;
    }
    const rate = (id: number): number => Math.min(low, most(id));
    const step = Math.min(nextStart - now, ...active.map((id) => left[id]! / rate(id)));
    now += step;
    for (const id of active) {
      left[id] = left[id]! - rate(id) * step;
      if (left[id]! < 1e-6) through[id] = now;
    }
  }
}

describe("Transfers that share a bandwidth", () => {
  it("all end together in a storm of equal ones, at the sum of their sizes", () => {
    const storm = Array.from({ length: 1000 }, () => ({ at: 5, bytes: 600_000, group: 0 }));
    expect(new Set(ends(50, [FREE], storm))).toEqual(new Set([5 + (1000 * 600_000) / 50]));
  });

  it("are held to what each may take, and leave the rest unused", () => {
    const two = [
      { at: 0, bytes: 3000, group: 0 },
      { at: 0, bytes: 6000, group: 0 },
    ];
    expect(ends(100, [{ ...FREE, each: 30 }], two)).toEqual([100, 200]);
  });

  it("share as by hand: 50 each until the short one ends, then all for the long one", () => {
    const two = [
      { at: 0, bytes: 1000, group: 0 },
      { at: 0, bytes: 5000, group: 0 },
    ];
    expect(ends(100, [FREE], two)).toEqual([20, 60]);
  });

  it("of one object share its bandwidth, and the others take what it leaves", () => {
    // Object: 20 of 100 for two readers, 10 each; the third gets 80.
    const three = [
      { at: 0, bytes: 1000, group: 1 },
      { at: 0, bytes: 1000, group: 1 },
      { at: 0, bytes: 8000, group: 0 },
    ];
    expect(ends(100, [FREE, { ...FREE, together: 20 }], three)).toEqual([100, 100, 100]);
  });

  it("that are given up leave their share to the others", () => {
    // 50 each for 10 ticks, then all: 4500 at 100.
    const two = [
      { at: 0, bytes: 5000, group: 0 },
      { at: 0, bytes: 5000, group: 0 },
    ];
    expect(ends(100, [FREE], two, [Number.POSITIVE_INFINITY, 10])).toEqual([55, NEVER]);
  });

  it("end when a fluid of any limits has them end, to the tick", () => {
    const limit = fc.constantFrom(Number.POSITIVE_INFINITY, 7, 13.5, 40);
    const limits = fc.array(fc.record({ together: limit, each: limit }), { minLength: 3, maxLength: 3 });
    const coming = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 2000 }),
        bytes: fc.integer({ min: 1, max: 30_000 }),
        group: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(limits, coming, (of, transfers) => {
        const expected = byBisection(37, of, transfers);
        // The other fluid's errors may put an end on the other side of half a tick.
        ends(37, of, transfers).forEach((end, id) => {
          expect(Math.abs(end - expected[id]!)).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 300 },
    );
  });
});
