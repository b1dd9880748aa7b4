/** The words of a report, for whoever reads one for the first time. */
export const GLOSSARY: readonly (readonly [word: string, meaning: string])[] = [
  ["alternative", "One way to run the same jobs. All alternatives are given the very same jobs."],
  ["baseline", "The alternative that the others are compared with."],
  ["classic service", "A fleet shared with other tenants, with one first-in-first-out queue."],
  ["pool", "Virtual machines (VMs) of one's own."],
  ["provisioning", "From the request for a VM until its start task; then it starts, then it is ready."],
  ["wait", "From a job's submission to the start of its first task."],
  ["held", "Waiting because a cap on jobs at a time is reached, not for lack of a worker."],
  ["latency", "From a job's submission to the end of its last task."],
  ["p95", "95% of jobs are at or below it; of p50, half of them."],
  ["compute-hour", "One VM for an hour, or in the classic service an hour of running."],
  ["utilisation", "The share of the billed hours in which a VM computed."],
  ["replication", "The same scenario with other random draws."],
  ["± and 95%", "The interval that holds the true mean with 95% confidence, from the spread over the replications."],
  ["warm-up", "Simulated before the measured window, and not measured."],
  [
    "frontier",
    "The alternatives that no other one beats in cost without being slower, or in speed without being dearer.",
  ],
];
