import { type AccountSpec, QUOTAS, type Quotas } from "../model/pool/accountSpec.ts";
import type { CompileContext } from "./compileContext.ts";
import { compileVariate } from "./compileVariate.ts";
import { LONG_DURATION } from "./quantities.ts";
import type { ScenarioValues } from "./scenarioSchema.ts";
import { DURATIONS } from "./valueKind.ts";

type AccountValues = NonNullable<ScenarioValues["account"]>;

/** The account's quotas in the model's terms; null where nothing limits anything. */
export async function compileAccount(
  context: CompileContext,
  account: AccountValues | undefined,
): Promise<AccountSpec | null> {
  if (account === undefined) return null;
  const increases: AccountSpec["increases"][number][] = [];
  for (const [place, increase] of (account.quotaIncrease ?? []).entries()) {
    const at = LONG_DURATION.read(increase.at);
    const path = ["account", "quotaIncrease", String(place), "takes"];
    const takes = await compileVariate(context, increase.takes ?? "0 s", DURATIONS, path);
    increases.push({ at: at.ok ? at.value : 0, quotas: toldOf(increase), takes });
  }
  const unlimited = Number.POSITIVE_INFINITY;
  return {
    quotas: {
      ...{ maxPools: unlimited, maxVmsPerPool: unlimited, maxCores: unlimited, maxLowPriorityCores: unlimited },
      ...toldOf(account),
    },
    increases,
  };
}

function toldOf(values: { readonly [Quota in keyof Quotas]?: number | undefined }): Partial<Quotas> {
  const told = QUOTAS.map((quota) => [quota, values[quota]] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}
