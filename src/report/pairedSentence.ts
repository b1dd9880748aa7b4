import type { Comparison, Summary } from "../experiment/results.ts";
import { formatDuration } from "./duration.ts";
import { formatCount } from "./figure.ts";
import { formatMoney } from "./money.ts";
import { moreReplicationsText } from "./moreReplicationsText.ts";
import { formatNumber } from "./number.ts";
import { plainText } from "./plainText.ts";
import { commonLength } from "./simulatedLength.ts";
import { unbroken } from "./textWidth.ts";

/**
 * One sentence that tells an alternative from the baseline on the same jobs: its 95th percentile of latency, then what it
 * costs, then how often it was better. With one replication it says that the spread was not seen.
 *
 * @returns null for the baseline, and where nothing can be compared.
 */
export function pairedSentence(summary: Summary, alternative: string): string | null {
  const comparison = summary.comparisons[alternative];
  if (comparison === undefined) return null;
  const latency = comparison["latency.p95"];
  const metrics = summary.alternatives[alternative]?.metrics ?? {};
  const clauses = [latencyClause(latency), spendClause(summary, comparison)].filter((clause) => clause !== null);
  if (clauses.length === 0) return null;
  // Where the windows differ in length, so do the jobs in them.
  const sameJobs = commonLength(summary) === null ? "" : ", same jobs";
  // A name stays as the user wrote it, also where a sentence begins.
  const subject = `${plainText(alternative)} against ${plainText(summary.baseline)}${sameJobs}`;
  // Where no job finished, all replications tell of costs alone.
  const replications = metrics["latency.p95"]?.n || summary.scenario.replications;
  return `${subject}: ${clauses.join(", ")}; ${evidence(latency, replications)}.`;
}

function latencyClause(latency: Comparison | undefined): string | null {
  if (latency === undefined || latency.difference === null) return null;
  const { difference, low, high } = latency;
  if (difference === 0 && (low === null || low === 0)) return "p95 of latency the same";
  const interval = low === null || high === null ? "" : ` (95%: ${intervalText(low, high, difference < 0)})`;
  const size = unbroken(formatDuration(Math.abs(difference)));
  const word = difference < 0 ? "shorter" : "longer";
  if (latency.verdict !== "no clear difference") return `p95 of latency ${word} by ${size}${interval}`;
  return `p95 of latency ${size} ${word}${interval}, no clear difference${whatWouldSettle(latency)}`;
}

/** The words after a verdict that is none. */
function whatWouldSettle({ moreReplications }: Comparison): string {
  if (moreReplications === null) return ": practically equal, not even 10,000 replications would settle it";
  return `: ${moreReplicationsText(moreReplications)} would settle it`;
}

/** The interval in the direction of the words: a difference of -2 h is "shorter by 2 h (1 h 50 min to 2 h 10 min)". */
function intervalText(low: number, high: number, shorter: boolean): string {
  const [from, to] = shorter ? [-high, -low] : [low, high];
  return unbroken(`${formatDuration(from)} to ${formatDuration(to)}`);
}

function spendClause(summary: Summary, comparison: Readonly<Record<string, Comparison>>): string | null {
  const cost = comparison["cost.total"];
  if (cost !== undefined && cost.difference !== null) {
    const amount = formatMoney(Math.abs(cost.difference), null, summary.scenario.currency);
    return relation(cost, amount, {
      more: "dearer",
      less: "cheaper",
      same: "at the same cost",
      times: "the cost",
      of: "cost",
    });
  }
  const hours = comparison["computeHours.billed"];
  if (hours === undefined || hours.difference === null) return null;
  const amount = `${formatNumber(Math.abs(hours.difference))} h`;
  const noun = "compute-hours billed";
  return relation(hours, amount, {
    more: `more ${noun}`,
    less: `fewer ${noun}`,
    same: `the same ${noun}`,
    times: `the ${noun}`,
    of: noun,
  });
}

interface Words {
  readonly more: string;
  readonly less: string;
  readonly same: string;
  readonly times: string;
  readonly of: string;
}

/** `9% dearer`, `2.4 times the cost`; the bare amount where the baseline has nothing to divide by. */
function relation({ difference, ratio, verdict }: Comparison, amount: string, words: Words): string {
  if (difference === null || difference === 0) return words.same;
  if (verdict === "no clear difference") return `no clear difference in ${words.of}`;
  const word = difference > 0 ? words.more : words.less;
  if (ratio === null || !Number.isFinite(ratio) || ratio <= 0) return `${amount} ${word}`;
  if (ratio >= 2) return `${formatNumber(ratio)} times ${words.times}`;
  const percent = Math.abs(ratio - 1) * 100;
  return percent < 0.05
    ? words.same
    : `${formatNumber(percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent))}% ${word}`;
}

function evidence(latency: Comparison | undefined, replications: number): string {
  if (replications <= 1) return "a replay of one sample of jobs, so without an interval";
  const pBetter = latency?.pBetter ?? null;
  const alike = latency?.difference === 0 && latency.low === 0;
  if (pBetter === null || alike) return `over ${formatCount(replications, "replication")}`;
  const wins = formatNumber(Math.round(pBetter * replications));
  return `better on p95 in ${wins} of ${formatCount(replications, "replication")}`;
}
