import { checkNonNegative } from "./queueing.ts";

/**
 * The fewest servers with which a load has a steady state and `isEnough` says yes: Erlang's formula read backwards, for any
 * measure that more servers never make worse. Asks some 2 log2(c - load) times.
 *
 * @param load erlangs; with `load` servers or fewer the queue has no end.
 * @param most beyond it nothing is tried: then the answer is null.
 * Throws RangeError unless the load is finite and not negative.
 */
export function fewestServers(load: number, isEnough: (servers: number) => boolean, most = 1_000_000): number | null {
  checkNonNegative("load", load);
  let tooFew = Math.floor(load);
  let step = 1;
  while (!isEnough(Math.min(most, tooFew + step))) {
    if (tooFew + step >= most) return null;
    tooFew += step;
    step *= 2;
  }
  let enough = Math.min(most, tooFew + step);
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
