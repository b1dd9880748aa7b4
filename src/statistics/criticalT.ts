import { studentTQuantile } from "./studentT.ts";

/** By confidence and degrees of freedom. */
const known = new Map<number, Map<number, number>>();

/**
 * How many standard errors Student's interval of so many whole degrees of freedom reaches to either side of a mean. Found once: thousands
 * of metrics of one study ask for the same. Throws RangeError as `studentTQuantile`.
 */
export function criticalT(confidence: number, degrees: number): number {
  const byDegrees = known.get(confidence) ?? new Map<number, number>();
  known.set(confidence, byDegrees);
  const value = byDegrees.get(degrees) ?? studentTQuantile(0.5 + confidence / 2, degrees);
  byDegrees.set(degrees, value);
  return value;
}
