import type { PlanResult, RunnerUp, Tried } from "../experiment/plan/planResult.ts";
import type { ObjectiveResult } from "../experiment/results.ts";
import { configurationName, namesBeside } from "./configurationName.ts";
import { formatLength } from "./duration.ts";
import { formatCount, formatFigure } from "./figure.ts";
import { formatNumber, formatShare } from "./number.ts";
import { plainText } from "./plainText.ts";
import { headroomSentence, quotaSentence } from "./quotaSentences.ts";
import type { Painter } from "./style.ts";
import { REPORT_WIDTH } from "./terminalReport.ts";
import { cell, columnWidths, type TableRow, tableLine } from "./textTable.ts";
import { shorten, unbroken, wrapText } from "./textWidth.ts";

const LONGEST_NAME = 26;
const LONGEST_OBJECTIVE = 34;
const MOST_MISSED = 2;

/** What `plan` prints: the answer with its cost, objectives and guarantee, what is beside it, and where the file is. No line is longer than 80. */
export function planReport(plan: PlanResult, file: string | null, paint: Painter): string {
  const { scenario } = plan;
  const facts = `seed ${scenario.seed} · ${formatLength(scenario.horizonSeconds)}`;
  const sections = [
    [...wrapText(plainText(scenario.name), REPORT_WIDTH).map((line) => paint("title", line)), paint("aside", facts)],
    [
      ...headline(plan, paint),
      ...objectiveLines(plan, paint),
      ...deadlineLines(plan),
      ...indented(capital(plan.guarantee), 2),
      ...(plan.advice === null ? [] : indented(plan.advice, 2).map((line) => paint("caution", line))),
    ],
    besides(plan, paint),
    [headroomSentence(plan), quotaSentence(plan)]
      .filter((sentence) => sentence !== null)
      .flatMap((sentence) => wrapText(plainText(sentence), REPORT_WIDTH, 2)),
    [...wrapText(effort(plan), REPORT_WIDTH, 2).map((line) => paint("aside", line)), ...warnings(plan, paint)],
    file === null ? [] : [`  ${plainText(file)}`],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headline(plan: PlanResult, paint: Painter): string[] {
  const { status, configuration, goal, metrics, scenario } = plan;
  if (configuration === null) {
    const text = status === "infeasible" ? "No answer: nothing that was tried meets the objectives." : "Undecided.";
    return [paint("bad", text)];
  }
  const spent = metrics[goal.metric];
  const cost = formatFigure(spent?.mean ?? null, spent?.halfWidth ?? null, spent?.unit ?? "1", scenario.currency);
  const label =
    goal.metric === "cost.total" ? "" : goal.metric === "computeHours.billed" ? " billed" : ` (${goal.metric})`;
  const paths = Object.keys(configuration);
  const where = paths.length === 1 && !configurationName(configuration).includes("=") ? ` (${paths[0]})` : "";
  const answer = status === "feasible" ? "Answer" : "Undecided; surely enough";
  const text = `${answer}: ${configurationName(configuration)}${where}, ${unbroken(`${cost}${label}`)} for ${formatLength(scenario.horizonSeconds)}`;
  return [
    ...wrapText(plainText(text), REPORT_WIDTH, 2).map((line) => paint("title", line)),
    ...(goal.note === null ? [] : indented(`${goal.note}.`, 2)),
  ];
}

function objectiveLines({ objectives, scenario }: PlanResult, paint: Painter): string[] {
  const rows = objectives.map((result): TableRow => {
    const tone = result.outcome === "met" ? "good" : result.outcome === "missed" ? "bad" : "caution";
    return [
      cell(`  ${shorten(plainText(result.objective), LONGEST_OBJECTIVE)}`),
      cell(result.outcome, tone),
      cell(valueText(result, scenario.currency)),
    ];
  });
  const widths = columnWidths(rows);
  return rows.map((row) => tableLine(row, widths, paint));
}

function valueText({ value, low, high, unit }: ObjectiveResult, currency: string): string {
  const half = low === null || high === null || value === null ? null : Math.max(high - value, value - low);
  // A share's interval is not symmetric near its ends.
  if (unit === "share" && high !== null && value === 0) return high === 0 ? "0%" : `0%, at most ${formatShare(high)}`;
  return formatFigure(value, half, unit, currency);
}

function deadlineLines({ deadlines, objectives }: PlanResult): string[] {
  const asked = new Set(objectives.map(({ metric }) => metric));
  return deadlines
    .filter(({ metric, workload }) => !asked.has(metric) && !asked.has(metric.replace(`byWorkload.${workload}.`, "")))
    .flatMap(({ workload, metric, chance, high }) => {
      const what = metric.endsWith("rounds.late") ? "late round" : "missed deadline";
      const most = high === null || high === chance ? "" : `, at most ${formatShare(high)}`;
      return indented(`chance of a ${what} (${workload}): ${formatShare(chance)}${most}`, 2);
    });
}

/** The dearest that miss, and the cheapest of the others that do not. */
function besides(plan: PlanResult, paint: Painter): string[] {
  const { tried, runnersUp, scenario, configuration } = plan;
  const worst = (each: Tried): number => each.cost?.mean ?? 0;
  const missed = tried.filter(({ outcome }) => outcome === "missed").filter(({ objectives }) => objectives.length > 0);
  const below = [...missed].sort((a, b) => worst(b) - worst(a)).slice(0, MOST_MISSED);
  const open = tried.filter(({ outcome }) => outcome === "undecided");
  const shown: (readonly [each: Tried | RunnerUp, remark: string])[] = [
    ...[...below].reverse().map((each) => [each, each.dropped ?? ""] as const),
    ...open.slice(0, MOST_MISSED).map((each) => [each, "undecided"] as const),
    ...runnersUp.map((each) => [each, surplus(each, scenario.currency)] as const),
  ];
  const configurations = shown.map(([each]) => each.configuration);
  const names = namesBeside(configuration, configurations, LONGEST_NAME);
  const rows = shown.map(([each, remark], place) => row(names[place]!, each, remark, scenario.currency));
  if (rows.length === 0) return [];
  const widths = columnWidths(rows);
  return [paint("title", "Beside it"), ...rows.map((each) => tableLine(each, widths, paint))];
}

function row(name: string, { cost, objectives }: Tried | RunnerUp, remark: string, currency: string): TableRow {
  const [first] = objectives.filter(({ outcome }) => outcome === "missed").concat(objectives);
  return [
    cell(`  ${name}`),
    cell(cost === null ? "" : formatFigure(cost.mean, null, cost.unit, currency)),
    cell(first === undefined ? "" : formatFigure(first.value, null, first.unit, currency)),
    cell(shorten(plainText(remark), LONGEST_OBJECTIVE)),
  ];
}

function surplus({ difference, cost, objectives, meets: sure }: RunnerUp, currency: string): string {
  const meets = sure ? "meets" : "may meet";
  const them = objectives.length > 1 ? "them" : "it";
  const more = difference.difference ?? 0;
  if (more === 0) return `${meets} ${them} at the same cost`;
  return `${meets} ${them} for ${formatFigure(Math.abs(more), null, cost.unit, currency)} ${more > 0 ? "more" : "less"}`;
}

function effort({ replications: { search, check, pilots, headroom, grid }, quota: { ask } }: PlanResult): string {
  const total = formatCount(search + check + pilots, "replication");
  const beside = headroom + (ask?.replications ?? 0);
  const more = beside > 0 ? ` For the headroom ${formatNumber(beside)} more.` : "";
  const plain =
    grid > search + check + pilots ? `${total}; the plain grid would take ${formatNumber(grid)}.` : `${total}.`;
  return plain + more;
}

function warnings({ warnings: texts }: PlanResult, paint: Painter): string[] {
  return texts.flatMap((text) =>
    wrapText(`! ${plainText(text)}`, REPORT_WIDTH, 2).map((line) => paint("caution", line)),
  );
}

function indented(text: string, indent: number): string[] {
  return wrapText(plainText(text), REPORT_WIDTH - indent, 2).map((line) => " ".repeat(indent) + line);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
