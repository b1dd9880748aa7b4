/** Coordinates, each an index from 0. */
export type Point = readonly number[];

/** Where feasible points begin. */
export interface Frontier {
  /** Looks feasible, and nothing below it does. */
  readonly nominees: readonly Point[];
  /** If these are infeasible, so is every point that is above no nominee. */
  readonly witnesses: readonly Point[];
}

/**
 * The lowest feasible points of a box in which raising a coordinate never makes a feasible point infeasible. First the smallest
 * value of each coordinate with all others at their largest; the corner of these is the answer where it is feasible, and a lower
 * bound where it is not: then each value of the first coordinate is a smaller box.
 *
 * @param sizes values of each coordinate; @param isFeasible asked as seldom as it can be; @param guess where to begin, of a
 * single coordinate.
 */
export async function frontierOf(
  sizes: readonly number[],
  isFeasible: (point: Point) => Promise<boolean>,
  guess: number | null = null,
): Promise<Frontier> {
  const top = sizes.map((size) => size - 1);
  if (!(await isFeasible(top))) return { nominees: [], witnesses: [top] };
  const with_ = (axis: number, value: number): Point => top.map((most, i) => (i === axis ? value : most));
  const corner: number[] = [];
  for (const [axis, size] of sizes.entries())
    corner.push(await smallest(size, (value) => isFeasible(with_(axis, value)), sizes.length === 1 ? guess : null));
  const below = corner.flatMap((value, axis) => (value === 0 ? [] : [with_(axis, value - 1)]));
  if (sizes.length <= 1 || (await isFeasible(corner))) return { nominees: [corner], witnesses: below };
  const [first = 0] = corner;
  const nominees: Point[] = [];
  const witnesses: Point[] = first === 0 ? [] : [below[0]!];
  for (let value = first; value < sizes[0]!; value++) {
    const inner = await frontierOf(sizes.slice(1), (point) => isFeasible([value, ...point]));
    nominees.push(...inner.nominees.map((point) => [value, ...point]));
    witnesses.push(...inner.witnesses.map((point) => [value, ...point]));
  }
  return { nominees, witnesses };
}

/** The smallest value below `size` that is enough; the last one is known to be. Around the guess first, then by halves. */
async function smallest(
  size: number,
  isEnough: (value: number) => Promise<boolean>,
  guess: number | null,
): Promise<number> {
  let tooFew = -1;
  let enough = size - 1;
  for (let at = guess, step = 1; at !== null && at > tooFew && at < enough; step *= 2) {
    if (await isEnough(at)) {
      if (tooFew >= 0) {
        enough = at;
        break;
      }
      enough = at;
      at -= step;
    } else {
      const known = enough < size - 1;
      tooFew = at;
      if (known) break;
      at += step;
    }
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (await isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
