import { NEVER } from "../../engine/time.ts";
import { CapsAudit } from "../audit/capsAudit.ts";
import { FifoAudit } from "../audit/fifoAudit.ts";
import { TimetableAudit } from "../audit/timetableAudit.ts";
import { CLASSIC } from "../eventLog.ts";
import type { Parties } from "../parties.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { CappedClassic } from "./cappedClassic.ts";
import { ClassicService } from "./classicService.ts";
import type { FifoService } from "./fifoService.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { ScaledPool, type ScaledPoolOptions } from "./scaledPool.ts";
import { StandingPool } from "./standingPool.ts";
import { TimetabledService } from "./timetabledService.ts";

export interface FifoServiceOptions extends ScaledPoolOptions {
  readonly parties: Parties;
  /** Constant workers of the classic service go event by event. */
  readonly byEvents: boolean;
}

/** A plain FIFO service, and what checks it. */
export function openService(
  spec: WorldSpec,
  plain: PlainFifo,
  window: Window,
  options: FifoServiceOptions,
): { readonly service: FifoService; readonly audit: FifoAudit | TimetableAudit | CapsAudit } {
  const stop = spec.drain ? NEVER : window.end;
  const workloads = spec.workloads.length;
  const { timetable, isScaled, slotsPerVm } = plain;
  const { replication, jobsAt } = options;
  if (timetable !== null) {
    const service = new TimetabledService(spec, plain, timetable, window, jobsAt);
    return { service, audit: new TimetableAudit(timetable, spec.startEpochMs, workloads, stop) };
  }
  if (isScaled || slotsPerVm > 1) {
    const service = new ScaledPool(spec, plain, window, options);
    return {
      service,
      audit: new FifoAudit([], workloads, stop, {
        ...{ slotsPerVm, from: window.from },
        changesBefore: (jobs) => service.vmChangesBefore(jobs),
      }),
    };
  }
  if (plain.isCapped) {
    const { byWorkload, tenants, queueParts } = options.parties;
    const parties = byWorkload.flat().map(({ workload, tenant, cell }) => ({
      cell: cell + plain.system,
      endpoint: spec.workloads[workload]!.endpoint,
      tenant: tenants[tenant]!,
    }));
    const audit = new CapsAudit(spec.classic!, parties, { workers: plain.servers, workloads, stop });
    const { timeline } = options;
    return { service: new CappedClassic(spec, plain, window, { parties, queueParts, timeline, audit }), audit };
  }
  const service =
    plain.system === CLASSIC
      ? new ClassicService(spec, plain, window, jobsAt, options.byEvents)
      : new StandingPool(spec, plain, window, replication, jobsAt);
  return { service, audit: new FifoAudit(service.freeFrom, workloads, stop) };
}
