import type { Summary } from "../experiment/results.ts";
import { comparisonTable } from "./comparisonTable.ts";
import { divisionSentences } from "./divisionSentences.ts";
import { evaluationSentences } from "./evaluationSentences.ts";
import { operationSentences } from "./operationSentences.ts";
import { pairedSentence } from "./pairedSentence.ts";
import { plainText } from "./plainText.ts";
import { circumstancesOf, recommendationOf, warningsOf } from "./reportFacts.ts";
import { differentLengths, foundWarmUp } from "./simulatedLength.ts";
import { hoursSplit, timeSplit } from "./splitTable.ts";
import { stoppingSentence } from "./stoppingSentence.ts";
import type { Painter } from "./style.ts";
import { padEnd, shorten, textWidth, wrapText } from "./textWidth.ts";
import { undecidedSentences } from "./undecidedSentences.ts";
import { waitingBought } from "./waitingBought.ts";

/** Lines of a terminal report are no longer than this, but for paths. */
export const REPORT_WIDTH = 80;

/**
 * What `run` prints: the comparison, each alternative against the baseline in words, where time and hours went, the
 * recommendation, the warnings and the files. Ends with a line end; reads the same without colour.
 *
 * @param files where the results were written; null where they were not.
 */
export function terminalReport(
  summary: Summary,
  files: { readonly folder: string; readonly names: readonly string[] } | null,
  paint: Painter,
): string {
  const names = Object.keys(summary.alternatives);
  const sections = [
    heading(summary, paint),
    sentences([differentLengths(summary), foundWarmUp(summary)]),
    comparisonTable(summary, REPORT_WIDTH, paint),
    sentences([stoppingSentence(summary)]),
    sentences(names.map((name) => pairedSentence(summary, name))),
    timeSplit(summary, REPORT_WIDTH, paint),
    hoursSplit(summary, REPORT_WIDTH, paint),
    sentences(names.map((name) => waitingBought(summary, name))),
    sentences(names.flatMap((name) => divisionSentences(summary, name))),
    sentences(undecidedSentences(summary)),
    sentences(names.flatMap((name) => operationSentences(summary, name))),
    sentences(names.flatMap((name) => evaluationSentences(summary, name))),
    recommendation(summary, paint),
    [...warnings(summary, paint), ...(files === null ? [] : fileLines(files.folder, files.names))],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading(summary: Summary, paint: Painter): string[] {
  const { scenario } = summary;
  const facts = circumstancesOf(summary).join(" · ");
  const name = shorten(plainText(scenario.name), REPORT_WIDTH);
  const room = REPORT_WIDTH - textWidth(facts);
  if (textWidth(name) + 2 > room) return [paint("title", name), paint("aside", facts)];
  return [paint("title", name) + padEnd(name, room).slice(name.length) + paint("aside", facts)];
}

function sentences(texts: readonly (string | null)[]): string[] {
  return texts.flatMap((text) => (text === null ? [] : wrapText(text, REPORT_WIDTH, 2)));
}

function recommendation(summary: Summary, paint: Painter): string[] {
  const text = recommendationOf(summary);
  return text === null ? [] : wrapText(text, REPORT_WIDTH).map((line) => paint("title", line));
}

function warnings(summary: Summary, paint: Painter): string[] {
  return warningsOf(summary).flatMap((text) =>
    wrapText(`! ${text}`, REPORT_WIDTH, 2).map((line) => paint("caution", line)),
  );
}

/** Where the files are, indented. */
export function fileLines(folder: string, names: readonly string[]): string[] {
  const [first = "", ...others] = names;
  return wrapText([`${plainText(folder)}/${first}`, ...others].join(" · "), REPORT_WIDTH - 2, 2).map(
    (line) => `  ${line}`,
  );
}
