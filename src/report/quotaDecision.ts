import type { QuotaResult, QuotaTrial } from "../experiment/quota/quotaResult.ts";
import type { Estimate } from "../experiment/results.ts";
import { configurationName } from "./configurationName.ts";
import { formatFigure } from "./figure.ts";
import { formatShare } from "./number.ts";

type Metrics = Readonly<Record<string, Estimate>>;

const BUSY = 0.5;

/** `pool when ..., classic when ...`, with this customer's numbers; the first row is the head. */
export function decisionTable(result: QuotaResult): readonly (readonly string[])[] {
  const { classic, scenario } = result;
  const own = ownFigures(result);
  const shared = classic?.metrics ?? null;
  const { currency } = scenario;
  const figure = (metrics: Metrics | null, metric: string): string => {
    const found = metrics?.[metric];
    return formatFigure(found?.mean ?? null, found?.halfWidth ?? null, found?.unit ?? "1", currency);
  };
  const both = (metric: string): string =>
    shared === null
      ? `${figure(own.metrics, metric)} on ${own.name}; no classic service is told`
      : `${figure(own.metrics, metric)} on ${own.name}, ${figure(shared, metric)} on classic`;
  const priced = (own.metrics["cost.total"]?.mean ?? null) !== null && (shared?.["cost.total"]?.mean ?? null) !== null;
  const cost = priced ? "cost.total" : "computeHours.billed";
  const busy = own.metrics.utilisation?.mean ?? null;
  return [
    ["pool when", "classic when", "here", "says"],
    [
      "the classic service misses an objective",
      "it meets them all",
      classic === null ? "no classic service is told" : missedText(classic, currency),
      classic === null || classic.outcome === "undecided" ? "either" : classic.outcome === "met" ? "classic" : "pool",
    ],
    [
      "jobs must start soon, whoever else computes",
      "waiting does no harm",
      `95% of the waits: ${both("wait.p95")}`,
      lesser(own.metrics, shared, "wait.p95"),
    ],
    [
      "its VMs are busy half of their hours or more, or come on demand",
      "they would be idle most of the time",
      busy === null ? "nothing is billed" : `${own.name}: busy ${formatShare(busy)} of the hours billed`,
      busy === null ? "either" : busy >= BUSY ? "pool" : "classic",
    ],
    [
      "it costs no more, or the deadline is worth it",
      "money decides, and the objectives hold",
      `${priced ? "cost" : "hours billed"}: ${both(cost)}`,
      lesser(own.metrics, shared, cost),
    ],
  ];
}

/** Of the way to run the jobs in a pool that is advised, or of how it is. */
function ownFigures({ status, today, changes, plan }: QuotaResult): {
  readonly name: string;
  readonly metrics: Metrics;
} {
  const met = changes.find(({ outcome }) => outcome === "met");
  if (status === "within quota" && met !== undefined) return { name: "the pool as changed", metrics: met.metrics };
  if (status !== "enough" && plan.configuration !== null)
    return { name: configurationName(plan.configuration), metrics: plan.metrics };
  return { name: "the pool as it is", metrics: today.metrics };
}

function missedText({ objectives, outcome }: QuotaTrial, currency: string): string {
  const [shown] = [...objectives.filter((each) => each.outcome === outcome), ...objectives];
  if (shown === undefined) return `classic: ${outcome}`;
  return `classic: ${shown.objective} ${outcome}, ${formatFigure(shown.value, null, shown.unit, currency)}`;
}

function lesser(own: Metrics, shared: Metrics | null, metric: string): string {
  const one = own[metric]?.mean ?? null;
  const other = shared?.[metric]?.mean ?? null;
  if (one === null || other === null || one === other) return "either";
  return one < other ? "pool" : "classic";
}
