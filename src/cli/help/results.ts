import type { Topic } from "./topic.ts";

export const results: Topic = {
  name: "results",
  title: "the files of a run",
  text: `run writes a folder, whole or not at all: --out DIR, else results/<file's name>.
An earlier result in it is replaced; a folder that holds anything else is not.

  summary.json      everything that is printed, and more; figures in seconds,
                    hours and shares of 1, each with its unit
  replications.csv  each metric of each replication
  timeline.csv      queues and VMs as they change
  vms.csv           each VM: requested, ready, left, deleted, hours
  bill.csv          each item of each plan and period
  jobs.csv          each job (with --jobs)

Times are in seconds since time.start. The same file and seed give the same
bytes. A name that a spreadsheet would take for a formula begins with an
apostrophe in CSV files.
`,
};
