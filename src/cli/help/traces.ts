import type { Topic } from "./topic.ts";

export const traces: Topic = {
  name: "traces",
  title: "jobs from a file of real ones",
  text: `arrivals: {trace: {file: log.swf.gz, format: swf}}
arrivals: {trace: {file: jobs.csv.gz, timeUnit: s, columns: {submit: submitted,
           duration: run_time, slots: gpus, tenant: user}}}

A file may be compressed with gzip; its path counts from the scenario file.
Times are numbers since time.start, or dates in UTC, placed on the calendar;
origin: first moves the first job to time.start. In the Standard Workload Format
a job is a gang of its processors, and its user, as user-7, its tenant. Jobs
without run time or processors are dropped. Whatever is dropped, and whatever
lies outside the simulated time, is counted and told.

Another file for a run: --set workloads.NAME.arrivals.trace.file=PATH
`,
};
