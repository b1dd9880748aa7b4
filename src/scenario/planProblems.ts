import { currencyOfTree } from "./currency.ts";
import { type Located, nodeAt, problemAt, textAt, toPlain } from "./located.ts";
import { currencyOf } from "./money.ts";
import { type PlanWords, PRESETS, withPreset } from "./planPresets.ts";
import { names } from "./references.ts";
import type { Problem } from "./scenarioError.ts";

const PRICES = ["price", "overageHour", "overage1000"] as const;
const AT = "billingPlans";

/** Billing plans of one alternative's tree that have no price, or one in another currency, or nothing to use up. Reads the tree defensively. */
export function planProblems(tree: Located): readonly Problem[] {
  const { currency } = currencyOfTree(tree);
  const written = names(tree, [AT]).flatMap((name) => {
    const node = nodeAt(tree, [AT, name]);
    if (node?.kind !== "map") return [];
    const plan = withPreset(name, toPlain(node) as PlanWords);
    const problem = (message: string): Problem => problemAt(tree, [AT, name], message, true);
    if (PRICES.every((key) => plan[key] === undefined) && plan.reserved === undefined && plan.whenUsedUp !== "stop") {
      return [problem("has no price; write for example overageHour: 2 USD, or price: 3.23 USD/d")];
    }
    if (plan.whenUsedUp === "stop" && !includesAnything(plan)) {
      return [
        problem("stops when what it includes is used up, but includes nothing; write for example includedHours: 2"),
      ];
    }
    return foreign(plan, currency).map((other) => problem(inOther(other, currency)));
  });
  const references = [
    ["classic", "billingPlan"],
    ...names(tree, ["pools"]).map((pool) => ["pools", pool, "billingPlan"]),
  ];
  const used = references.flatMap((path) => {
    const name = textAt(tree, path) ?? "";
    if (!Object.hasOwn(PRESETS, name) || nodeAt(tree, [AT, name]) !== undefined) return [];
    return foreign(PRESETS[name]!, currency).map((other) => problemAt(tree, path, inOther(other, currency)));
  });
  return [...written, ...used];
}

function includesAnything({ includedHours = 0, includedTransactions = 0 }: PlanWords): boolean {
  return includedHours !== 0 || includedTransactions !== 0;
}

/** The currency of the first price that is not in the scenario's own. */
function foreign(plan: PlanWords, currency: string): readonly string[] {
  const all = PRICES.map((key) => currencyOf(String(plan[key] ?? ""))).filter((code) => code !== null);
  return all.filter((code) => code !== currency).slice(0, 1);
}

function inOther(other: string, currency: string): string {
  return `has prices in ${other}, but others are in ${currency}; write a plan of your own in ${currency}`;
}
