import type { Ticks } from "../../engine/time.ts";
import type { BillingPlanSpec } from "../billing/billingPlanSpec.ts";
import { CLASSIC } from "../eventLog.ts";
import type { Price } from "../money.ts";
import type { PoolSpec } from "../pool/poolSpec.ts";
import { vmsOfPool } from "../vmsByPool.ts";
import type { BillRow, VmRow } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { AuditError } from "./auditError.ts";
import type { ClassicHours } from "./classicHours.ts";
import { overlap } from "./overlap.ts";
import { systemsOf } from "./routing.ts";

/** What the bill says of itself, and what it is checked against. */
export interface AuditedBill {
  readonly rows: readonly BillRow[];
  /** The metric, in the file's currency; null: something has no price. */
  readonly total: number | null;
  readonly vms: readonly VmRow[];
  /** Null where the log was not followed job by job: plans that the classic service charges to are not added up then. */
  readonly classic: ReturnType<ClassicHours["finish"]> | null;
}

interface Window {
  readonly from: Ticks;
  readonly to: Ticks;
}

/**
 * Checks the bill (invariant 6): each plan's lines of each period cost what the VMs of the ledger and the jobs of the log used
 * of it, one period at a time; pools without a plan cost their hours; the lines sum to the total.
 */
export function checkBill(spec: WorldSpec, bill: AuditedBill, clock: Ticks, window: Window): void {
  const fail = (what: string): never => {
    throw new AuditError(6, clock, what);
  };
  const sum = bill.rows.reduce((all, row) => all + row.amount, 0n);
  if (bill.total !== null && Number(sum) / 1e6 !== bill.total) {
    fail(`the bill's lines sum to ${sum} micro-dollars, the total is ${bill.total}`);
  }
  for (const row of bill.rows) {
    // Quantity and price are doubles, for people: their product is near the amount, or within its rounding.
    const near = row.quantity * row.price * 1e6;
    if (Math.abs(near - Number(row.amount)) > 0.5 + 1e-9 * near)
      fail(`the line "${row.item}" is no product of its parts`);
  }
  for (const plan of spec.billingPlans) {
    const lines = bill.rows.filter((row) => row.billingPlan === plan.name);
    const charges = spec.classic?.billingPlan === plan.name;
    if (charges && bill.classic === null) continue;
    const named = [...bill.vms, ...spec.pools].some(({ billingPlan }) => billingPlan === plan.name);
    const due = costOf(plan, spec, bill, window, named || (charges && reachesClassic(spec)), charges);
    const told = lines.reduce((all, row) => all + row.amount, 0n);
    if (due !== told) fail(`plan ${plan.name} is billed ${told} micro-dollars, by the ledger and the log it is ${due}`);
  }
  const ofStores = checkStores(spec, bill.rows, BigInt(window.to - window.from));
  if (ofStores !== null) fail(ofStores);
  const unplanned = bill.rows.filter((row) => row.billingPlan === null && row.unit === "h");
  for (const pool of spec.pools) {
    const ticks = vmsOfPool(bill.vms, pool.name)
      .filter((vm) => vm.billingPlan === null)
      .reduce((all, vm) => all + vm.billed, 0);
    const own = unplanned.filter((row) => row.item.endsWith(` ${pool.name}`));
    const told = own.reduce((all, row) => all + row.quantity, 0);
    const due = pool.pricePerHour === null ? 0 : ticks / 3.6e9;
    if (Math.abs(told - due) > 1e-9 * due)
      fail(`${pool.name} is billed ${told} VM-hours at its own price, the ledger has ${due}`);
  }
}

/** What the stores cost that the customer uses: their price for the whole window. */
function checkStores(spec: WorldSpec, rows: readonly BillRow[], length: bigint): string | null {
  for (const { name, price } of spec.stores) {
    const own = spec.workloads.filter(({ background, store }) => !background && store === name);
    const uses =
      own.some(({ job }) => job.input !== null || job.output !== null) ||
      spec.pools.some(({ pull }) => pull?.store === name);
    const due = uses && price !== null ? rounded(length, price) : 0n;
    const lines = rows.filter((row) => row.billingPlan === null && row.unit === "d" && row.item.endsWith(` ${name}`));
    const told = lines.reduce((all, row) => all + row.amount, 0n);
    if (told !== due) return `store ${name} is billed ${told} micro-dollars, by its price it is ${due}`;
  }
  return null;
}

