import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { asFile } from "../../src/report/pictures/drawing.ts";
import { withoutColour } from "../../src/report/style.ts";
import { terminalReport } from "../../src/report/terminalReport.ts";
import { packageVersion } from "../../src/version.ts";
import { type Drawn, drawn, SMALL } from "../report/reportFixture.ts";

/**
 * Whole outputs as they were when somebody last looked at them: what the figures must be is tested elsewhere. After a change
 * that is meant, `npx vitest run test/golden/report.test.ts -u` takes the new ones; look at them in the difference.
 */
const golden = (name: string): string => join(import.meta.dirname, "report", name);
const versionless = (text: string): string => text.replaceAll(`version ${packageVersion()}`, "version VERSION");

let small: Drawn;
beforeAll(async () => {
  small = await drawn(SMALL);
}, 60_000);

describe("the outputs of four jobs on one VM or two", () => {
  it("report.html", async () => {
    await expect(versionless(small.html)).toMatchFileSnapshot(golden("report.html"));
  });

  it("report.md", async () => {
    await expect(versionless(small.markdown)).toMatchFileSnapshot(golden("report.md"));
  });

  it("pictures", async () => {
    const keys = small.pictures.map(({ key }) => key);
    expect(keys).toEqual(["latency", "waiting", "cost", "queue", "vms", "hours", "spend", "gantt"]);
    for (const { key, svg } of small.pictures) await expect(asFile(svg)).toMatchFileSnapshot(golden(`${key}.svg`));
  });

  it("terminal", async () => {
    await expect(terminalReport(small.data.summary, null, withoutColour)).toMatchFileSnapshot(golden("terminal.txt"));
  });
});
