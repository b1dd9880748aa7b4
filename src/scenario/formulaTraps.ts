import type { PoolSpec } from "../model/pool/poolSpec.ts";
import { lintFormula } from "../model/scaling/formula/lint/lint.ts";
import type { AutoscaleSpec } from "../model/scaling/scalingSpec.ts";
import type { WorldSpec } from "../model/worldSpec.ts";

type ScaledPool = PoolSpec & { readonly scaling: AutoscaleSpec };

/**
 * The known traps that the formulas of a world step into, each with its mend in one line; pools with the same formula share theirs.
 * How long tasks are is left out of it: whether a formula is blind for them, the simulation itself shows.
 */
export function formulaTraps({ pools }: Pick<WorldSpec, "pools">): readonly string[] {
  const alike = new Map<string, ScaledPool[]>();
  for (const pool of pools.filter(isScaled)) {
    const { formula, interval } = pool.scaling;
    const { text, given } = formula.checked;
    const key = JSON.stringify([text, [...given], formula.assumptions, interval, pool.slotsPerVm]);
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [pool]);
    else others.push(pool);
  }
  return [...alike.values()].flatMap(trapsOf);
}

function trapsOf(pools: readonly ScaledPool[]): readonly string[] {
  const [{ name, slotsPerVm, scaling }] = pools as [ScaledPool];
  const others = pools.length - 1;
  const who = others === 0 ? name : `${name} and ${others} more`;
  return lintFormula(scaling.formula, { slotsPerVm, interval: scaling.interval }).map(
    ({ line, column, message, mend }) => `${who}: line ${line}, column ${column} of its formula: ${message}. ${mend}`,
  );
}

function isScaled(pool: PoolSpec): pool is ScaledPool {
  return pool.scaling.kind === "autoscale";
}
