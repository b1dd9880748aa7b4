import { formatMoney } from "../money.ts";
import { plainText } from "../plainText.ts";
import type { ReportData } from "../reportData.ts";
import type { Picture } from "./picture.ts";
import { listed, seriesOf } from "./series.ts";
import { type Part, stackPicture } from "./stackPicture.ts";

const PLAN = "cost.byPlan.";

/** What each alternative costs, split by billing plan where there are any. Null where no alternative has a price. */
export function spendPicture({ summary }: ReportData): Picture | null {
  const { currency } = summary.scenario;
  const money = (value: number): string => formatMoney(value, null, currency);
  const all = seriesOf(summary);
  const cost = (name: string, metric = "cost.total"): number | null =>
    summary.alternatives[name]?.metrics[metric]?.mean ?? null;
  const series = all.filter(({ name }) => cost(name) !== null);
  if (series.length === 0) return null;
  const plans = [...new Set(series.flatMap(({ name }) => Object.keys(summary.alternatives[name]!.metrics)))].filter(
    (metric) => metric.startsWith(PLAN),
  );
  const byPlan: Part[] = plans.map((metric, look) => ({
    label: plainText(metric.slice(PLAN.length)),
    look,
    values: new Map(series.map(({ name }) => [name, Math.max(0, cost(name, metric) ?? 0)])),
  }));
  const rest: Part = {
    label: plans.length === 0 ? "VM-hours at their price" : "without a plan",
    look: plans.length,
    values: new Map(series.map(({ name }) => [name, restOf(cost(name)!, byPlan, name)])),
  };
  const cheapest = series.reduce((a, b) => (cost(b.name)! < cost(a.name)! ? b : a));
  const dearest = series.reduce((a, b) => (cost(b.name)! > cost(a.name)! ? b : a));
  const title =
    cost(cheapest.name) === cost(dearest.name)
      ? `${listed(
          series.map(({ label }) => label),
          "alternatives",
        )} ${series.length === 1 ? "costs" : "cost"} ${money(cost(cheapest.name)!)}${series.length === 1 ? "" : " each"}`
      : `${cheapest.label} costs ${money(cost(cheapest.name)!)}, ${dearest.label} ${money(cost(dearest.name)!)}`;
  const unpriced = all.filter(({ name }) => cost(name) === null).map(({ label }) => label);
  return stackPicture({
    key: "spend",
    title,
    caption:
      "The bill of the measured window, mean over the replications." +
      (unpriced.length === 0 ? "" : ` No price is told for ${listed(unpriced, "alternatives")}.`),
    axis: `cost, ${plainText(currency)}`,
    series,
    parts: [...byPlan, rest],
    scale: 1,
    format: money,
  });
}

/** What is left after the plans; below a millionth it is rounding. */
function restOf(total: number, plans: readonly Part[], name: string): number {
  const rest = total - plans.reduce((sum, { values }) => sum + (values.get(name) ?? 0), 0);
  return rest > 1e-6 * Math.max(1, total) ? rest : 0;
}
