import { ExactSum } from "../../statistics/exactSum.ts";
import { CLASSIC } from "../eventLog.ts";
import { apportion } from "../money.ts";
import type { BillRow } from "../worldResult.ts";
import { type Billed, isPriced, transactionsOf } from "./bill.ts";
import { ownPriceItem, storeItem } from "./billLines.ts";

/** A bill, divided among those who caused it: every division adds up to what it divides. Micro-dollars. */
export interface Costs {
  /** Null where something that is used has no price. */
  readonly total: bigint | null;
  readonly byPlan: ReadonlyMap<string, bigint>;
  /** By system; null: it has no price. */
  readonly bySystem: readonly (bigint | null)[];
  /** By the cell of their jobs. */
  readonly byCell: readonly bigint[];
  /** What no job used: VMs that did not compute, and plans that nothing was used of. */
  readonly unused: bigint;
}

/** Time of one system that is charged to one plan (null: at its own price), in ticks. */
interface Share {
  readonly plan: string | null;
  readonly system: number;
  /** VMs of low priority have a price of their own, unless a plan is charged. */
  readonly lowPriority: boolean;
  readonly hours: bigint;
  readonly busy: bigint;
}

/**
 * Who caused a bill. Each hour that a plan charges for bears the same part of its fixed price and its overage, whoever took
 * it; a job bears its transaction, and what it computed of the hours, by slots; the rest of a VM's hours is of no job.
 */
export function costsOf(billed: Billed, rows: readonly BillRow[]): Costs {
  const division = new Division(billed);
  const shares = sharesOf(billed);
  const byPlan = new Map(billed.spec.billingPlans.map(({ name }) => [name, 0n]));
  for (const plan of byPlan.keys()) {
    const lines = rows.filter(({ billingPlan }) => billingPlan === plan);
    const amount = total(lines);
    const jobs = total(lines.filter(({ unit }) => unit === "transactions"));
    byPlan.set(plan, amount);
    division.byHours(
      amount - jobs,
      shares.filter((share) => share.plan === plan),
    );
    division.byTransactions(jobs);
  }
  for (const share of shares) {
    if (share.plan !== null) continue;
    const item = ownPriceItem(billed.parties.systems[share.system]!, share.lowPriority);
    division.byHours(total(rows.filter((row) => row.billingPlan === null && row.item === item)), [share]);
  }
  // A store's price is due however much is moved: of no job, and of no system.
  const items = billed.spec.stores.map(({ name }) => storeItem(name));
  division.unused += total(rows.filter(({ billingPlan, item }) => billingPlan === null && items.includes(item)));
  const { spec, parties, vms } = billed;
  const reached = (system: number): boolean => system !== CLASSIC || parties.reaches(CLASSIC, spec.workloads);
  const unpriced = parties.systems.map((_, system) => reached(system) && !isPriced(spec, system, vms));
  return {
    total: unpriced.includes(true) ? null : total(rows),
    byPlan,
    bySystem: division.bySystem.map((amount, system) => (unpriced[system] ? null : amount)),
    byCell: division.byCell,
    unused: division.unused,
  };
}

/** Amounts given to systems and to the cells of their jobs. */
class Division {
  readonly bySystem: bigint[];
  readonly byCell: bigint[];
  unused = 0n;
  readonly #billed: Billed;

  constructor(billed: Billed) {
    this.#billed = billed;
    this.bySystem = billed.parties.systems.map(() => 0n);
    this.byCell = Array.from(billed.cells, () => 0n);
  }

  /** To systems by their hours; there, what was busy to the jobs by the slots that they computed on. */
  byHours(amount: bigint, shares: readonly Share[]): void {
    const taken = shares.filter(({ hours }) => hours > 0n);
    if (taken.length === 0) {
      this.unused += amount;
      return;
    }
    const parts = apportion(
      amount,
      taken.map(({ hours }) => hours),
    );
    taken.forEach(({ system, hours, busy }, i) => {
      const places = this.#places(system);
      // The classic service charges what a job reads and writes too.
      const slots = places.map((place) => {
        const { runningTime, slotTime } = this.#billed.cells[place]!;
        return system === CLASSIC ? runningTime : slotTime.toBigInt();
      });
      const all = slots.reduce((sum, time) => sum + time, 0n);
      const rest = all === 0n ? 1n : (hours - busy) * all;
      this.#give(parts[i]!, system, places, [...slots.map((time) => time * busy), rest]);
    });
  }

  /** To the jobs of the classic service, one by one. */
  byTransactions(amount: bigint): void {
    if (amount === 0n) return;
    const places = this.#places(CLASSIC);
    const jobs = places.map((place) => BigInt(transactionsOf(this.#billed.cells[place]!)));
    this.#give(amount, CLASSIC, places, jobs);
  }

  /** What is left when the cells have their parts is of no job. */
  #give(amount: bigint, system: number, places: readonly number[], weights: readonly bigint[]): void {
    const parts = apportion(amount, weights);
    this.bySystem[system]! += amount;
    places.forEach((place, i) => {
      this.byCell[place]! += parts[i]!;
    });
    this.unused += parts[places.length] ?? 0n;
  }

  /** The cells of the customer's jobs in a system. */
  #places(system: number): number[] {
    const { spec, parties, cells } = this.#billed;
    return parties.byWorkload
      .flat()
      .filter(({ workload }) => !spec.workloads[workload]!.background)
      .map((party) => party.cell + system)
      .filter((place) => cells[place] !== undefined);
  }
}

function sharesOf({ spec, parties, cells, vms }: Billed): readonly Share[] {
  const shares: Share[] = [];
  const plan = spec.classic?.billingPlan ?? null;
  if (plan !== null) {
    const charged = parties.byWorkload
      .flat()
      .filter(({ workload }) => !spec.workloads[workload]!.background)
      .flatMap((party) => cells[party.cell + CLASSIC] ?? []);
    const hours = charged.reduce((sum, { runningTime }) => sum + runningTime, 0n);
    if (charged.length > 0) shares.push({ plan, system: CLASSIC, lowPriority: false, hours, busy: hours });
  }
  // There may be millions of VMs, and few kinds of them.
  const sums: VmSum[] = [];
  for (const { pool, billingPlan, lowPriority: low, billed, busy } of vms) {
    const lowPriority = low && billingPlan === null;
    let place = 0;
    while (place < sums.length && !isOf(sums[place]!, pool, billingPlan, lowPriority)) place++;
    sums[place] ??= { pool, plan: billingPlan, lowPriority, hours: new ExactSum(), busy: new ExactSum() };
    const sum = sums[place]!;
    sum.hours.add(billed);
    sum.busy.add(busy);
  }
  for (const { pool, plan, lowPriority, hours, busy } of sums) {
    const system = parties.systems.indexOf(pool, CLASSIC + 1);
    shares.push({ plan, system, lowPriority, hours: hours.toBigInt(), busy: busy.toBigInt() });
  }
  return shares;
}

/** Time of the VMs of a pool that are charged alike. */
interface VmSum {
  readonly pool: string;
  readonly plan: string | null;
  readonly lowPriority: boolean;
  readonly hours: ExactSum;
  readonly busy: ExactSum;
}

function isOf(sum: VmSum, pool: string, plan: string | null, lowPriority: boolean): boolean {
  return sum.lowPriority === lowPriority && sum.plan === plan && sum.pool === pool;
}

function total(rows: readonly BillRow[]): bigint {
  return rows.reduce((sum, { amount }) => sum + amount, 0n);
}
