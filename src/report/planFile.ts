import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PlanResult } from "../experiment/plan/planResult.ts";
import { inCurrency } from "./moneyUnits.ts";
import { writeResultFolder } from "./resultFolder.ts";
import { jsonText } from "./summaryJson.ts";

/**
 * The text of `plan.json`.
 *
 * @throws RangeError if a figure is not finite: JSON would silently turn it into null.
 */
export function planJson(plan: PlanResult): string {
  for (const [name, { mean }] of Object.entries(plan.metrics)) {
    if (mean !== null && !Number.isFinite(mean)) throw new RangeError(`${name} is ${mean}, which is no figure`);
  }
  return jsonText(inCurrency(plan, plan.scenario.currency));
}

/** Writes `plan.json` into its folder, whole or not at all, and returns its name. Throws OutputError as `writeResultFolder`. */
export async function writePlanFile(plan: PlanResult, folder: string): Promise<string> {
  const text = planJson(plan);
  await writeResultFolder(folder, async (temporary) => {
    await writeFile(join(temporary, "plan.json"), text);
  });
  return "plan.json";
}
