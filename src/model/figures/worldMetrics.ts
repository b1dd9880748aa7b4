import { SECOND, type Ticks } from "../../engine/time.ts";
import type { Billed } from "../billing/bill.ts";
import { costsOf } from "../billing/costs.ts";
import type { Cell } from "../cell.ts";
import { CLASSIC } from "../eventLog.ts";
import { fromMicro } from "../money.ts";
import { mayReach, type Party } from "../parties.ts";
import { LIMIT_CAUSES, type PoolLimits } from "../pool/poolLimits.ts";
import { NO_LINE } from "../queueParts.ts";
import { vmsOfPool } from "../vmsByPool.ts";
import type { StreamFlow } from "../workload/streamFlow.ts";
import type { BillRow } from "../worldResult.ts";
import { cellHours } from "./cellHours.ts";
import type { Figures, FleetFigures } from "./figures.ts";
import { addHours, busyHours, costFigures, type Hours, hourFigures, ledgerHours } from "./hourFigures.ts";
import { jobFigures, type Metrics, share } from "./jobFigures.ts";
import { mergedCells, usedCells, type Wanted } from "./mergedCells.ts";
import { roundFigures } from "./roundFigures.ts";
import { freshnessFigures, streamFigures } from "./streamFigures.ts";

/** What a part of the jobs or a system is charged for. */
interface Part {
  readonly hours: Hours;
  readonly cost: bigint | null;
}

/** The window up to the clock, and all that a bill is made from. */
export function billed(figures: Figures): Billed {
  return { ...figures, window: { from: figures.window.from, end: Math.max(figures.window.from, figures.clock) } };
}

/** Every metric of one world, by its flat name (`results.md`). */
export function worldMetrics(figures: Figures, bill: readonly BillRow[]): Metrics {
  const { spec, parties, pools, classic, vms } = figures;
  const metrics: Metrics = {};
  const windowTicks = Math.max(0, figures.clock - figures.window.from);
  const costs = costsOf(billed(figures), bill);
  const own = (party: Party): boolean => !spec.workloads[party.workload]!.background;

  /** What is told of any part of the jobs. @param rounds by workload: whether its rounds are among them. */
  const group = (prefix: string, wanted: Wanted, rounds: (workload: number) => boolean, part: Part): void => {
    const cell = mergedCells(figures, wanted);
    jobFigures(metrics, prefix, cell, windowTicks, spec.percents);
    roundFigures(
      metrics,
      prefix,
      figures.rounds.filter((_, workload) => rounds(workload)),
      spec.percents,
    );
    const flows = figures.flows.filter((flow, workload) => flow !== null && rounds(workload)) as StreamFlow[];
    const runs = figures.rounds.filter((_, workload) => figures.flows[workload] != null && rounds(workload));
    if (mayScore(figures, wanted)) freshnessFigures(metrics, prefix, cell, spec.percents);
    if (flows.length > 0) streamFigures(metrics, prefix, { flows, runs, ...figures.window });
    metrics[`${prefix}makespan`] = { value: makespan(cell), unit: "s" };
    hourFigures(metrics, prefix, part.hours);
    costFigures(metrics, prefix, part.cost, cell.measured.finished, windowTicks);
  };
  const home = (workload: number): Party => parties.byWorkload[workload]!.at(-1)!;
  /** Rounds whose jobs may go to several systems are no single one's. */
  const roundsIn =
    (system: number) =>
    (workload: number): boolean =>
      own(home(workload)) && home(workload).system === system && home(workload).choices.length === 1;

  const sum = ledgerHours(vms);
  const pooled = { ...sum };
  const classicHours = hoursInClassic(figures);
  addHours(sum, classicHours);
  const isOwn = (workload: number): boolean => own(home(workload));
  group("", own, isOwn, { hours: sum, cost: costs.total });
  metrics.evictions = { value: pools.reduce((sum, { fleet }) => sum + fleet.evictions, 0), unit: "count" };
  metrics["queue.peak"] = { value: figures.life.queuePeak, unit: "jobs" };
  metrics["cost.idle"] = { value: costs.total === null ? null : fromMicro(costs.unused), unit: "USD" };
  for (const [plan, cost] of costs.byPlan) metrics[`cost.byPlan.${plan}`] = { value: fromMicro(cost), unit: "USD" };
  const provisioning = pools.reduce((ticks, pool) => ticks + pool.fleet.provisioning.time, 0);
  vmFigures(metrics, "", pooled, figures.life.vmPeak, provisioning, windowTicks);
  metrics.atLimit = {
    value: pools.length === 0 ? null : share(figures.anyAtLimit.total, windowTicks),
    unit: "share",
  };
  metrics["quota.refused"] = { value: pools.reduce((sum, { limits }) => sum + limits.refused, 0), unit: "count" };

  const { queueParts } = parties;
  const queuePeak = (prefix: string, line: number): void => {
    metrics[`${prefix}queue.peak`] = { value: line === NO_LINE ? 0 : figures.life.queuePeaks[line]!, unit: "jobs" };
  };
  pools.forEach((pool) => {
    const prefix = `byPool.${pool.name}.`;
    const hours = ledgerHours(vmsOfPool(vms, pool.name));
    const isHere = (party: Party, system: number): boolean => own(party) && system === pool.index;
    group(prefix, isHere, roundsIn(pool.index), {
      hours,
      cost: costs.bySystem[pool.index]!,
    });
    queuePeak(prefix, queueParts.system(pool.index));
    metrics[`${prefix}evictions`] = { value: pool.fleet.evictions, unit: "count" };
    vmFigures(metrics, prefix, hours, pool.fleet.peak, pool.fleet.provisioning.time, windowTicks);
    limitFigures(metrics, prefix, pool.limits, windowTicks);
  });
  if (classic !== null) {
    const isHere = (party: Party, system: number): boolean => own(party) && system === CLASSIC;
    group("classic.", isHere, roundsIn(CLASSIC), {
      hours: classicHours,
      cost: costs.bySystem[CLASSIC]!,
    });
    queuePeak("classic.", queueParts.system(CLASSIC));
    fleetFigures(metrics, figures, classic, windowTicks);
  }
  planFigures(metrics, figures, classicHours);

  const hours = cellHours(figures);
  /** Of what the jobs themselves computed: what was idle is of no job. */
  const caused = (wanted: (party: Party) => boolean): Part => {
    let busy = 0n;
    let cost: bigint | null = 0n;
    for (const { party, system, place } of usedCells(figures)) {
      if (!wanted(party)) continue;
      busy += hours[place]!;
      const priced = own(party) && costs.bySystem[system] !== null;
      cost = cost === null || !priced ? null : cost + costs.byCell[place]!;
    }
    return { hours: busyHours(busy), cost };
  };
  spec.workloads.forEach(({ name }, workload) => {
    const wanted = (party: Party): boolean => party.workload === workload;
    group(`byWorkload.${name}.`, wanted, (index) => index === workload, caused(wanted));
    queuePeak(`byWorkload.${name}.`, queueParts.workload(workload));
  });
  parties.tenants.forEach((name, tenant) => {
    const wanted = (party: Party): boolean => own(party) && party.tenant === tenant;
    if (mergedCells(figures, wanted).all.submitted === 0) return;
    group(`byTenant.${name}.`, wanted, (workload) => wanted(home(workload)), caused(wanted));
    queuePeak(`byTenant.${name}.`, queueParts.tenant(tenant));
  });
  return metrics;
}

