import type { QuotaResult, QuotaTrial } from "../experiment/quota/quotaResult.ts";
import type { ObjectiveResult } from "../experiment/results.ts";
import { configurationName } from "./configurationName.ts";
import { formatClock, formatLength } from "./duration.ts";
import { formatCount, formatFigure } from "./figure.ts";
import { formatNumber, formatShare } from "./number.ts";
import { decisionTable } from "./quotaDecision.ts";
import { headroomSentence, quotaText, quotaTexts } from "./quotaSentences.ts";

/** What `quota` says, before it is set in Markdown, HTML or for a terminal. */
export interface QuotaPage {
  readonly title: string;
  readonly facts: string;
  readonly answer: string;
  readonly blocks: readonly QuotaBlock[];
}

export interface QuotaBlock {
  readonly heading: string;
  readonly sentences: readonly string[];
  /** The first row is the head; null: none. */
  readonly table: readonly (readonly string[])[] | null;
  /** Whether the table's cells are words, not figures. */
  readonly isWords: boolean;
  /** Whether it is for the page alone. */
  readonly isDetail: boolean;
}

/** Puts the page together; every text in it is still to be escaped. */
export function quotaPage(result: QuotaResult): QuotaPage {
  const { scenario } = result;
  return {
    title: scenario.name,
    facts: `seed ${scenario.seed} · ${formatLength(scenario.horizonSeconds)} each`,
    answer: answerOf(result),
    blocks: [todayBlock(result), changesBlock(result), askBlock(result), decisionBlock(result), evidenceBlock(result)],
  };
}

function answerOf({ status, changes, plan, quotas }: QuotaResult): string {
  const { configuration, advice, quota } = plan;
  const { needs, ask } = quota;
  const met = changes.filter(({ outcome }) => outcome === "met");
  switch (status) {
    case "enough":
      return "No change is needed: every objective is met as it is.";
    case "within quota":
      return met.length === 0
        ? `No larger quota is needed: ${configurationName(configuration!)} does it.`
        : `No larger quota is needed: ${cheapestOf(met).change}.`;
    case "raise": {
      const beyond = ["pools", "vmsPerPool", "cores"] as const;
      const asked = ask?.needs ?? needs!;
      const raised = beyond.filter((kind) => asked[kind] !== null && asked[kind] > (quotas.today[kind] ?? asked[kind]));
      const what = quotaTexts(asked, raised.length > 0 ? raised : ["vmsPerPool"]);
      const least = quotaText("vmsPerPool", needs!.vmsPerPool!);
      return ask?.needs == null
        ? `Raise the quota to ${what}, the least that meets every objective.`
        : `Raise the quota to ${what}: ${least} is the least, and this has ${formatShare(ask.headroom)} headroom.`;
    }
    case "infeasible":
      return `No quota that was tried helps: nothing meets every objective. ${advice ?? ""}`.trim();
    case "undecided":
      return `Undecided. ${advice ?? ""}`.trim();
  }
}

function cheapestOf(trials: readonly QuotaTrial[]): QuotaTrial {
  const cost = ({ metrics }: QuotaTrial): number =>
    metrics["cost.total"]?.mean ?? metrics["computeHours.billed"]?.mean ?? Number.POSITIVE_INFINITY;
  return trials.reduce((best, trial) => (cost(trial) < cost(best) ? trial : best));
}

function todayBlock({ today, quotas, peakDay, pool, scenario }: QuotaResult): QuotaBlock {
  const share = today.metrics.atLimit?.mean ?? null;
  const limit = quotaTexts(quotas.today);
  const told = quotas.isTold
    ? limit === ""
      ? "The account tells of no quota."
      : `Today's quota: ${limit}.`
    : `No quota is told (account); the ${limit} of today are taken for it.`;
  const peak =
    peakDay === null
      ? []
      : [
          `Peak day: ${weekdayOf(peakDay.date)} ${peakDay.date}, with ${formatNumber(Math.round(peakDay.jobs))} jobs waiting or running in ${pool} at ${formatClock(peakDay.secondOfDay)} UTC` +
            `${peakDay.otherDays === null ? "" : `; ${formatNumber(Math.round(peakDay.otherDays))} on the other days' average`}.`,
        ];
  return {
    heading: "At today's quota",
    sentences: [
      told,
      ...today.objectives.map((each) => `${each.objective}: ${outcomeText(each, scenario.currency)}.`),
      ...(share === null ? [] : [`${formatShare(share)} of the time jobs wait and the pool may not grow.`]),
      ...peak,
      ...(quotas.increaseTakes === null
        ? []
        : [`A raise takes ${quotas.increaseTakes}; until then it stays like this.`]),
    ],
    table: null,
    isWords: false,
    isDetail: false,
  };
}

