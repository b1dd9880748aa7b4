import type { Summary } from "../experiment/results.ts";
import { formatDuration } from "./duration.ts";
import { formatMoney } from "./money.ts";
import { formatNumber } from "./number.ts";
import { plainText } from "./plainText.ts";
import { unbroken } from "./textWidth.ts";

const WAIT = "wait.mean";
const COST = "cost.total";

/**
 * What an alternative's pools cost more than the baseline where both are charged to the same billing plan, and what is had
 * for it: a pool pays for idle hours, so under one plan it buys waiting time, or nothing.
 *
 * @returns null where the plans or the simulated lengths differ, it does not cost more, it had no idle hours or the baseline had.
 */
export function waitingBought(summary: Summary, alternative: string): string | null {
  const { currency } = summary.scenario;
  const ours = summary.alternatives[alternative]?.metrics ?? {};
  const theirs = summary.alternatives[summary.baseline]?.metrics ?? {};
  const mean = (metrics: typeof ours, metric: string): number => metrics[metric]?.mean ?? 0;
  const [plan, ...others] = plansOf(ours);
  if (plan === undefined || others.length > 0 || plansOf(theirs).join() !== plan) return null;
  const dearer = mean(ours, COST) - mean(theirs, COST);
  const idleIn = (metrics: typeof ours): number =>
    mean(metrics, "computeHours.billed") - mean(metrics, "computeHours.busy");
  const idle = idleIn(ours);
  if (
    dearer <= 0 ||
    idle <= 0 ||
    idleIn(theirs) > 0 ||
    !isAsLong(summary, alternative) ||
    ours[COST]?.mean == null ||
    theirs[COST]?.mean == null
  )
    return null;
  const saved = mean(theirs, WAIT) - mean(ours, WAIT);
  const jobs = mean(ours, "jobs.finished");
  const extra = unbroken(formatMoney(dearer, null, currency));
  const first = `On the same plan (${plainText(plan)}), ${plainText(alternative)} costs ${extra} more: it pays for ${unbroken(`${formatNumber(idle)} h`)} in which nothing ran`;
  if (saved <= 0 || jobs <= 0) return `${first}, and saves no waiting.`;
  const hour = unbroken(formatMoney((dearer / jobs / saved) * 3600, null, currency));
  return `${first}, and saves ${unbroken(formatDuration(saved))} of waiting a job: ${hour} for each hour of it.`;
}

function isAsLong({ alternatives, baseline }: Summary, alternative: string): boolean {
  return alternatives[alternative]?.horizonSeconds === alternatives[baseline]?.horizonSeconds;
}

/** Billing plans with billed hours. */
function plansOf(metrics: Summary["alternatives"][string]["metrics"]): string[] {
  return Object.entries(metrics).flatMap(([metric, { mean }]) => {
    const plan = /^byPlan\.(.+)\.computeHours\.billed$/u.exec(metric)?.[1];
    return plan !== undefined && (mean ?? 0) > 0 ? [plan] : [];
  });
}
