import { constants } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { readReportData, readStudy } from "./readResults.ts";
import { writeReportFiles } from "./reportFiles.ts";
import { resultFilesIn, writeResultFolder } from "./resultFolder.ts";
import { writeStudyReport } from "./studyReport.ts";

const DRAWN = /\.(?:html|md|svg)$/u;

/**
 * Draws the reports of a result folder again, from its files, into itself or into a folder of its own with a copy of the
 * result: whole or not at all.
 *
 * @returns the names of what was drawn, `report.html` first.
 * @throws ResultError if the folder holds no result; OutputError as `writeResultFolder`.
 */
export async function redrawReport(folder: string, out: string): Promise<string[]> {
  const draw = await drawerOf(folder);
  const kept = resultFilesIn(folder).filter((name) => !DRAWN.test(name));
  let drawn: string[] = [];
  await writeResultFolder(out, async (temporary) => {
    for (const name of kept) await copyFile(join(folder, name), join(temporary, name), constants.COPYFILE_FICLONE);
    drawn = await draw(temporary);
  });
  return drawn;
}

/** What draws the reports of a folder into another one: of a run, or of a study. */
async function drawerOf(folder: string): Promise<(into: string) => Promise<string[]>> {
  const study = readStudy(folder);
  if (study !== null) return (into) => writeStudyReport(study, into);
  const data = await readReportData(folder);
  return (into) => writeReportFiles(data, into);
}
