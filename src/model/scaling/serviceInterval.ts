import { HOUR, MINUTE, type Ticks } from "../../engine/time.ts";

/** Times between two evaluations that Azure Batch takes. */
const LEAST = 5 * MINUTE;
const MOST = 168 * HOUR;

/** What is wrong with a time between two evaluations, as a reader wrote it; null where the service takes it. */
export function intervalFault(interval: Ticks, written: string): string | null {
  return interval >= LEAST && interval <= MOST ? null : `"${written}" is not what the service takes: 5 min to 168 h`;
}
