import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { QuotaResult } from "../experiment/quota/quotaResult.ts";
import { inCurrency } from "./moneyUnits.ts";
import { quotaHtml } from "./quotaHtml.ts";
import { quotaMarkdown } from "./quotaMarkdown.ts";
import { quotaPage } from "./quotaPage.ts";
import { writeResultFolder } from "./resultFolder.ts";
import { jsonText } from "./summaryJson.ts";

/** The text of `quota.json`. */
export function quotaJson(result: QuotaResult): string {
  return jsonText(inCurrency(result, result.scenario.currency));
}

/**
 * Writes `quota.md`, `quota.html` and `quota.json` into their folder, whole or not at all, and returns their names. Throws
 * OutputError as `writeResultFolder`.
 */
export async function writeQuotaFiles(result: QuotaResult, folder: string): Promise<readonly string[]> {
  const page = quotaPage(result);
  const files = [
    ["quota.md", quotaMarkdown(page)],
    ["quota.html", quotaHtml(page)],
    ["quota.json", quotaJson(result)],
  ] as const;
  await writeResultFolder(folder, async (temporary) => {
    for (const [name, text] of files) await writeFile(join(temporary, name), text);
  });
  return files.map(([name]) => name);
}
