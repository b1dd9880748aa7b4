import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../project/readme.ts";
import { SCENARIOS } from "../project/scenarioRuns.ts";
import { indexPage } from "./indexPage.ts";
import { scenarioPage } from "./scenarioPage.ts";

const RESULTS = join(ROOT, "results");
const committed = (file: string): string => readFileSync(join(RESULTS, file), "utf8");

describe("the committed results", () => {
  it("have a page for each scenario, and the index of exactly these pages", () => {
    const pages = SCENARIOS.map((name) => `${name}.md`);
    expect(pages.filter((file) => !existsSync(join(RESULTS, file)))).toEqual([]);
    expect(committed("README.md")).toBe(indexPage(new Map(pages.map((file) => [file, committed(file)]))));
  });

  it("link only to what is there, and show every picture that is there", () => {
    const files = readdirSync(RESULTS, { withFileTypes: true }).flatMap((each) => (each.isFile() ? [each.name] : []));
    const pages = files.filter((file) => file.endsWith(".md"));
    const links = pages.flatMap((file) => [...committed(file).matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link!));
    expect(links.filter((link) => !/^https?:/.test(link) && !existsSync(join(RESULTS, link)))).toEqual([]);
    const pictures = files.filter((file) => file.endsWith(".svg"));
    expect(pictures.filter((file) => !links.includes(file))).toEqual([]);
  });

  it("tell nothing of a machine or a day", () => {
    const texts = SCENARIOS.map((name) => committed(`${name}.md`)).join();
    expect(texts).not.toMatch(/\/(?:tmp|home|root|Users)\/|\d+ GiB|\b20(?:2[5-9]|[3-9]\d)-\d\d-\d\d/);
  });

  it("are what the scenario gives now, byte for byte", async () => {
    const { markdown, pictures } = await scenarioPage("billing-48-hours", {});
    expect(markdown).toBe(committed("billing-48-hours.md"));
    expect(pictures.size).toBeGreaterThan(3);
    for (const [file, svg] of pictures) expect(svg).toBe(committed(file));
  });
});

describe("an index of pages", () => {
  it("takes title, question, answer and first picture from each page", () => {
    const page =
      "# A title\n\n**Question.** Why?\n\n**Answer.** So.\n\n## More\n\n![seen](a-cost.svg)\n\n![b](a-b.svg)\n";
    const index = indexPage(new Map([["a.md", page]]));
    expect(index).toContain("## [A title](a.md)\n\n**Question.** Why?\n\n**Answer.** So.\n\n![seen](a-cost.svg)\n");
    expect(index).not.toContain("a-b.svg");
  });

  it("refuses a page without an answer", () => {
    expect(() => indexPage(new Map([["a.md", "# A\n\n**Question.** Why?\n"]]))).toThrow(
      "a.md has no title, question or answer",
    );
  });
});
