/** Of two things that are wanted small. */
export type Pair = readonly [number, number];

/**
 * Which pairs no other dominates: none is smaller in one and no larger in the other. Equal pairs stand or fall together; one without
 * a value (null) is never on the frontier and dominates nothing. O(n log n).
 */
export function paretoFrontier(pairs: readonly (Pair | null)[]): boolean[] {
  const order = pairs.flatMap((pair, place) => (pair === null ? [] : [{ pair, place }]));
  order.sort(({ pair: a }, { pair: b }) => a[0] - b[0] || a[1] - b[1]);
  const onFrontier = pairs.map(() => false);
  let best: Pair | null = null;
  for (const { pair, place } of order) {
    const equal: boolean = best !== null && pair[0] === best[0] && pair[1] === best[1];
    if (!equal && best !== null && pair[1] >= best[1]) continue;
    onFrontier[place] = true;
    best = pair;
  }
  return onFrontier;
}
