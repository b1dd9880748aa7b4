import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planScenario } from "../../src/experiment/plan/plan.ts";
import { quotaScenario } from "../../src/experiment/quota/quota.ts";
import { planReport } from "../../src/report/planReport.ts";
import { writeQuotaFiles } from "../../src/report/quotaFiles.ts";
import { quotaPage } from "../../src/report/quotaPage.ts";
import { quotaReport } from "../../src/report/quotaReport.ts";
import { withoutColour } from "../../src/report/style.ts";
import { jsonText } from "../../src/report/summaryJson.ts";
import { loadScenario } from "../../src/scenario/load.ts";
import { packageVersion } from "../../src/version.ts";
import { checkNesting, NIGHTLY } from "../report/reportFixture.ts";

const files = new Map<string, string>();
let home = "";

/** Whole outputs, as in `report.test.ts`. Nothing is random, so that the plan is 3 VMs: see `NIGHTLY`. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "poolsim-golden-quota-"));
  const file = join(home, "nightly.yaml");
  writeFileSync(file, NIGHTLY);
  const { plan } = await planScenario(await loadScenario(file), { command: "plan", workers: 1 });
  files.set("plan.txt", planReport(plan, null, withoutColour));
  files.set("plan.json", jsonText(plan));
  const { quota } = await quotaScenario(await loadScenario(file), { command: "quota", workers: 1 });
  const names = await writeQuotaFiles(quota, join(home, "quota"));
  for (const name of names) files.set(name, readFileSync(join(home, "quota", name), "utf8"));
  files.set("quota.txt", quotaReport(quotaPage(quota), names, withoutColour));
}, 120_000);
afterAll(() => rmSync(home, { recursive: true }));

const NAMES = ["plan.txt", "plan.json", "quota.md", "quota.html", "quota.json", "quota.txt"];

describe("the outputs of a plan and of a quota", () => {
  it.each(NAMES)("%s", async (name) => {
    const text = files.get(name)!;
    const version = packageVersion();
    const versionless = text
      .replaceAll(`version ${version}`, "version VERSION")
      .replaceAll(`"${version}"`, '"VERSION"');
    await expect(versionless).toMatchFileSnapshot(join(import.meta.dirname, "report/quota", name));
  });

  it("quota.html is well-formed, and runs and loads nothing", () => {
    const html = files.get("quota.html")!;
    checkNesting(html);
    expect(html).not.toMatch(/<script|https?:|NaN|undefined|Infinity/);
  });
});
