import type { Summary } from "../experiment/results.ts";
import { bestAlternative } from "./bestAlternative.ts";
import { divisionSentences } from "./divisionSentences.ts";
import { evaluationSentences } from "./evaluationSentences.ts";
import { formatBare, formatCount, formatFigure } from "./figure.ts";
import { metricRows } from "./metricRow.ts";
import { NO_FIGURE } from "./number.ts";
import { operationSentences } from "./operationSentences.ts";
import { pairedSentence } from "./pairedSentence.ts";
import { plainText } from "./plainText.ts";
import { commonLength, differentLengths, foundWarmUp } from "./simulatedLength.ts";
import { stoppingSentence } from "./stoppingSentence.ts";
import { undecidedSentences } from "./undecidedSentences.ts";
import { waitingBought } from "./waitingBought.ts";
import { whereTheHoursWent, whereTheTimeWent } from "./whereItWent.ts";

/** A table whose columns are the alternatives. */
export interface FactTable {
  readonly rows: readonly FactRow[];
}

export interface FactRow {
  readonly label: string;
  /** By alternative, in order. */
  readonly cells: readonly FactCell[];
}

export interface FactCell {
  readonly text: string;
  /** Said in words or by a sign too, never by colour alone. */
  readonly tone: "plain" | "best" | "met" | "missed" | "undecided" | "caution";
}

/** What the reports for people say in words and tables, whatever their format. Texts are plain, with ordinary spaces. */
export interface ReportFacts {
  readonly name: string;
  readonly description: string | null;
  /** `seed 1`, `3 replications`, `7 days each`. */
  readonly circumstances: readonly string[];
  readonly recommendation: string | null;
  readonly alternatives: readonly string[];
  readonly objectives: FactTable;
  readonly comparison: FactTable;
  readonly sentences: readonly string[];
  readonly warnings: readonly string[];
}

/** Gathers them from a summary. */
export function reportFacts(summary: Summary): ReportFacts {
  const { scenario } = summary;
  const names = Object.keys(summary.alternatives);
  const description = descriptionOf(scenario.resolved);
  const sentences = [
    differentLengths(summary),
    foundWarmUp(summary),
    stoppingSentence(summary),
    ...names.map((name) => pairedSentence(summary, name)),
    ...names.flatMap((name) => [whereTheTimeWent(summary, name), whereTheHoursWent(summary, name)]),
    ...names.map((name) => waitingBought(summary, name)),
    ...names.flatMap((name) => divisionSentences(summary, name)),
    ...undecidedSentences(summary),
    ...names.flatMap((name) => operationSentences(summary, name)),
    ...names.flatMap((name) => evaluationSentences(summary, name)),
  ];
  return {
    name: plainText(scenario.name),
    description: description === null ? null : plainText(description),
    circumstances: circumstancesOf(summary),
    recommendation: recommendationOf(summary),
    alternatives: names.map(plainText),
    objectives: objectiveTable(summary),
    comparison: comparisonOf(summary),
    sentences: sentences.filter((text) => text !== null).map((text) => text.replaceAll("\u00A0", " ")),
    warnings: warningsOf(summary),
  };
}

function descriptionOf(resolved: unknown): string | null {
  if (resolved === null || typeof resolved !== "object" || !("description" in resolved)) return null;
  return typeof resolved.description === "string" && resolved.description.trim() !== "" ? resolved.description : null;
}

/** `seed 1`, `3 replications`, `7 days each`. */
export function circumstancesOf(summary: Summary): string[] {
  const { scenario } = summary;
  const length = commonLength(summary);
  return [
    `seed ${scenario.seed}`,
    formatCount(scenario.replications, "replication"),
    ...(length === null ? [] : [length]),
  ];
}

/** What to choose and why, in a sentence; null where nothing is recommended. */
export function recommendationOf({ recommendation: advice }: Summary): string | null {
  if (advice === null) return null;
  const reason = plainText(advice.reason).replace(/\.$/u, "");
  return advice.alternative === null ? `${reason}.` : `Choose ${plainText(advice.alternative)}: ${reason}.`;
}

function objectiveTable({ alternatives, scenario }: Summary): FactTable {
  const all = Object.values(alternatives);
  const texts = new Set(all.flatMap(({ objectives }) => objectives.map(({ objective }) => objective)));
  const rows = [...texts].map((text) => ({
    label: plainText(text),
    cells: all.map(({ objectives }): FactCell => {
      const result = objectives.find(({ objective }) => objective === text);
      if (result === undefined) return { text: NO_FIGURE, tone: "plain" };
      const figure = formatFigure(result.value, null, result.unit, scenario.currency);
      return { text: `${result.outcome} ${figure}`, tone: result.outcome };
    }),
  }));
  return { rows };
}

function comparisonOf(summary: Summary): FactTable {
  const rows = metricRows(summary).map((row) => {
    const best = bestAlternative(summary, row);
    const cells = Object.entries(summary.alternatives).map(([name, { metrics }]): FactCell => {
      const estimate = metrics[row.metric];
      const text = estimate === undefined ? NO_FIGURE : formatBare(estimate, summary.scenario.currency);
      if (name === best) return { text, tone: "best" };
      return { text, tone: row.headline && (estimate?.mean ?? 0) > 0 ? "caution" : "plain" };
    });
    return { label: row.label, cells };
  });
  return { rows };
}

/** Each warning once, with the alternatives that it concerns. */
export function warningsOf({ alternatives }: Summary): string[] {
  const concerned = new Map<string, string[]>();
  for (const [name, { warnings }] of Object.entries(alternatives)) {
    for (const text of new Set(warnings)) concerned.set(text, [...(concerned.get(text) ?? []), plainText(name)]);
  }
  const count = Object.keys(alternatives).length;
  return [...concerned].map(([text, names]) => {
    const whom = names.length === count ? "" : `${names.join(", ")}: `;
    return plainText(text.startsWith(whom) ? text : whom + text);
  });
}
