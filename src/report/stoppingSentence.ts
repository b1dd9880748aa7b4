import type { Summary } from "../experiment/results.ts";
import { formatCount } from "./figure.ts";

/** How many replications it took to know a metric as well as was asked for; null where nothing was asked, or it was not reached. */
export function stoppingSentence({ scenario, stopping }: Summary): string | null {
  if (stopping === undefined || !stopping.reached) return null;
  const share = `${Number((100 * stopping.relativeHalfWidth).toPrecision(3))}%`;
  const count = formatCount(scenario.replications, "replication");
  return `${stopping.metric} is known to ${share} in every alternative, at 95% confidence: it took ${count}.`;
}