/** Whether any job of the customer's may come to the classic service, be it from a pool that is deleted. */
function reachesClassic({ workloads, pools }: WorldSpec): boolean {
  const isLeft = (system: number): boolean => {
    const pool = pools[system - 1];
    const operations = pool?.scaling.kind === "operations" ? pool.scaling.operations : [];
    return pool?.whenDeleted === "classic" && operations.some(({ action }) => action.kind === "delete");
  };
  return workloads.some(({ background, arrivals, tenant, route }) => {
    const tenants = arrivals.kind === "trace" ? [...arrivals.jobs.tenants, tenant] : [tenant];
    return (
      !background &&
      tenants.some((name) => systemsOf(route, name, pools).some((system) => system === CLASSIC || isLeft(system)))
    );
  });
}

/** What a plan costs, one period at a time. */
function costOf(
  plan: BillingPlanSpec,
  spec: WorldSpec,
  { vms, classic }: AuditedBill,
  window: Window,
  used: boolean,
  charges: boolean,
): bigint {
  const own = vms.filter((vm) => vm.billingPlan === plan.name);
  const pools = new Map(spec.pools.map((pool) => [pool.name, pool]));
  let cost = 0n;
  let start = plan.from - Math.ceil((plan.from - window.from) / plan.period) * plan.period;
  // A window of no length has one period.
  for (; start < window.to || start <= window.from; start += plan.period) {
    const from = Math.max(start, window.from);
    const to = Math.min(start + plan.period, window.to);
    const length = BigInt(Math.max(0, to - from));
    const lives = own.map((vm) => lifeOf(vm, pools.get(vm.pool)!)).filter((life) => life !== null);
    let hours = 0n;
    for (const [since, until] of lives) hours += BigInt(overlap(since, until ?? window.to, from, to));
    for (const vm of own) {
      const last = vm.deleted !== null && vm.deleted > start && vm.deleted <= start + plan.period;
      if (last || (vm.deleted === window.from && start <= window.from && start + plan.period > window.from)) {
        hours += BigInt(vm.rounding);
      }
    }
    let jobs = 0n;
    if (charges && classic !== null) {
      for (const { since, until, slots } of classic.stretches) {
        hours += BigInt(slots) * BigInt(overlap(since, until, from, to));
      }
      const end = Math.min(start + plan.period, spec.warmUp + spec.horizon);
      jobs = BigInt(classic.submissions.filter((time) => time >= from && time < end).length);
    }
    if (used && plan.fixed !== null) cost += rounded(length, plan.fixed);
    if (plan.reserved !== null) {
      cost += rounded(BigInt(plan.reserved.vms) * length, plan.reserved.price);
      hours -= coveredIn(lives, plan.reserved.vms, from, to);
    }
    cost +=
      beyond(hours, plan.includedHours, plan.overageHour) +
      beyond(jobs, plan.includedTransactions, plan.overageTransaction);
  }
  return cost;
}

/** From when to when a VM is billed; null: it never was. */
function lifeOf(vm: VmRow, pool: PoolSpec): readonly [Ticks, Ticks | null] | null {
  const since = pool.billing === "fromAllocation" ? vm.requested : vm.ready;
  return since === null ? null : [since, vm.deleted];
}

/** VM-time that reserved VMs cover: over all stretches between two changes, the fewer of both. */
function coveredIn(
  lives: readonly (readonly [Ticks, Ticks | null])[],
  reserved: number,
  from: Ticks,
  to: Ticks,
): bigint {
  const instants = [...new Set([from, to, ...lives.flatMap(([since, until]) => [since, until ?? to])])];
  const inside = instants.filter((time) => time >= from && time <= to).sort((a, b) => a - b);
  let covered = 0n;
  inside.slice(1).forEach((until, i) => {
    const since = inside[i]!;
    const there = lives.filter(([ready, deleted]) => ready <= since && (deleted ?? to) >= until).length;
    covered += BigInt(Math.min(there, reserved)) * BigInt(until - since);
  });
  return covered;
}

function beyond(used: bigint, included: number, price: Price | null): bigint {
  const over = used - BigInt(included);
  return price === null || over <= 0n ? 0n : rounded(over, price);
}

/** The nearest whole number to a quantity at a price, the larger of two. */
function rounded(quantity: bigint, { micro, per }: Price): bigint {
  const exact = quantity * micro;
  const down = exact / per;
  return 2n * (exact - down * per) >= per ? down + 1n : down;
}
