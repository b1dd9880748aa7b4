const EPSILON = 2 ** -52;
const EVALUATIONS = 300;

/**
 * The smallest double x in [low, high] with rising(x) >= level, where `rising` never falls but may jump: a jump is met
 * exactly. `low` if it has reached the level already, `high` if nothing below it has.
 *
 * Inverse quadratic interpolation with bisection where that cannot be trusted, closed by bisection down to neighbouring
 * doubles. Source: T. R. Chandrupatla, A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear
 * function without using derivatives, Advances in Engineering Software 28 (1997) 145-149.
 */
export function findCrossing(rising: (x: number) => number, level: number, low: number, high: number): number {
  const atLow = rising(low) - level;
  if (atLow >= 0 || low >= high) {
    return low;
  }
  const atHigh = rising(high) - level;
  if (atHigh < 0 || rising(high - Math.abs(high) * EPSILON) < level) {
    return high;
  }

  let newest = high;
  let atNewest = atHigh;
  let across = low;
  let atAcross = atLow;
  let fraction = Math.min(0.95, Math.max(0.05, atHigh / (atHigh - atLow)));
  for (let n = 0; n < EVALUATIONS; n++) {
    const x = newest + fraction * (across - newest);
    const at = rising(x) - level;
    let older = newest;
    let atOlder = atNewest;
    if (at >= 0 !== atNewest >= 0) {
      older = across;
      atOlder = atAcross;
      across = newest;
      atAcross = atNewest;
    }
    newest = x;
    atNewest = at;

    const least = (2 * EPSILON * Math.abs(newest)) / Math.abs(across - newest);
    if (!(least <= 0.5)) {
      break;
    }
    const xi = (newest - across) / (older - across);
    const phi = (atNewest - atAcross) / (atOlder - atAcross);
    fraction =
      phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi
        ? (atNewest / (atAcross - atNewest)) * (atOlder / (atAcross - atOlder)) +
          (((older - newest) / (across - newest)) * (atNewest / (atOlder - atNewest)) * atAcross) / (atOlder - atAcross)
        : 0.5;
    fraction = Math.min(1 - least, Math.max(least, fraction));
  }
  return atNewest >= 0 ? closeIn(rising, level, across, newest) : closeIn(rising, level, newest, across);
}

function closeIn(rising: (x: number) => number, level: number, low: number, high: number): number {
  let below = low;
  let reached = high;
  for (;;) {
    const middle = below + 0.5 * (reached - below);
    if (middle <= below || middle >= reached) {
      return reached;
    }
    if (rising(middle) >= level) {
      reached = middle;
    } else {
      below = middle;
    }
  }
}
