import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frontierOf, type Point } from "../../../src/experiment/plan/frontier.ts";

const isBelow = (a: Point, b: Point): boolean => a.every((value, axis) => value <= b[axis]!);

describe("the frontier of a monotone box", () => {
  it("is one corner where each coordinate decides by itself, found by halves", async () => {
    let asked = 0;
    const found = await frontierOf([30, 10], async ([a = 0, b = 0]) => {
      asked++;
      return a >= 21 && b >= 4;
    });
    expect(found.nominees).toEqual([[21, 4]]);
    expect(found.witnesses).toEqual([
      [20, 9],
      [29, 3],
    ]);
    // One for the largest, 5 and 4 for the halves of 30 and 10, one for the corner.
    expect(asked).toBeLessThanOrEqual(11);
  });

  it("asks twice where the guess of a single coordinate is right, after the largest", async () => {
    const asked: number[] = [];
    const isEnough = async ([a = 0]: Point): Promise<boolean> => {
      asked.push(a);
      return a >= 17;
    };
    expect((await frontierOf([48], isEnough, 17)).nominees).toEqual([[17]]);
    expect(asked).toEqual([47, 17, 16]);
  });

  it("has no nominees where even the largest does not do", async () => {
    expect(await frontierOf([3, 3], async () => false)).toEqual({ nominees: [], witnesses: [[2, 2]] });
  });

  it("holds the lowest feasible points of any such box, and witnesses for all others, wherever the guess is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }), { maxLength: 4 }),
        fc.option(fc.integer({ min: 0, max: 5 })),
        async (sizes, seeds, guess) => {
          // Feasible is whatever is above one of the seeds: every monotone set is of this form.
          const isFeasible = (point: Point): boolean =>
            seeds.some((seed) => isBelow(seed.slice(0, sizes.length), point));
          const points = sizes.reduce<Point[]>(
            (some, size) => some.flatMap((point) => Array.from({ length: size }, (_, value) => [...point, value])),
            [[]],
          );
          const { nominees, witnesses } = await frontierOf(sizes, async (point) => isFeasible(point), guess);
          for (const point of points) {
            expect(nominees.some((nominee) => isBelow(nominee, point))).toBe(isFeasible(point));
            if (!isFeasible(point)) expect(witnesses.some((witness) => isBelow(point, witness))).toBe(true);
          }
          expect(witnesses.some(isFeasible)).toBe(false);
        },
      ),
    );
  });
});