function changesBlock({ changes, notTried, scenario, status }: QuotaResult): QuotaBlock {
  const rows = changes.map(({ kind, change, outcome, objectives, metrics }) => [
    kind,
    change,
    outcome,
    objectives.map(({ value, unit }) => formatFigure(value, null, unit, scenario.currency)).join(", "),
    costText(metrics, scenario.currency),
  ]);
  return {
    heading: "Within today's quota",
    sentences: [
      ...(status === "enough" ? ["Nothing has to change, so nothing else was tried."] : []),
      ...notTried.map(({ kind, reason }) => `Not tried: ${kind}, for ${reason}.`),
    ],
    table: rows.length === 0 ? null : [["change", "how", "objectives", "values", "cost or hours"], ...rows],
    isWords: true,
    isDetail: false,
  };
}

function costText(metrics: QuotaTrial["metrics"], currency: string): string {
  const cost = metrics["cost.total"];
  const told = cost !== undefined && cost.mean !== null ? cost : metrics["computeHours.billed"];
  return formatFigure(told?.mean ?? null, null, told?.unit ?? "1", currency);
}

function askBlock({ plan, quotas, scenario }: QuotaResult): QuotaBlock {
  const { needs, ask } = plan.quota;
  const kinds = [
    ["pools", "pools"],
    ["VMs a pool", "vmsPerPool"],
    ["cores", "cores"],
  ] as const;
  const shown = (value: number | null | undefined): string => (value == null ? "–" : formatNumber(value));
  const rows =
    needs === null
      ? []
      : kinds.map(([label, kind]) => [label, shown(quotas.today[kind]), shown(needs[kind]), shown(ask?.needs?.[kind])]);
  const share = ask === null ? "with headroom" : `with ${formatShare(ask.headroom)} headroom`;
  const headroom = headroomSentence(plan);
  return {
    heading: "What it takes",
    sentences: [
      ...(plan.configuration === null
        ? []
        : [
            `The least that meets every objective: ${configurationName(plan.configuration)}, at ${costText(plan.metrics, scenario.currency)} for ${formatLength(scenario.horizonSeconds)}.`,
            ...plan.objectives.map((each) => `${each.objective}: ${outcomeText(each, scenario.currency)}.`),
          ]),
      ...(headroom === null ? [] : [headroom]),
      ...(ask !== null && ask.needs === null
        ? [`For ${formatShare(ask.headroom)} more load nothing that was tried is shown to do.`]
        : []),
      ...(plan.advice === null ? [] : [plan.advice]),
    ],
    table: rows.length === 0 ? null : [["quota", "today", "the least", share], ...rows],
    isWords: false,
    isDetail: false,
  };
}

function decisionBlock(result: QuotaResult): QuotaBlock {
  return { heading: "Pool or classic", sentences: [], table: decisionTable(result), isWords: true, isDetail: true };
}

function evidenceBlock({ plan, replications, daysSimulated, command, tool, scenario }: QuotaResult): QuotaBlock {
  const missed = plan.tried
    .filter(({ outcome, objectives }) => outcome === "missed" && objectives.length > 0)
    .slice(-1);
  return {
    heading: "Evidence",
    sentences: [
      `${formatCount(replications, "replication")}, ${formatNumber(Math.round(daysSimulated))} days simulated.`,
      `The plan: ${plan.guarantee}.`,
      ...missed.flatMap(({ configuration, objectives }) =>
        objectives
          .filter(({ outcome }) => outcome === "missed")
          .map(
            (each) => `${configurationName(configuration)}: ${each.objective} ${outcomeText(each, scenario.currency)}.`,
          ),
      ),
      ...plan.warnings.map((warning) => `Note: ${warning}`),
      `Made by ${tool.name} ${command}, version ${tool.version}, seed ${scenario.seed}, scenario ${scenario.hash.slice(0, 16)}.`,
    ],
    table: null,
    isWords: false,
    isDetail: true,
  };
}

/** `missed, 98.6% (95.3% to 99.6%)`. */
function outcomeText({ outcome, value, low, high, unit }: ObjectiveResult, currency: string): string {
  const figure = (some: number): string => formatFigure(some, null, unit, currency);
  const within = low === null || high === null || low === high ? "" : ` (${figure(low)} to ${figure(high)})`;
  return `${outcome}, ${formatFigure(value, null, unit, currency)}${within}`;
}

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function weekdayOf(date: string): string {
  return WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
}
