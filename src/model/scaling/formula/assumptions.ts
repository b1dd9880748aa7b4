/** A behaviour of the service that its documents leave open: the choices, the first of which is the default. */
interface Assumption<Choice extends string> {
  readonly choices: readonly [Choice, ...Choice[]];
  readonly meaning: string;
}

function assumption<const Choice extends string>(
  meaning: string,
  ...choices: readonly [Choice, ...Choice[]]
): Assumption<Choice> {
  return { choices, meaning };
}

/** Everything about formulas that is an assumption. The first choice of each is the default. */
export const ASSUMPTIONS = {
  sunday: assumption("The weekday of Sunday; Monday is 1.", "0", "7"),
  round: assumption("Where round() takes a half.", "awayFromZero", "toEven"),
  percentile: assumption("Whether percentile() is an element or lies between two.", "nearestRank", "interpolated"),
  tooFewValues: assumption(
    "avg, min, max, range, percentile of nothing, and std of less than two values.",
    "fail",
    "zero",
  ),
  noSamples: assumption("A variable that is used as a number before its first sample is visible.", "fail", "zero"),
  negativeTarget: assumption("A target below 0.", "zero", "fail"),
  stop: assumption("Whether targets that were set before stop() count.", "keep", "discard"),
  unlistedOperators: assumption(
    "double op doubleVec and timestamp - timeinterval, which the service's table of operators does not list.",
    "refuse",
    "allow",
  ),
} as const;

/** What is assumed of the service. */
export type FormulaAssumptions = {
  readonly [Name in keyof typeof ASSUMPTIONS]: (typeof ASSUMPTIONS)[Name]["choices"][number];
};

/** The defaults. */
export const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  Object.entries(ASSUMPTIONS).map(([name, { choices }]) => [name, choices[0]]),
) as FormulaAssumptions;
