import type { VmSoFar } from "../pool/fleet.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { Allowance } from "./allowance.ts";
import { billedFrom } from "./vmRounding.ts";

/** What is left of the plans that stop, by system; null where the system is charged to no such plan. @param vms all of them, as of now. */
export function allowancesOf(spec: WorldSpec, vms: () => readonly VmSoFar[]): readonly (Allowance | null)[] {
  const byPlan = new Map(
    spec.billingPlans
      .filter(({ stops }) => stops)
      .map((plan) => [plan.name, new Allowance(plan, (now) => stretches(spec, vms(), plan.name, now))]),
  );
  const plans = [spec.classic?.billingPlan ?? null, ...spec.pools.map(({ billingPlan }) => billingPlan)];
  return plans.map((name) => byPlan.get(name ?? "") ?? null);
}

/** When the VMs of a plan were billed, up to now. */
function stretches(spec: WorldSpec, vms: readonly VmSoFar[], plan: string, now: number) {
  return vms.flatMap((row) => {
    const since = row.billingPlan === plan ? billedFrom(row, spec) : null;
    return since === null ? [] : [{ since, until: row.deleted ?? now }];
  });
}
