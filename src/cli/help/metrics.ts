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
  computeHours.billed .busy .idle .overhead     hours
  utilisation                       busy by billed hours
  vms.mean vms.peak queue.mean queue.peak
  restarts workLost                 tasks that began anew, slot-hours in vain
  atLimit                           share of time in which jobs wait and the
                                    pool may not grow; byPool.<name>.atLimit
                                    also .max .quota .coreQuota
  quota.refused                     operations and decisions that were refused
  cost.total                        where a price is told

The same for a part: byWorkload.<name>., byTenant.<name>., byPool.<name>.
An objective may ask for any percentile: wait.p97.5 <= 10 min.

In the table the values after ± are half of a 95% confidence interval over the
replications; with one replication there is none.
`,
};
