import { metricFault } from "../scenario/objective.ts";
import { UsageError } from "./usageError.ts";

/**
 * The name of a metric, as an option gives it.
 *
 * @throws UsageError for a name that no metric has, with the nearest one.
 */
export function metricOption(option: string, name: string): string {
  const fault = metricFault(name);
  if (fault !== null) throw new UsageError(`--${option} ${name}: ${fault}`);
  return name;
}
