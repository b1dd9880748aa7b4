import type { Distribution } from "../distribution.ts";
import { findCrossing } from "../special/findCrossing.ts";

const CELLS = 1024;

/**
 * The quantile of a mixture: the smallest number x at which `cdf(x)`, an average of the members' with weights above 0,
 * reaches u. It lies between the least and the greatest of the members' quantiles. The quantiles of multiples of 1/1024
 * are kept when first met, so that later searches start between two of them.
 */
export function createInverse(cdf: (x: number) => number, members: readonly Distribution[]): (u: number) => number {
  const edges = new Float64Array(CELLS).fill(Number.NaN);

  const lowest = (u: number): number => {
    let least = Number.POSITIVE_INFINITY;
    for (const member of members) {
      least = Math.min(least, member.quantile(u));
    }
    return least;
  };
  const highest = (u: number): number => {
    let greatest = Number.NEGATIVE_INFINITY;
    for (const member of members) {
      greatest = Math.max(greatest, member.quantile(u));
    }
    return greatest;
  };
  const edge = (cell: number): number => {
    if (Number.isNaN(edges[cell])) {
      const u = cell / CELLS;
      edges[cell] = findCrossing(cdf, u, lowest(u), highest(u));
    }
    return edges[cell]!;
  };

  return (u) => {
    const cell = Math.floor(u * CELLS);
    return findCrossing(cdf, u, cell > 0 ? edge(cell) : lowest(u), cell + 1 < CELLS ? edge(cell + 1) : highest(u));
  };
}
