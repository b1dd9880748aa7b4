import assert from "node:assert/strict";
import type { Measurement } from "./measurement.ts";
import type { Queue } from "./yardstick.ts";

/** In all queues that are timed. */
export const MEAN_SERVICE_SECONDS = 60;

/** Standard deviations from the exact mean wait: beyond them is no accident. */
const MOST_DEVIATIONS = 6;

/** The run as it is, if it is right: each job arrives and ends, two events, neither more for bookkeeping nor fewer for shortcuts. */
export function checked(run: Measurement, queue: Queue): Measurement {
  assert.equal(run.events, 2 * queue.jobs, "events");
  const exact = exactWaitSeconds(queue);
  const deviation = Math.abs(run.meanWaitSeconds / exact - 1);
  const tolerance = MOST_DEVIATIONS * relativeSpread(queue);
  assert.ok(deviation < tolerance, `mean wait ${run.meanWaitSeconds} s, expected about ${exact} s`);
  return run;
}

/** The mean wait of M/M/c by Erlang's C formula, from B by its recursion in the number of servers. */
export function exactWaitSeconds({ servers, load }: Queue): number {
  const offered = servers * load;
  let blocking = 1;
  for (let server = 1; server <= servers; server++) blocking = (offered * blocking) / (server + offered * blocking);
  const waiting = blocking / (1 - load * (1 - blocking));
  return (waiting * MEAN_SERVICE_SECONDS) / (servers * (1 - load));
}

/**
 * The standard deviation of a run's mean wait against its mean. In heavy traffic the queue is a reflected Brownian motion, whose time
 * average over T mean services has a relative variance of 2 c (1 + load) / (c (1 - load))^2 / T (Whitt, Management Science 35(11), 1989).
 */
function relativeSpread({ jobs, servers, load }: Queue): number {
  const services = jobs / (servers * load);
  return Math.sqrt((2 * servers * (1 + load)) / (servers * (1 - load)) ** 2 / services);
}
