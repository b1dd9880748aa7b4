import type { TheoryAlternative, TheoryFigure, TheoryReport, TheorySystem } from "../experiment/theory/theoryReport.ts";
import { formatLength } from "./duration.ts";
import { formatCount, formatFigure } from "./figure.ts";
import { fixed, NO_FIGURE } from "./number.ts";
import { plainText } from "./plainText.ts";
import type { Painter } from "./style.ts";
import { REPORT_WIDTH } from "./terminalReport.ts";
import { cell, columnWidths, type TableRow, tableLine } from "./textTable.ts";
import { shorten, unbroken, wrapText } from "./textWidth.ts";

const LONGEST_METRIC = 32;

/** What `theory` prints: for each alternative what its systems are, and theory beside simulation, or why there is none. */
export function theoryText(report: TheoryReport, paint: Painter): string {
  const { scenario, alternatives } = report;
  const sections = [
    wrapText(plainText(scenario.name), REPORT_WIDTH).map((line) => paint("title", line)),
    ...Object.entries(alternatives).map(([name, alternative]) => alternativeLines(report, name, alternative, paint)),
    conclusion(report, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function alternativeLines(
  { scenario: { currency } }: TheoryReport,
  name: string,
  { horizonSeconds, warmUpSeconds, systems }: TheoryAlternative,
  paint: Painter,
): string[] {
  const after = warmUpSeconds > 0 ? ` after ${formatLength(warmUpSeconds)}` : "";
  const lines = systems.map((system) => systemLines(system, currency, paint));
  const head = paint("title", plainText(name)) + paint("aside", `  ${formatLength(horizonSeconds)} each${after}`);
  if (systems.length === 0) return [head, "  no jobs of the customer's go anywhere"];
  return [head, ...lines.flatMap((each, index) => (index === 0 ? each : ["", ...each]))];
}

function systemLines(system: TheorySystem, currency: string, paint: Painter): string[] {
  const { recognisedAs, kind, figures, departures, notes, source, cautions } = system;
  if (kind === "none") {
    const like = recognisedAs === null ? "has no exact answer here:" : `is ${recognisedAs}, and has no exact answer:`;
    return [...indented(2, `${system.system} ${like}`), ...departures.flatMap((text) => indented(2, `- ${text}`))];
  }
  const close = kind === "exact" ? `is ${recognisedAs}: exact` : `is close to ${recognisedAs}: an approximation`;
  const rows = figures.map((figure) => figureRow(figure, kind === "exact", currency));
  const head = ["", "theory", "simulated", "inside", "off"].map((text) => cell(text, "title"));
  const widths = columnWidths([head, ...rows]);
  return [
    ...indented(2, `${system.system} ${close}`),
    ...(rows.length === 0
      ? indented(4, "no job got far enough to be compared")
      : [head, ...rows].map((row) => tableLine(row, widths, paint))),
    ...notes.flatMap((text) => indented(4, text)),
    ...indented(4, source ?? "").map((line) => paint("aside", line)),
    ...cautions.flatMap((text) => indented(2, `! ${text}`)).map((line) => paint("caution", line)),
  ];
}

/** Text in lines that begin so many columns from the left, those after the first two further; quotations stay whole. */
function indented(indent: number, text: string): string[] {
  return wrapText(plainText(text).replace(/"[^"]*"/gu, unbroken), REPORT_WIDTH - indent, 2).map(
    (line) => " ".repeat(indent) + line,
  );
}

function figureRow(figure: TheoryFigure, exact: boolean, currency: string): TableRow {
  const { metric, theory, unit, simulated, inside, halfWidthsOff } = figure;
  // An approximation outside the interval is no fault of either.
  const outside = exact ? "caution" : "plain";
  return [
    cell(`    ${shorten(plainText(metric), LONGEST_METRIC)}`),
    cell(formatFigure(theory, null, unit, currency)),
    cell(formatFigure(simulated.mean, simulated.halfWidth, unit, currency)),
    inside === null ? cell(NO_FIGURE) : cell(inside ? "yes" : "no", inside ? "good" : outside),
    cell(halfWidthsOff === null ? (inside === true ? "equal" : NO_FIGURE) : signed(halfWidthsOff)),
  ];
}

function signed(halfWidths: number): string {
  const text = fixed(halfWidths, 1);
  return halfWidths > 0 && text !== "0.0" ? `+${text}` : text;
}

function conclusion({ scenario, alternatives }: TheoryReport, paint: Painter): string[] {
  const { replications, replicationsAsked, seed } = scenario;
  const systems = Object.values(alternatives).flatMap((alternative) => alternative.systems);
  const figures = systems.flatMap((system) => system.figures);
  if (figures.length === 0) return [];
  const judged = systems.filter(({ kind }) => kind === "exact").flatMap((system) => system.figures);
  const varying = judged.filter(({ simulated }) => (simulated.halfWidth ?? 0) > 0);
  const inside = varying.filter((figure) => figure.inside).length;
  const result =
    varying.length === 0
      ? []
      : [
          `Theory lies in ${inside} of ${varying.length} intervals. They are 95% intervals: about one in twenty misses ` +
            "by chance, and those of one system miss together.",
        ];
  const asked =
    replicationsAsked < replications
      ? ` The file asks for ${replicationsAsked}, which has no interval; --replications sets another number.`
      : "";
  const asides = [
    "inside: whether theory lies in the 95% interval; off: simulated less theory, in half-widths.",
    `${formatCount(replications, "replication")}, seed ${seed}.${asked}`,
  ];
  return [
    ...result.flatMap((text) => wrapText(text, REPORT_WIDTH)).map((line) => paint("title", line)),
    ...asides.flatMap((text) => wrapText(text, REPORT_WIDTH)).map((line) => paint("aside", line)),
  ];
}
