import seedrandom from "seedrandom";
import { describe, expect, it } from "vitest";
import { KimNelsonSelection } from "../../src/statistics/kimNelsonSelection.ts";
import { normalQuantile } from "../../src/statistics/normal.ts";

/** Carries a selection to its end; `observe(system, n)` is the n-th observation of a system. */
function select(
  systems: number,
  observe: (system: number, n: number) => number,
  alpha: number,
  delta: number,
  n0: number,
) {
  const firstStage = Array.from({ length: systems }, (_, system) =>
    Array.from({ length: n0 }, (_, n) => observe(system, n)),
  );
  const selection = new KimNelsonSelection(firstStage, delta, alpha);
  for (let n = n0; selection.best === null; n++) selection.add(selection.survivors.map((system) => observe(system, n)));
  return selection.best;
}

describe("Kim and Nelson's selection", () => {
  it.each([
    { systems: 2, correlated: false },
    { systems: 5, correlated: false },
    { systems: 5, correlated: true },
  ])(
    "picks the best of $systems in the slippage configuration as often as it promises (correlated: $correlated)",
    ({ systems, correlated }) => {
      const alpha = 0.05;
      const trials = 2000;
      const delta = 0.5;
      const random = seedrandom(`slippage ${systems} ${correlated}`);
      const normal = () => normalQuantile((Math.floor(random() * 2 ** 32) + 0.5) / 2 ** 32);
      let right = 0;
      for (let trial = 0; trial < trials; trial++) {
        const shared: number[] = [];
        // All means but the best's are alike, and worse by exactly what matters: the hardest case there is.
        const observe = (system: number, n: number): number => {
          shared[n] ??= correlated ? normal() : 0;
          return (system === systems - 1 ? 0 : delta) + normal() + shared[n]!;
        };
        if (select(systems, observe, alpha, delta, 10) === systems - 1) right++;
      }
      expect(right / trials).toBeGreaterThanOrEqual(1 - alpha - 3 * Math.sqrt((alpha * (1 - alpha)) / trials));
    },
    60_000,
  );

  it("is decided by the first stage where nothing varies, and takes the first of equals", () => {
    const still = (values: readonly number[]) =>
      new KimNelsonSelection(
        values.map((value) => [value, value, value]),
        1,
        0.05,
      );
    expect(still([7, 5, 6]).best).toBe(1);
    expect(still([5, 5, 6]).best).toBe(0);
  });

  it("goes on until the sums are further apart than the triangle is high, worked out by hand", () => {
    // Differences -1, 1, -1, 1 have variance 4/3; eta = ((2 x 0.1)^(-2/3) - 1) / 2 = 0.962009, h^2 = 6 eta = 5.772053. The
    // sums, 1 apart after each odd observation, may be 5.772053 x 4/3 / (2 x 0.5) - 0.5 r / 2 = 7.696 - r / 4 apart after r:
    // less than 1 from r = 27 on.
    const selection = new KimNelsonSelection(
      [
        [0, 1, 0, 1],
        [1, 0, 1, 0],
      ],
      0.5,
      0.1,
    );
    let seen = 4;
    for (; selection.best === null; seen++) selection.add(seen % 2 === 0 ? [0, 1] : [1, 0]);
    expect([seen, selection.best]).toEqual([27, 0]);
  });

  it.each([0, -1, Number.NaN])("refuses an indifference of %d", (delta) => {
    expect(
      () =>
        new KimNelsonSelection(
          [
            [1, 2],
            [2, 3],
          ],
          delta,
          0.05,
        ),
    ).toThrow(RangeError);
  });
});
