import { SECOND, type Ticks } from "../../engine/time.ts";
import type { ExactSum } from "../../statistics/exactSum.ts";
import { Cell } from "../cell.ts";
import { CLASSIC } from "../eventLog.ts";
import type { Parties, Party } from "../parties.ts";
import type { LimitClock } from "../pool/limitClock.ts";
import type { Pool } from "../pool/pool.ts";
import { RoundFigures } from "../rounds.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { addHours, type Hours, hourFigures, ledgerHours, noHours } from "./hourFigures.ts";
import { jobFigures, type Metrics, share } from "./jobFigures.ts";

/** What is counted of all jobs together. */
export interface JobFigures {
  /** Of the customer's jobs without a task on a slot, at most at the end of an instant inside the window. */
  readonly queuePeak: number;
  /** Ready VMs, likewise. */
  readonly vmPeak: number;
  /** First submission and last end of the customer's measured jobs. */
  readonly firstMeasured: Ticks;
  readonly lastMeasuredEnd: Ticks;
}

/** What is counted of the shared fleet. */
export interface FleetFigures {
  /** `Infinity` where no fleet is modelled. */
  readonly mostWorkers: number;
  /** Integral of the workers over the window. */
  readonly capacity: ExactSum;
  /** Jobs of all tenants without a slot, at most at the end of an instant inside the window. */
  readonly queuePeak: number;
}

/** All that a world has gathered when its clock stopped. */
export interface Figures {
  readonly spec: WorldSpec;
  readonly window: Window;
  readonly clock: Ticks;
  readonly cells: readonly (Cell | undefined)[];
  readonly parties: Parties;
  readonly rounds: readonly RoundFigures[];
  readonly life: JobFigures;
  readonly classic: FleetFigures | null;
  readonly pools: readonly Pool[];
  readonly limits: readonly LimitClock[];
  readonly anyAtLimit: LimitClock;
}

/** Every metric of one world, by its flat name (`results.md`). */
export function worldMetrics(figures: Figures): Metrics {
  const { spec, parties, pools, classic } = figures;
  const metrics: Metrics = {};
  const windowTicks = Math.max(0, figures.clock - figures.window.from);
  const merged = new Map<string, Cell>();
  const cellsOf = (wanted: (party: Party, system: number) => boolean): Cell => mergedCells(figures, merged, wanted);
  const jobs = (prefix: string, cell: Cell): void => jobFigures(metrics, prefix, cell, windowTicks, spec.percents);
  const own = (party: Party): boolean => !spec.workloads[party.workload]!.background;

  const total = cellsOf((party) => own(party));
  jobs("", total);
  roundFigures(
    metrics,
    "",
    mergedRounds(figures, (workload) => !spec.workloads[workload]!.background),
    spec.percents,
  );
  metrics["queue.peak"] = { value: figures.life.queuePeak, unit: "jobs" };
  metrics.makespan = { value: makespan(figures, total), unit: "s" };
  // Nothing restarts, is evicted or fails in this world.
  metrics.restarts = { value: 0, unit: "count" };
  metrics.evictions = { value: 0, unit: "count" };
  metrics.workLost = { value: 0, unit: "h" };

  const classicHours = hoursInClassic(figures);
  const sum = noHours();
  if (parties.reaches(CLASSIC, spec.workloads)) addHours(sum, classicHours);
  pools.forEach((pool, place) => {
    const prefix = `byPool.${pool.name}.`;
    const cell = cellsOf((party, system) => own(party) && system === pool.index);
    const hours = ledgerHours(pool.ledger(), pool.spec.pricePerHour);
    addHours(sum, hours);
    jobs(prefix, cell);
    hourFigures(metrics, prefix, hours, cell.measured.finished, windowTicks);
    vmFigures(metrics, prefix, hours, pool.peak, pool.provisioningTime(), windowTicks);
    metrics[`${prefix}atLimit`] = { value: share(figures.limits[place]!.total, windowTicks), unit: "share" };
  });
  hourFigures(metrics, "", sum, total.measured.finished, windowTicks);
  const pooled = { ...sum, billed: sum.billed - (parties.reaches(CLASSIC, spec.workloads) ? classicHours.billed : 0n) };
  const provisioning = pools.reduce((ticks, pool) => ticks + pool.provisioningTime(), 0);
  vmFigures(metrics, "", pooled, figures.life.vmPeak, provisioning, windowTicks);
  metrics.atLimit = {
    value: pools.length === 0 ? null : share(figures.anyAtLimit.total, windowTicks),
    unit: "share",
  };

  if (classic !== null) {
    const cell = cellsOf((party, system) => own(party) && system === CLASSIC);
    jobs("classic.", cell);
    hourFigures(metrics, "classic.", classicHours, cell.measured.finished, windowTicks);
    fleetFigures(metrics, figures, classic, windowTicks);
  }
  spec.workloads.forEach(({ name }, workload) => {
    jobs(
      `byWorkload.${name}.`,
      cellsOf((party) => party.workload === workload),
    );
    roundFigures(metrics, `byWorkload.${name}.`, figures.rounds[workload]!, spec.percents);
  });
  parties.tenants.forEach((name, tenant) => {
    const cell = cellsOf((party) => own(party) && party.tenant === tenant);
    if (cell.all.submitted > 0) jobs(`byTenant.${name}.`, cell);
  });
  return metrics;
}

