import type { Ticks } from "../../engine/time.ts";
import type { EndedJob } from "../eventLog.ts";
import { AuditError } from "./auditError.ts";
import type { ReplayJob } from "./replayJob.ts";

/** Compares what a job's record says as it leaves with what its events told: instants (2) and parts (7). */
export function checkRecord(time: Ticks, record: EndedJob, job: ReplayJob): void {
  const first = job.first;
  const instants = { submitted: job.submitted, eligible: job.admitted ?? -1 };
  // Of a job that never started the record may or may not tell a slot.
  const steps = first === null ? instants : { ...instants, taken: first.taken, started: first.started };
  compare(2, time, record, steps);
  if (job.cutShort !== null && record.state !== "Cancelled") {
    throw new AuditError(7, time, `job ${job.number} ${job.cutShort}`);
  }
  if (record.state === "Failed" && (job.failed === 0 || job.done + job.failed < job.tasks)) {
    const how = `with ${job.failed} of its ${job.tasks} tasks failed and ${job.done} done`;
    throw new AuditError(1, time, `job ${job.number} has failed ${how}`);
  }
  if (record.state !== "Finished") return;
  if (job.done < job.tasks || first === null || first.ended === null || job.admitted === null) {
    throw new AuditError(1, time, `job ${job.number} is finished with ${job.done} of its ${job.tasks} tasks done`);
  }
  const provisioning = Math.max(0, Math.min(first.taken, first.ready) - job.admitted);
  compare(7, time, record, {
    held: job.admitted - job.submitted,
    provisioning,
    queued: first.taken - job.admitted - provisioning,
    dispatch: first.started - first.taken,
    lastTask: time - first.ended,
    service: first.service,
    transfer: first.transfer,
  });
  const own = record.service + record.transfer + record.restarts;
  if (own !== first.ended - first.started) {
    const took = `${first.ended - first.started} ticks by its events`;
    throw new AuditError(7, time, `job ${job.number}'s first task took ${own} ticks by its parts, ${took}`);
  }
}

/** The sum of a finished job's parts. */
export function partsOf(record: EndedJob): Ticks {
  const { held, queued, provisioning, dispatch, service, transfer, restarts, lastTask } = record;
  return held + queued + provisioning + dispatch + service + transfer + restarts + lastTask;
}

function compare(
  invariant: number,
  time: Ticks,
  record: EndedJob,
  expected: { readonly [K in keyof EndedJob]?: number },
): void {
  for (const [field, value] of Object.entries(expected)) {
    const told = record[field as keyof EndedJob];
    if (told !== value) {
      throw new AuditError(
        invariant,
        time,
        `job ${record.job} has ${field} ${told} in its record, ${value} by its events`,
      );
    }
  }
}
