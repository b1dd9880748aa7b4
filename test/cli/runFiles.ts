/** What a run of one or two alternatives without prices writes, `--jobs` apart. */
export const RUN_FILES = [
  "bill.csv",
  "hours.svg",
  "latency.csv",
  "latency.svg",
  "queue.svg",
  "replications.csv",
  "report.html",
  "report.md",
  "summary.json",
  "timeline.csv",
  "vms.csv",
  "vms.svg",
  "waiting.svg",
];
