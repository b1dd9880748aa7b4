import { DAY, HOUR, MINUTE, SECOND, type Ticks } from "../engine/time.ts";

const UNITS = [
  ["d", DAY, 2],
  ["h", HOUR, 1],
  ["min", MINUTE, 1],
] as const;

/** A length of simulated time as a scenario file writes it: `7 d`, `36 h`, `90 min`, `5 s`. */
export function lengthText(ticks: Ticks): string {
  const [unit, size] = UNITS.find(([, each, least]) => ticks >= least * each) ?? ["s", SECOND];
  return `${+(ticks / size).toFixed(2)} ${unit}`;
}
