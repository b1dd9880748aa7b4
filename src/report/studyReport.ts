import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BreakEvenResult } from "../experiment/breakEven/breakEvenResult.ts";
import type { SweepResult } from "../experiment/sweep/sweepResult.ts";
import type { TornadoResult } from "../experiment/sweep/tornadoResult.ts";
import { breakEvenAnswer } from "./breakEvenText.ts";
import { formatCount } from "./figure.ts";
import type { Made } from "./htmlReport.ts";
import { inCurrency } from "./moneyUnits.ts";
import type { Picture } from "./pictures/picture.ts";
import { writeResultFolder } from "./resultFolder.ts";
import type { Study } from "./study.ts";
import { jsonText } from "./summaryJson.ts";
import { sweepFacts } from "./sweepFacts.ts";

/** What stands above the pictures of a study. */
interface Heading {
  readonly circumstances: readonly string[];
  readonly answer: readonly string[];
}

/** Draws a sweep's frontier and lines into a folder, and `report.html` with both. Returns the names of the files, `report.html` first. */
export async function writeSweepReport(result: SweepResult, folder: string): Promise<string[]> {
  const { frontierPicture } = await import("./pictures/frontierPicture.ts");
  const { sweepPicture } = await import("./pictures/sweepPicture.ts");
  const { frontier } = result;
  const pictures = [
    frontierPicture(result),
    sweepPicture("sweep", frontier.against, result),
    sweepPicture("sweep-cost", frontier.cost, result),
  ];
  return write(result, { circumstances: sweepFacts(result), answer: [] }, pictures, folder);
}

/** As `writeSweepReport`, of a sensitivity: what moves latency, and what moves cost. */
export async function writeTornadoReport(result: TornadoResult, folder: string): Promise<string[]> {
  const { tornadoPicture } = await import("./pictures/tornadoPicture.ts");
  const { scenario, metrics } = result;
  const [cost, against] = metrics;
  const circumstances = [
    `seed ${scenario.seed}`,
    formatCount(scenario.replications, "replication"),
    "one number changed at a time",
  ];
  const pictures = [tornadoPicture("tornado", against, result), tornadoPicture("tornado-cost", cost, result)];
  return write(result, { circumstances, answer: [] }, pictures, folder);
}

/** As `writeSweepReport`, of a break-even: its answer, and both alternatives along the range. */
export async function writeBreakEvenReport(result: BreakEvenResult, folder: string): Promise<string[]> {
  const { breakEvenPicture } = await import("./pictures/breakEvenPicture.ts");
  const { scenario } = result;
  const circumstances = [
    `seed ${scenario.seed}`,
    `${formatCount(scenario.replications, "replication")}, of both on the same jobs`,
  ];
  const answer = breakEvenAnswer(result).map((sentence) => sentence.replaceAll("\u00A0", " "));
  return write(result, { circumstances, answer }, [breakEvenPicture(result)], folder);
}

/** The reports of any study. */
export async function writeStudyReport(study: Study, folder: string): Promise<string[]> {
  if (study.kind === "sweep") return writeSweepReport(study.result, folder);
  if (study.kind === "breakeven") return writeBreakEvenReport(study.result, folder);
  return writeTornadoReport(study.result, folder);
}

/** The text of a break-even's `summary.json`. */
export function breakEvenJson(result: BreakEvenResult): string {
  return jsonText(inCurrency(result, result.scenario.currency));
}

/**
 * Writes a break-even into a folder, whole or not at all: `summary.json`, `report.html` and its picture.
 *
 * @throws OutputError as `writeResultFolder`.
 */
export async function writeBreakEvenFiles(result: BreakEvenResult, folder: string): Promise<void> {
  await writeResultFolder(folder, async (temporary) => {
    await writeFile(join(temporary, "summary.json"), breakEvenJson(result));
    await writeBreakEvenReport(result, temporary);
  });
}

async function write(
  study: Made,
  { circumstances, answer }: Heading,
  drawn: readonly (Picture | null)[],
  folder: string,
): Promise<string[]> {
  const { asFile } = await import("./pictures/drawing.ts");
  const { htmlStudy } = await import("./htmlReport.ts");
  const pictures = drawn.filter((picture) => picture !== null);
  const files = [
    ["report.html", htmlStudy(study, circumstances, answer, pictures)],
    ...pictures.map(({ key, svg }) => [`${key}.svg`, asFile(svg)] as const),
  ] as const;
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  return files.map(([name]) => name);
}