/** All jobs of the customer's, taken together. */
export function customersCell(figures: Figures): Cell {
  const { workloads } = figures.spec;
  return mergedCells(figures, new Map(), (party) => !workloads[party.workload]!.background);
}

/** @param merged what was merged before, by the places of the cells: a tenant often is a workload, and all is often one system. */
function mergedCells(
  { spec, cells, parties }: Figures,
  merged: Map<string, Cell>,
  wanted: (party: Party, system: number) => boolean,
): Cell {
  const places: number[] = [];
  for (const workload of parties.byWorkload) {
    for (const party of workload) {
      for (let system = 0; system < parties.systems.length; system++) {
        const place = party.cell + system;
        if (cells[place] !== undefined && wanted(party, system)) places.push(place);
      }
    }
  }
  if (places.length === 1) return cells[places[0]!]!;
  const key = places.join();
  let cell = merged.get(key);
  if (cell === undefined) {
    cell = new Cell(spec.exactQuantiles);
    for (const place of places) cell.merge(cells[place]!);
    merged.set(key, cell);
  }
  return cell;
}

function mergedRounds(figures: Figures, wanted: (workload: number) => boolean): RoundFigures {
  const merged = new RoundFigures();
  figures.rounds.forEach((rounds, workload) => {
    if (wanted(workload)) merged.merge(rounds);
  });
  return merged;
}

function roundFigures(metrics: Metrics, prefix: string, rounds: RoundFigures, percents: readonly number[]): void {
  const seconds = (ticks: number | null): number | null => (ticks === null ? null : ticks / SECOND);
  const { duration } = rounds;
  metrics[`${prefix}rounds.duration.mean`] = { value: seconds(duration.mean), unit: "s" };
  for (const percent of new Set([95, ...percents])) {
    metrics[`${prefix}rounds.duration.p${percent}`] = { value: seconds(duration.quantile(percent / 100)), unit: "s" };
  }
  metrics[`${prefix}rounds.duration.max`] = { value: seconds(duration.max), unit: "s" };
  metrics[`${prefix}rounds.late`] = {
    value: rounds.withDeadline ? share(rounds.late, rounds.judged) : null,
    unit: "share",
  };
}

/** First submission to last end of the measured jobs; null if any of them is unfinished, or there are none. */
function makespan({ life }: Figures, total: Cell): number | null {
  const { submitted, finished, failed, rejected, cancelled } = total.measured;
  if (submitted === 0 || submitted !== finished + failed + rejected + cancelled) return null;
  return (life.lastMeasuredEnd - life.firstMeasured) / SECOND;
}

/** The running time of the customer's jobs in the classic service: what it bills. */
function hoursInClassic({ spec, cells, parties }: Figures): Hours {
  const hours = noHours();
  for (const party of parties.byWorkload.flat()) {
    if (spec.workloads[party.workload]!.background) continue;
    const cell = cells[party.cell + CLASSIC];
    if (cell === undefined) continue;
    hours.billed += cell.slotTime.toBigInt();
    hours.busy += cell.slotTime.toBigInt();
  }
  // Its billing plans are not part of this version, and it has no other price.
  hours.cost = null;
  return hours;
}

function vmFigures(
  metrics: Metrics,
  prefix: string,
  hours: Hours,
  peak: number,
  provisioning: Ticks,
  windowTicks: number,
): void {
  metrics[`${prefix}vms.mean`] = { value: share(Number(hours.billed), windowTicks), unit: "VMs" };
  metrics[`${prefix}vms.peak`] = { value: peak, unit: "VMs" };
  metrics[`${prefix}vms.provisioning`] = { value: share(provisioning, windowTicks), unit: "VMs" };
}

/** The shared fleet as a whole, all tenants together; null where none is modelled. */
function fleetFigures(metrics: Metrics, figures: Figures, classic: FleetFigures, windowTicks: number): void {
  let running = 0;
  let queued = 0;
  for (const party of figures.parties.byWorkload.flat()) {
    const cell = figures.cells[party.cell + CLASSIC];
    running += cell?.slotTime.toNumber() ?? 0;
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
