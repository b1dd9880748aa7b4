import type { Summary } from "../experiment/results.ts";
import { formatDuration } from "./duration.ts";
import { formatCount } from "./figure.ts";
import { formatShare } from "./number.ts";
import { plainText } from "./plainText.ts";
import { unbroken } from "./textWidth.ts";

/** The parts of a latency by their names in the metrics, and in words. */
export const LATENCY_PARTS: readonly (readonly [part: string, words: string])[] = [
  ["held", "held by a cap"],
  ["queued", "queued"],
  ["provisioning", "provisioning"],
  ["dispatch", "dispatch"],
  ["transfer", "transfer"],
  ["service", "service"],
  ["restarts", "restarts"],
  ["lastTask", "to the last task"],
];

/** Fewer VMs in provisioning, over the whole window, are not worth a sentence. */
const FEWEST_VMS = 0.05;

/**
 * What a mean job of the alternative spent its latency on, the largest part first: the parts add up to the mean latency.
 * Parts of no time are left out.
 *
 * Figures hold together by no-break spaces, for `wrapText`.
 *
 * @returns null where no job finished.
 */
export function whereTheTimeWent(summary: Summary, alternative: string): string | null {
  const metrics = summary.alternatives[alternative]?.metrics ?? {};
  const spent = LATENCY_PARTS.map(([part, words]) => ({ words, mean: metrics[`parts.${part}.mean`]?.mean ?? 0 }))
    .filter(({ mean }) => mean > 0)
    .sort((a, b) => b.mean - a.mean);
  if (spent.length === 0) return null;
  const list = spent.map(({ words, mean }) => `${words} ${unbroken(formatDuration(mean))}`).join(", ");
  return `Where the time went (${plainText(alternative)}): ${list}.`;
}

/**
 * How the billed hours of the alternative divide into busy, idle and overhead, and what was provisioned beside them.
 *
 * @returns null where nothing but running jobs was billed, so that there is nothing to divide.
 */
export function whereTheHoursWent(summary: Summary, alternative: string): string | null {
  const metrics = summary.alternatives[alternative]?.metrics ?? {};
  const mean = (name: string): number => metrics[name]?.mean ?? 0;
  const billed = mean("computeHours.billed");
  const idle = mean("computeHours.idle");
  const overhead = mean("computeHours.overhead");
  if (billed <= 0 || idle + overhead <= 0) return null;
  const shares = [
    ["busy", mean("computeHours.busy")],
    ["idle", idle],
    ["overhead", overhead],
  ] as const;
  const list = shares
    .filter(([, hours]) => hours > 0)
    .map(([words, hours]) => `${formatShare(hours / billed)} ${words}`)
    .join(", ");
  const provisioning = mean("vms.provisioning");
  const beside =
    provisioning >= FEWEST_VMS
      ? ` Besides, ${unbroken(formatCount(provisioning, "VM"))} in provisioning on average.`
      : "";
  return `Where the hours went (${plainText(alternative)}): ${list}.${beside}`;
}
