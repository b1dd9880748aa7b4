import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QuotaResult } from "../../src/experiment/quota/quotaResult.ts";
import { textWidth } from "../../src/report/textWidth.ts";
import { TEN_LINES } from "../scenario/scratchFiles.ts";
import { poolsim } from "./poolsim.ts";

const EVIL = "<img src=x onerror=alert(1)> | *now*";

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-quota-"));
  const few = TEN_LINES.replace("vms: 32", "vms: 30").replace("name: Nightly scoring", `name: "${EVIL}"`);
  writeFileSync(join(home, "ten.yaml"), `${few}plan: {choose: {pools.scoring.vms: {from: 28, to: 40}}}\n`);
});
afterAll(() => rmSync(home, { recursive: true }));

describe("poolsim quota", { timeout: 240_000 }, () => {
  it("prints the answer in 80 columns, and writes a page that says the same", async () => {
    const { code, stdout } = await poolsim(home, "quota", "ten.yaml", "--workers", "1");
    expect(code).toBe(0);
    for (const line of stdout.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(80);
    // 160 turns of 90 s in 4 h: 32 VMs take 5,120 jobs, 35 take 5,600.
    const answer = "Raise the quota to 35 VMs a pool: 32 VMs a pool is the least, and this has 10% headroom.";
    expect(stdout.replaceAll("\n  ", " ")).toContain(answer);
    expect(stdout).toContain("  rounds.late <= 5%: missed, 100%.\n");
    expect(stdout).toContain("results/ten/quota.md · quota.html · quota.json\n");
    const folder = join(home, "results/ten");
    expect(readdirSync(folder).sort()).toEqual(["quota.html", "quota.json", "quota.md"]);
    const [html = "", markdown = ""] = ["quota.html", "quota.md"].map((name) =>
      readFileSync(join(folder, name), "utf8"),
    );
    for (const page of [html, markdown]) {
      expect(page).toContain(answer);
      expect(page).toContain("Pool or classic");
      expect(page).toContain("Headroom: meets the objective up to 1.02 times this load. 35 VMs would carry 1.12.");
    }
    expect(html).not.toContain("<img");
    expect(html).not.toMatch(/<script|https?:/);
    expect(markdown).not.toContain("\n# <img");
  });

  it("takes the headroom asked for, and prints with --json what it writes", async () => {
    const words = ["--headroom", "20%", "--out", "more", "--json", "--quiet"];
    const { code, stdout, stderr } = await poolsim(home, "quota", "ten.yaml", ...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(readFileSync(join(home, "more/quota.json"), "utf8")).toBe(stdout);
    const result = JSON.parse(stdout) as QuotaResult;
    expect(result.command).toBe("quota --headroom 20%");
    // 6,000 jobs take 37.5 VMs.
    expect(result.plan.quota.ask).toMatchObject({ headroom: 0.2, needs: { vmsPerPool: 38 } });
  });

  it.each([
    [["--headroom", "ten"], "--headroom ten: expected a share such as 10%, up to 900%\n"],
    [["--hedroom", "9%"], 'unknown option "--hedroom"; did you mean "--headroom"?\n'],
    [["--set", "objectives=[]"], "ten.yaml: there are no objectives"],
  ])("refuses %j with exit 2 and a line", async (words, message) => {
    const { code, stdout, stderr } = await poolsim(home, "quota", "ten.yaml", ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.startsWith(message)).toBe(true);
  });
});
