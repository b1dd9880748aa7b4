/** The unit in which an axis of time reads best. */
export interface AxisUnit {
  /** `days`, `hours`, `minutes`, `seconds`. */
  readonly name: string;
  readonly seconds: number;
}

const UNITS: readonly AxisUnit[] = [
  { name: "days", seconds: 86_400 },
  { name: "hours", seconds: 3600 },
  { name: "minutes", seconds: 60 },
  { name: "seconds", seconds: 1 },
];

/** The largest unit of which the longest time has more than two. */
export function axisUnit(longestSeconds: number): AxisUnit {
  return UNITS.find(({ seconds }) => longestSeconds > 2 * seconds) ?? { name: "seconds", seconds: 1 };
}
