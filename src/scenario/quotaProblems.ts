import { QUOTAS } from "../model/pool/accountSpec.ts";
import { type Located, problemAt } from "./located.ts";
import type { ResolvedScenario } from "./resolved.ts";
import type { Problem } from "./scenarioError.ts";

/** Quotas that nothing can be held against, and increases of them that are none. */
export function quotaProblems(scenario: ResolvedScenario, tree: Located): readonly Problem[] {
  return [...coreProblems(scenario, tree), ...increaseProblems(scenario, tree)];
}

/** A quota of cores can only be kept where the VMs that it counts tell theirs. */
function coreProblems({ account, pools, vmSizes }: ResolvedScenario, tree: Located): readonly Problem[] {
  const told = [account, ...(account?.quotaIncrease ?? [])];
  return Object.entries(pools ?? {}).flatMap(([name, { vmSize, lowPriority }]) => {
    const size = typeof vmSize === "string" ? vmSizes?.[vmSize] : vmSize;
    if (size === undefined || size.cores !== undefined) return [];
    const counting = lowPriority === undefined ? ["maxCores"] : ["maxCores", "maxLowPriorityCores"];
    const quota = QUOTAS.find((each) => counting.includes(each) && told.some((quotas) => quotas?.[each] !== undefined));
    if (quota === undefined) return [];
    return [problemAt(tree, ["pools", name], `account.${quota} counts cores; tell this pool's in vmSize: {cores: 2}`)];
  });
}

/** An increase to less than before would take something away. */
function increaseProblems({ account }: ResolvedScenario, tree: Located): readonly Problem[] {
  return (account?.quotaIncrease ?? []).flatMap((increase, place) =>
    QUOTAS.flatMap((quota) => {
      const [raised, before] = [increase[quota], account?.[quota]];
      if (raised === undefined || before === undefined || raised >= before) return [];
      const message = `${raised} is no increase: account.${quota} is ${before}`;
      return [problemAt(tree, ["account", "quotaIncrease", String(place), quota], message)];
    }),
  );
}

/** A warning for each quota that is raised, and of which nothing is told before: there is no limit until then, and one from then on. */
export function raisedFromNothing({ account }: ResolvedScenario): readonly string[] {
  return QUOTAS.filter((quota) => account?.[quota] === undefined).flatMap((quota) => {
    const raised = account?.quotaIncrease?.find((increase) => increase[quota] !== undefined)?.[quota];
    if (raised === undefined) return [];
    const told = `account.quotaIncrease raises ${quota} to ${raised}, but nothing limits it before; tell today's`;
    return [`${told}, for example account.${quota}: ${Math.ceil(raised / 2)}`];
  });
}
