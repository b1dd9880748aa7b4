import type { Topic } from "./topic.ts";

export const metrics: Topic = {
  name: "metrics",
  title: "what is measured, and its name",
  text: `Over the jobs submitted after the warm-up, times in seconds:
  wait.mean wait.p95 wait.max ...   submission to start
  latency.mean latency.p95 ...      submission to end
  parts.<part>.mean                 held, queued, provisioning, dispatch,
                                    service, transfer, restarts, lastTask:
                                    together the mean latency
  slowdown.mean                     latency by service time, 10 s at least
  jobs.finished jobs.unfinished jobs.rejected jobs.failed jobs.cancelled
  deadlines.missed rounds.late      shares of 1
  throughput.jobsPerHour makespan

Over time:
  computeHours.billed .busy .idle .transferring .leaving .rounding
                                    hours; the last three are .overhead
  utilisation                       busy by billed hours
  vms.mean vms.peak queue.mean queue.peak
  cost.total cost.byPlan.<plan>     where a price is told
  cost.idle                         what no job used of it
  evictions                         VMs that were taken away or broke down; of a
                                    workload: its tasks that were on one
  restarts workLost                 tasks that began anew, slot-hours in vain
  atLimit                           share of time in which jobs wait and the
                                    pool may not grow; byPool.<name>.atLimit
                                    also .max .quota .coreQuota
  quota.refused                     operations and decisions that were refused

Of sensor streams (arrivals: {stream: ...}):
  freshness.mean .p95 .max          age of the newest window that a job scored,
                                    when it was done
  events.sent .lost                 readings; lost where excess: drop
  events.backlog.mean .peak         readings that wait to be sent again
  runs.fired .overlapping .skipped  firings whose jobs could come before the
                                    end; those that found an earlier run not
                                    through; those left out for it

The same for a part: byWorkload.<name>., byTenant.<name>., byPool.<name>.,
classic.; hours also by billing plan, byPlan.<name>.
An objective may ask for any percentile: wait.p97.5 <= 10 min.

In the table the values after ± are half of a 95% confidence interval over the
replications; with one replication there is none. Their number may be left to
the run, which then goes on until a metric is known well enough everywhere:

  replications: {min: 10, max: 200, metric: latency.p95, relativeHalfWidth: 5%}

It ends when half the interval is at most r / (1 + r) of the mean, r being the
relativeHalfWidth, in every alternative; or at max, and then says how many
replications would do.

An objective is met or missed if the whole interval says so, else undecided. The
interval is the value itself where nothing is random, Student's over the
replications, or Wilson's for a share: of rounds in one replication, and where
no replication has any. One replication of a random system decides nothing else.
Only what is met with confidence is recommended, and passes --check.
`,
};