/** Whether jobs that score streams may be among these. */
function mayScore({ flows, parties }: Figures, wanted: Wanted): boolean {
  return parties.byWorkload.some(
    (members, workload) =>
      flows[workload] != null &&
      members.some((party) => parties.systems.some((_, system) => wanted(party, system) && mayReach(party, system))),
  );
}

/** First submission to last end of the measured jobs; null if any of them is unfinished, or there are none. */
function makespan({ measured, firstSubmitted, lastEnded }: Cell): number | null {
  const { submitted, finished, failed, rejected, cancelled } = measured;
  if (submitted === 0 || submitted !== finished + failed + rejected + cancelled) return null;
  return (lastEnded - firstSubmitted) / SECOND;
}

/** The running time of the customer's jobs in the classic service: what it bills. */
function hoursInClassic({ spec, cells, parties }: Figures): Hours {
  const hours = busyHours(0n);
  for (const party of parties.byWorkload.flat()) {
    const cell = cells[party.cell + CLASSIC];
    if (cell === undefined || spec.workloads[party.workload]!.background) continue;
    hours.billed += cell.runningTime;
    hours.busy += cell.slotTime.toBigInt();
    hours.transferring += cell.transferTime.toBigInt();
  }
  return hours;
}

/** The hours that each plan is charged for. */
function planFigures(metrics: Metrics, { spec, vms }: Figures, classicHours: Hours): void {
  for (const { name } of spec.billingPlans) {
    const hours = ledgerHours(vms.filter((vm) => vm.billingPlan === name));
    if (spec.classic?.billingPlan === name) addHours(hours, classicHours);
    hourFigures(metrics, `byPlan.${name}.`, hours);
  }
}

function vmFigures(
  metrics: Metrics,
  prefix: string,
  hours: Hours,
  peak: number,
  provisioning: Ticks,
  windowTicks: number,
): void {
  metrics[`${prefix}vms.mean`] = { value: share(Number(hours.billed - hours.rounding), windowTicks), unit: "VMs" };
  metrics[`${prefix}vms.peak`] = { value: peak, unit: "VMs" };
  metrics[`${prefix}vms.provisioning`] = { value: share(provisioning, windowTicks), unit: "VMs" };
}

function limitFigures(metrics: Metrics, prefix: string, limits: PoolLimits, windowTicks: number): void {
  metrics[`${prefix}atLimit`] = { value: share(limits.total(), windowTicks), unit: "share" };
  for (const cause of LIMIT_CAUSES) {
    metrics[`${prefix}atLimit.${cause}`] = { value: share(limits.total(cause), windowTicks), unit: "share" };
  }
  metrics[`${prefix}quota.refused`] = { value: limits.refused, unit: "count" };
}

/** The shared fleet as a whole, all tenants together; null where none is modelled. */
function fleetFigures(metrics: Metrics, figures: Figures, classic: FleetFigures, windowTicks: number): void {
  let running = 0;
  let queued = 0;
  for (const party of figures.parties.byWorkload.flat()) {
    const cell = figures.cells[party.cell + CLASSIC];
    running += (cell?.slotTime.toNumber() ?? 0) + (cell?.transferTime.toNumber() ?? 0);
    queued += cell?.queueTime.toNumber() ?? 0;
  }
  const modelled = classic.mostWorkers !== Number.POSITIVE_INFINITY;
  metrics["classic.fleet.utilisation"] = {
    value: modelled ? share(running, classic.capacity.toNumber()) : null,
    unit: "share",
  };
  metrics["classic.fleet.queue.mean"] = { value: share(queued, windowTicks), unit: "jobs" };
  metrics["classic.fleet.queue.peak"] = { value: classic.queuePeak, unit: "jobs" };
}
