import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReportData } from "./reportData.ts";

/**
 * Writes the reports for people into a folder: `report.html`, `report.md` and its pictures. Plot, which draws them, is
 * loaded here and not before.
 *
 * @returns the names of the files, `report.html` first.
 */
export async function writeReportFiles(data: ReportData, folder: string): Promise<string[]> {
  const { picturesOf } = await import("./pictures/pictures.ts");
  const { asFile } = await import("./pictures/drawing.ts");
  const { htmlReport } = await import("./htmlReport.ts");
  const { markdownReport } = await import("./markdownReport.ts");
  const pictures = picturesOf(data);
  const files = [
    ["report.html", htmlReport(data.summary, pictures)],
    ["report.md", markdownReport(data.summary, pictures)],
    ...pictures.map(({ key, svg }) => [`${key}.svg`, asFile(svg)] as const),
  ] as const;
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  return files.map(([name]) => name);
}
