import type { Cell } from "../cell.ts";
import { CLASSIC } from "../eventLog.ts";
import { hourlyPrice } from "../money.ts";
import type { Parties } from "../parties.ts";
import type { StoreSpec } from "../storage/storeSpec.ts";
import { vmsOfPool } from "../vmsByPool.ts";
import type { Window } from "../window.ts";
import type { BillRow, VmRow } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { billRow, linesOf, ownPriceItem, storeItem } from "./billLines.ts";
import { type ClassicMeter, classicPlan } from "./classicMeter.ts";
import { Periods } from "./periods.ts";
import { type ClassicUsage, usageOf, usedPlans } from "./usage.ts";

/** What a bill is made from, when the clock has stopped. */
export interface Billed {
  readonly spec: WorldSpec;
  readonly parties: Parties;
  readonly cells: readonly (Cell | undefined)[];
  /** The VM ledger, rounding included. */
  readonly vms: readonly VmRow[];
  /** Null where the whole window lies in one period of the classic service's plan. */
  readonly meter: ClassicMeter | null;
  /** The window up to the clock. */
  readonly window: Pick<Window, "from" | "end">;
}

/**
 * The bill of one world: for each plan that is used, or has something reserved, and each of its periods that the window
 * touches, the fixed price prorated, what was included and what was over; then the VMs at their own price, and the stores.
 */
export function billOf(billed: Billed): BillRow[] {
  const { spec, parties, vms, window } = billed;
  const used = usedPlans(spec, vms, (system) => parties.reaches(system, spec.workloads));
  const rows: BillRow[] = [];
  for (const plan of spec.billingPlans) {
    if (!used.has(plan.name) && plan.reserved === null) continue;
    const first = new Periods(plan).at(window.from);
    const classic = plan === classicPlan(spec) ? classicUsage(billed) : null;
    const usage = usageOf(plan, spec, vms, classic, window);
    for (const [period, part] of [...usage].sort(([a], [b]) => a - b)) {
      rows.push(...linesOf(plan, period - first + 1, part, used.has(plan.name)));
    }
  }
  for (const pool of spec.pools) {
    if (pool.pricePerHour === null) continue;
    const own = vmsOfPool(vms, pool.name).filter((vm) => vm.billingPlan === null);
    for (const lowPriority of [false, true]) {
      const kind = own.filter((vm) => vm.lowPriority === lowPriority);
      const hours = kind.reduce((sum, vm) => sum + BigInt(vm.billed), 0n);
      if (hours === 0n) continue;
      const price = pool.pricePerHour * (lowPriority ? 1 - pool.lowPriority!.discount : 1);
      rows.push(billRow(null, 1, ownPriceItem(pool.name, lowPriority), hours, "h", hourlyPrice(price)));
    }
  }
  const length = BigInt(window.end - window.from);
  for (const { name, price } of customersStores(spec)) {
    if (price !== null && length > 0n) rows.push(billRow(null, 1, storeItem(name), length, "d", price));
  }
  return rows;
}

/** Stores that the customer's jobs or VMs use, as other tenants pay for theirs. */
function customersStores({ stores, workloads, pools }: WorldSpec): readonly StoreSpec[] {
  const used = new Set([
    ...pools.map(({ pull }) => pull?.store),
    ...workloads
      .filter(({ background, job }) => !background && (job.input !== null || job.output !== null))
      .map(({ store }) => store),
  ]);
  return stores.filter(({ name }) => used.has(name));
}

/** Whether what a pool used has a price: that of the plans of its VMs, or its own. */
export function isPriced(spec: WorldSpec, system: number, vms: readonly VmRow[]): boolean {
  if (system === CLASSIC) return classicPlan(spec) !== null;
  const { name, billingPlan, pricePerHour } = spec.pools[system - 1]!;
  if (pricePerHour !== null) return true;
  const own = vmsOfPool(vms, name);
  return own.length === 0 ? billingPlan !== null : own.every((vm) => vm.billingPlan !== null);
}

/** Compute time and jobs of the customer in the classic service: by period, or all in the one that there is. */
function classicUsage({ spec, cells, parties, meter, window }: Billed): ClassicUsage {
  if (meter !== null) {
    const periods = new Set([...meter.hours.keys(), ...meter.transactions.keys()]);
    return new Map(
      [...periods].map((period) => {
        const hours = meter.hours.get(period)?.toBigInt() ?? 0n;
        return [period, { hours, transactions: BigInt(meter.transactions.get(period) ?? 0) }];
      }),
    );
  }
  let hours = 0n;
  let transactions = 0;
  for (const party of parties.byWorkload.flat()) {
    const cell = cells[party.cell + CLASSIC];
    if (cell === undefined || spec.workloads[party.workload]!.background) continue;
    hours += cell.runningTime;
    transactions += transactionsOf(cell);
  }
  const plan = classicPlan(spec)!;
  return new Map([[new Periods(plan).at(window.from), { hours, transactions: BigInt(transactions) }]]);
}

/** Jobs submitted in the window that were not rejected: each is a transaction of the classic service. */
export function transactionsOf({ measured }: Cell): number {
  return measured.submitted - measured.rejected;
}
