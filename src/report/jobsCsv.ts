import type { RunResult } from "../experiment/results.ts";
import type { CsvValue } from "./csvFile.ts";
import { ticksInSeconds } from "./ticksText.ts";

const PARTS = ["held", "queued", "provisioning", "dispatch", "service", "transfer", "restarts", "lastTask"] as const;

/** Columns of `jobs.csv`: times in seconds since `time.start`, parts of the latency in seconds. */
export const JOBS_COLUMNS = [
  "alternative",
  "replication",
  "workload",
  "tenant",
  "job",
  "system",
  "vm",
  "slots",
  "submitted",
  "started",
  "ended",
  "state",
  ...PARTS,
] as const;

/** A row for each simulated job, warm-up included, in order of alternative, replication, then submission. */
export function* jobsRows({ worlds }: RunResult): Generator<CsvValue[]> {
  for (const { alternative, replication, world } of worlds) {
    for (const job of world.jobs ?? []) {
      yield [
        alternative,
        replication,
        job.workload,
        job.tenant,
        job.job,
        job.system,
        job.vm,
        job.slots,
        ticksInSeconds(job.submitted),
        ticksInSeconds(job.started),
        ticksInSeconds(job.ended),
        job.state,
        ...PARTS.map((part) => ticksInSeconds(job[part])),
      ];
    }
  }
}
