import type { JobTable } from "../jobTable.ts";

/**
 * How many attempts of a task fail, from one uniform, each with the same chance: n below zero if they use up all retries, so
 * that the task fails with the last of n attempts; else n that fail before one that does not.
 *
 * The number of failures before the first success is geometric: at least k of them with chance p^k, by inversion.
 */
export function attemptsToFail(uniform: number, probability: number, maxRetries: number): number {
  // Of every attempt, or none: the quotient below would have no limit, or no meaning.
  const failures = probability >= 1 ? Number.POSITIVE_INFINITY : Math.floor(Math.log(uniform) / Math.log(probability));
  return failures > maxRetries ? -(maxRetries + 1) : failures;
}

/** What becomes of a task at the end of an attempt: one less is left to fail. */
export function attemptOutcome(jobs: JobTable, row: number, task: number): "done" | "retry" | "fail" {
  const single = jobs.tasks[row] === 1;
  const failures = single ? jobs.failures : jobs.taskFailures[row];
  const place = single ? row : task;
  const left = failures === undefined ? 0 : failures[place]!;
  if (left === 0) return "done";
  failures![place] = left - Math.sign(left);
  return left === -1 ? "fail" : "retry";
}
