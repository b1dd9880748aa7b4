import type { Ticks } from "../../engine/time.ts";
import type { BillingPlanSpec } from "./billingPlanSpec.ts";
import { Periods } from "./periods.ts";
import type { Stretch } from "./reservedHours.ts";

/**
 * What is left of a plan that stops when something that it includes is used up: no jobs are taken then until its next
 * period. What runs goes on, and VMs stay. Hours, or jobs, of which it includes none are nothing that can be used up: a plan of
 * hours alone does not count jobs. Counted from the beginning of the plan's first period, `from`; before it nothing is.
 */
export class Allowance {
  readonly #plan: BillingPlanSpec;
  readonly #periods: Periods;
  /** When the VMs that are charged to the plan are billed, so far. */
  readonly #vms: (now: Ticks) => Iterable<Stretch>;
  #period = Number.NEGATIVE_INFINITY;
  #usedUp = false;
  #turnedAway = 0;
  #jobs = 0;
  /** Compute time of jobs in this period, up to `#since`, and the slots that compute since then. */
  #computed: Ticks = 0;
  #slots = 0;
  #since: Ticks = 0;

  constructor(plan: BillingPlanSpec, vms: (now: Ticks) => Iterable<Stretch>) {
    this.#plan = plan;
    this.#periods = new Periods(plan);
    this.#vms = vms;
  }

  /** What must be said of it when the clock has stopped, or null. */
  get warning(): string | null {
    if (this.#turnedAway === 0) return null;
    return `billing plan ${this.#plan.name} stops when it is used up: jobs were rejected until its next period (jobs.rejected).`;
  }

  /** Whether a job that is submitted now is taken. @param transactions how many it is, if so: a pool's job is none. */
  takes(now: Ticks, transactions: 0 | 1): boolean {
    if (now < this.#plan.from) return true;
    this.#follow(now);
    const { includedTransactions, includedHours } = this.#plan;
    this.#usedUp ||= includedTransactions > 0 && this.#jobs >= includedTransactions;
    this.#usedUp ||= includedHours > 0 && this.#hours(now) >= includedHours;
    if (this.#usedUp) {
      this.#turnedAway++;
      return false;
    }
    this.#jobs += transactions;
    return true;
  }

  /** A job of the classic service that was taken at this instant is turned away after all. */
  wasRejected(now: Ticks): void {
    if (now >= this.#plan.from) this.#jobs--;
  }

  /** So many slots of the classic service compute for the customer from now on, or (negative) do no more. */
  jobsCompute(now: Ticks, slots: number): void {
    this.#follow(now);
    this.#slots += slots;
  }

  #follow(now: Ticks): void {
    const period = this.#periods.at(now);
    if (period !== this.#period) {
      this.#period = period;
      this.#usedUp = false;
      this.#jobs = 0;
      this.#computed = 0;
      this.#since = Math.max(this.#since, this.#periods.start(period));
    }
    this.#computed += this.#slots * (now - this.#since);
    this.#since = now;
  }

  #hours(now: Ticks): Ticks {
    const start = this.#periods.start(this.#period);
    let used = this.#computed;
    for (const { since, until } of this.#vms(now)) used += Math.max(0, until - Math.max(since, start));
    return used;
  }
}
