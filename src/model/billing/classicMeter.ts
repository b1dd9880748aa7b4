import type { Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { BillingPlanSpec } from "./billingPlanSpec.ts";
import { Periods } from "./periods.ts";

/** The plan that the classic service charges to, or null. */
export function classicPlan({ classic, billingPlans }: WorldSpec): BillingPlanSpec | null {
  return billingPlans.find(({ name }) => name === classic?.billingPlan) ?? null;
}

/** What the customer's jobs in the classic service used, by periods of its billing plan. */
export class ClassicMeter {
  /** Slots times running time inside the window, and jobs submitted in it that were not rejected, by period. */
  readonly hours = new Map<number, ExactSum>();
  readonly transactions = new Map<number, number>();
  readonly #periods: Periods;
  readonly #window: Window;

  /** A meter where a run's window may reach beyond one period; elsewhere the totals say it all, and null is returned. */
  static of(spec: WorldSpec, window: Window): ClassicMeter | null {
    const plan = classicPlan(spec);
    if (plan === null) return null;
    const periods = new Periods(plan);
    const last = spec.drain ? Number.POSITIVE_INFINITY : periods.at(window.end - 1);
    return last === periods.at(window.from) ? null : new ClassicMeter(periods, window);
  }

  private constructor(periods: Periods, window: Window) {
    this.#periods = periods;
    this.#window = window;
  }

  /** A job computed on so many slots. */
  ran(slots: number, since: Ticks, until: Ticks): void {
    this.#periods.split(Math.max(since, this.#window.from), until, (period, ticks) => {
      let sum = this.hours.get(period);
      if (sum === undefined) {
        sum = new ExactSum();
        this.hours.set(period, sum);
      }
      sum.addProduct(slots, ticks);
    });
  }

  /** A job that was submitted then is not rejected. */
  submitted(time: Ticks): void {
    if (!this.#window.measures(time)) return;
    const period = this.#periods.at(time);
    this.transactions.set(period, (this.transactions.get(period) ?? 0) + 1);
  }
}
