import { DAY, sinceMidnight, type Ticks } from "../../engine/time.ts";
import { NO_DEADLINE } from "../rounds.ts";

/** From submission, or at the next time of day (ticks after midnight UTC) after the submission. */
export type DeadlineSpec = { readonly within: Ticks } | { readonly byTimeOfDay: Ticks };

/** When a job is due; NO_DEADLINE if ever. */
export function dueAt(deadline: DeadlineSpec | null, submitted: Ticks, startEpochMs: number): Ticks {
  if (deadline === null) return NO_DEADLINE;
  if ("within" in deadline) return submitted + deadline.within;
  // The next such time: a job that comes at it has until tomorrow, for nothing is done in no time.
  const left = deadline.byTimeOfDay - sinceMidnight(startEpochMs, submitted);
  return submitted + (left > 0 ? left : left + DAY);
}
