import { DAY, HOUR, type Ticks } from "../engine/time.ts";
import type { BillingPlanSpec } from "../model/billing/billingPlanSpec.ts";
import { priceIn } from "./money.ts";
import { DURATION, LONG_DURATION } from "./quantities.ts";
import type { Quantity } from "./quantity.ts";
import { planNames, type ResolvedScenario } from "./resolved.ts";
import type { PlanValues } from "./scenarioSchema.ts";

/** The billing plans of an alternative in the model's terms: those that it uses, and those with something reserved. */
export function compilePlans(
  { billingPlans = {}, classic, pools = {} }: ResolvedScenario,
  warmUp: Ticks,
): readonly BillingPlanSpec[] {
  const used = new Set(planNames(classic, pools));
  return Object.entries(billingPlans)
    .filter(([name, { reserved }]) => used.has(name) || reserved !== undefined)
    .map(([name, plan]) => compilePlan(name, plan, warmUp));
}

function compilePlan(name: string, plan: PlanValues, warmUp: Ticks): BillingPlanSpec {
  const { price, overageHour, overage1000, reserved } = plan;
  return {
    name,
    fixed: price === undefined ? null : priceIn(price, DAY),
    period: ticks(LONG_DURATION, plan.period),
    from: plan.from === undefined ? warmUp : ticks(LONG_DURATION, plan.from),
    includedHours: Math.round((plan.includedHours ?? 0) * HOUR),
    includedTransactions: Math.floor(plan.includedTransactions ?? 0),
    overageHour: overageHour === undefined ? null : priceIn(overageHour, HOUR),
    overageTransaction: overage1000 === undefined ? null : priceIn(overage1000, 1000),
    granularity: ticks(DURATION, plan.granularity),
    minimumCharge: ticks(DURATION, plan.minimumCharge),
    stops: plan.whenUsedUp === "stop",
    reserved: reserved === undefined ? null : { vms: reserved.vms, price: priceIn(reserved.price, HOUR) },
  };
}

function ticks(quantity: Quantity, text: string | undefined): Ticks {
  const reading = quantity.read(text ?? "0 s");
  return reading.ok ? reading.value : 0;
}
