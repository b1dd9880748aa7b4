import type { Located } from "./located.ts";
import { nodeAt, problemAt } from "./located.ts";
import { currencyOf } from "./money.ts";
import type { Problem } from "./scenarioError.ts";

/** What a scenario is in that names no price. */
const UNPRICED = "USD";

/** The currency of a tree's prices, and a problem for each price in another one. */
export function currencyOfTree(tree: Located): { readonly currency: string; readonly problems: readonly Problem[] } {
  const found = [...prices(tree, []), ...bounds(tree)];
  const currency = found[0]?.currency ?? UNPRICED;
  const others = found.filter((price) => price.currency !== currency);
  return {
    currency,
    problems: others.map(({ path, currency: other }) =>
      problemAt(tree, path, `is in ${other}, but others are in ${currency}; a scenario has one currency`),
    ),
  };
}

function prices(
  node: Located,
  path: readonly string[],
): readonly { readonly path: readonly string[]; readonly currency: string }[] {
  if (node.kind === "list") return node.items.flatMap((item, i) => prices(item, [...path, String(i)]));
  if (node.kind === "map")
    return [...node.entries].flatMap(([key, entry]) =>
      PRICED.has(path[0] ?? key) ? prices(entry.node, [...path, key]) : [],
    );
  const currency = typeof node.value === "string" && PRICE_KEYS.has(path.at(-1) ?? "") ? currencyOf(node.value) : null;
  return currency === null ? [] : [{ path, currency }];
}

/** The currencies of objectives: `cost.total <= 40 EUR`. */
function bounds(tree: Located): ReturnType<typeof prices> {
  const node = nodeAt(tree, ["objectives"]);
  const items = node?.kind === "list" ? node.items : [];
  return items.flatMap((item, i) => {
    const match = item.kind === "scalar" ? /[<>≤≥]=?\s*[\d.]+\s*([A-Z]{3})\b/.exec(String(item.value)) : null;
    return match === null ? [] : [{ path: ["objectives", String(i)], currency: match[1]! }];
  });
}

const PRICED = new Set(["pools", "vmSizes", "billingPlans", "storage"]);
const PRICE_KEYS = new Set(["price", "overageHour", "overage1000"]);
