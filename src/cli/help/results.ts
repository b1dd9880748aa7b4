import type { Topic } from "./topic.ts";

export const results: Topic = {
  name: "results",
  title: "the files of a run",
  text: `run writes a folder, whole or not at all: --out DIR, else results/<file's name>.
An earlier result in it is replaced; a folder that holds anything else is not.

  summary.json      everything that is printed, and more; figures in seconds,
                    hours and shares of 1, each with its unit
  report.html       the same with pictures, in one file that needs no network
  report.md, *.svg  the same for GitHub or a mail
  replications.csv  each metric of each replication
  latency.csv       the distribution of the latency, by replication
  timeline.csv      queues and VMs as they change
  vms.csv           each VM: requested, ready, left, deleted, hours
  bill.csv          each item of each plan and period
  operations.csv    each create, resize and delete, and its outcome
  evaluations.csv   each evaluation of an autoscale formula
  jobs.csv          each job (with --jobs)

poolsim report DIR draws the reports of a result again; poolsim diff A B tells
what changed between two of them.

A quantile in summary.json is the mean of the replications' own; pooled beside
it is that of the jobs of all replications taken together (of all the
customer's waits, latencies and slowdowns).

Times are in seconds since time.start. The same file and seed give the same
bytes. A name that a spreadsheet would take for a formula begins with an
apostrophe in CSV files.
`,
};
