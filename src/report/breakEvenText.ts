import type { BreakEvenResult, MeanWithin } from "../experiment/breakEven/breakEvenResult.ts";
import { formatCount, formatFigure } from "./figure.ts";
import { plainText } from "./plainText.ts";
import { shortNames } from "./shortNames.ts";
import type { Painter } from "./style.ts";
import { REPORT_WIDTH } from "./terminalReport.ts";
import { cell, columnWidths, type TableRow, tableLine } from "./textTable.ts";
import { shorten, unbroken, wrapText } from "./textWidth.ts";

const LONGEST_NAME = 20;

/** What `breakeven` prints: the answer in words, and the two beside each other at the values that were looked at. */
export function breakEvenText(result: BreakEvenResult, paint: Painter): string {
  const { scenario } = result;
  const facts = `seed ${scenario.seed} · ${formatCount(scenario.replications, "replication")}, of both on the same jobs`;
  const sections = [
    [paint("title", shorten(plainText(scenario.name), REPORT_WIDTH)), paint("aside", facts)],
    breakEvenAnswer(result).flatMap((text) => wrapText(text, REPORT_WIDTH, 2).map((line) => paint("title", line))),
    table(result, paint),
    further(result).flatMap((text) => wrapText(`! ${text}`, REPORT_WIDTH, 2).map((line) => paint("caution", line))),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** The answer in sentences: where the two are equal, who has less on either side, and the interval; or that they do not cross. */
export function breakEvenAnswer(result: BreakEvenResult): string[] {
  const { crossing, status, metric, over, from, to, points } = result;
  const [first, second] = result.between.map(plainText);
  const range = unbroken(`from ${from} to ${to}`);
  if (status === "equal") return [`${first} and ${second} have the same ${metric} for every ${over} ${range}.`];
  if (crossing === null) {
    const less = (points.find(({ difference }) => difference.mean !== 0)?.difference.mean ?? 0) < 0 ? first : second;
    const gaps = [points[0]!, points.at(-1)!].map(({ difference }) => figure(result, absolute(difference)));
    return [
      `No crossing ${range} (${over}): ${less} has the lower ${metric} throughout, by ${gaps[0]} at one end and ${gaps[1]} at the other.`,
    ];
  }
  const exact = crossing.from === crossing.to;
  const between = unbroken(`between ${crossing.from} and ${crossing.to}`);
  const where =
    typeof crossing.value === "number" && !exact
      ? between
      : `at ${exact ? "" : "about "}${unbroken(short(crossing.value))}`;
  return [
    `${first} and ${second} have the same ${metric} ${where} (${over}).`,
    `Below, ${less(crossing.lessBelow)}; above, ${less(crossing.lessAbove)}.`,
    ...interval(result),
  ];
}

function less(alternative: string | null): string {
  return alternative === null ? "they do not differ" : `${plainText(alternative)} has less`;
}

function interval({ crossing, from, to, scenario }: BreakEvenResult): string[] {
  const { low, high } = crossing!;
  // Where anything is random there are several: see the question.
  if (scenario.replications < 2) return ["Nothing is random here: one replication says all."];
  if (low === null && high === null) return [`No difference shows anywhere from ${from} to ${to} at 95% confidence.`];
  if (low === high) return [];
  const begin = low === null ? `${short(from)} or less` : short(low);
  const end = high === null ? `${short(to)} or more` : short(high);
  return [`95% interval: ${unbroken(begin)} to ${unbroken(end)}.`];
}

function further({ further: others }: BreakEvenResult): string[] {
  const places = others.map(({ from, to }) => unbroken(`between ${short(from)} and ${short(to)}`));
  return places.length === 0
    ? []
    : [`Who has less changes again ${places.join(", and ")}: --from and --to look there.`];
}

function table(result: BreakEvenResult, paint: Painter): string[] {
  const { points, crossing, over, between, unit, scenario } = result;
  const names = shortNames(between.map(plainText), LONGEST_NAME);
  const place = points.findIndex(({ value }) => value === crossing?.from);
  const rows = points.map(({ value, first, second, difference }): TableRow => {
    const figures = [first, second, difference].map((each) =>
      cell(formatFigure(each.mean, halfWidth(each), unit, scenario.currency)),
    );
    return [cell(short(value)), ...figures];
  });
  // The search comes ever closer: its last steps say nothing that its answer does not.
  const shown = rows.filter(
    (_, row) => row % Math.ceil(rows.length / 12) === 0 || row === rows.length - 1 || row === place,
  );
  const head = ["value", ...names, "difference"].map((text) => cell(text, "title"));
  const widths = columnWidths([head, ...shown]);
  return [
    ...[head, ...shown].map((row) => tableLine(row, widths, paint)),
    paint("aside", shorten(`value: ${plainText(over)}; figures: ${result.metric}`, REPORT_WIDTH)),
  ];
}

function figure({ unit, scenario }: BreakEvenResult, within: MeanWithin): string {
  return unbroken(formatFigure(within.mean, halfWidth(within), unit, scenario.currency));
}

function absolute({ mean, low, high }: MeanWithin): MeanWithin {
  return mean < 0
    ? { mean: -mean, low: high === null ? null : -high, high: low === null ? null : -low }
    : { mean, low, high };
}

function halfWidth({ low, high }: MeanWithin): number | null {
  return low === null || high === null ? null : (high - low) / 2;
}

/** A value to four digits: the search ends there. */
function short(value: number | string): string {
  return String(value).replace(/^-?[\d.]+(?:e[+-]?\d+)?/i, (digits) => String(Number(Number(digits).toPrecision(5))));
}
