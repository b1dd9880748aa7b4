import type { Ticks } from "../../engine/time.ts";
import type { EndedJob } from "../eventLog.ts";
import { AuditError } from "./auditError.ts";

/**
 * Checks a job's own record as it leaves (causality, latency) and gives its sojourn: for a finished job the sum of its
 * parts, which was just seen to be its latency.
 */
export function sojournOf(time: Ticks, record: EndedJob): Ticks {
  return record.state === "Finished" ? finishedSojourn(time, record) : unfinishedSojourn(time, record);
}

function finishedSojourn(time: Ticks, record: EndedJob): Ticks {
  const { submitted, eligible, taken, started } = record;
  if (!(0 <= submitted && submitted <= eligible && eligible <= taken && taken <= started && started <= time)) {
    throw outOfOrder(time, record);
  }
  const { held, queued, provisioning, dispatch, service, transfer, restarts, lastTask } = record;
  if (!(held >= 0 && queued >= 0 && provisioning >= 0 && dispatch >= 0)) throw negative(time, record);
  if (!(service >= 0 && transfer >= 0 && restarts >= 0 && lastTask >= 0)) throw negative(time, record);
  const wait = held + queued + provisioning + dispatch;
  if (held !== eligible - submitted || dispatch !== started - taken || wait !== started - submitted) {
    throw new AuditError(
      7,
      time,
      `the parts of job ${record.job}'s wait add up to ${wait} ticks, not ${started - submitted}`,
    );
  }
  const sum = wait + service + transfer + restarts + lastTask;
  if (sum !== time - submitted) {
    throw new AuditError(
      7,
      time,
      `the parts of job ${record.job} add up to ${sum} ticks, its latency is ${time - submitted}`,
    );
  }
  return sum;
}

function unfinishedSojourn(time: Ticks, record: EndedJob): Ticks {
  let before = record.submitted;
  // Steps that never came are -1 and come last.
  for (const step of [record.eligible, record.taken, record.started]) {
    if (step === -1) before = Number.POSITIVE_INFINITY;
    else if (!(before <= step && step <= time)) throw outOfOrder(time, record);
    else before = step;
  }
  if (!(0 <= record.submitted && record.submitted <= time)) throw outOfOrder(time, record);
  return time - record.submitted;
}

function outOfOrder(time: Ticks, record: EndedJob): AuditError {
  const { submitted, eligible, taken, started } = record;
  const steps = [submitted, eligible, taken, started, time].join(", ");
  return new AuditError(
    2,
    time,
    `job ${record.job}'s submitted, eligible, taken, started, ended are out of order: ${steps}`,
  );
}

function negative(time: Ticks, record: EndedJob): AuditError {
  return new AuditError(7, time, `a part of job ${record.job}'s latency is negative`);
}
