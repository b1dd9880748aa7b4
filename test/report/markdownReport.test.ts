import { describe, expect, it } from "vitest";
import { markdownParagraph, markdownText } from "../../src/report/markdownText.ts";
import { drawn, HOSTILE, SMALL, TWELVE } from "./reportFixture.ts";

describe("text in Markdown", () => {
  it.each([
    ["latency.p95 <= 40 min", "latency.p95 <= 40 min"],
    ["<b>", "\\<b>"],
    ["<!-- x", "\\<!-- x"],
    ["a & b", "a & b"],
    ["&lt;", "\\&lt;"],
    ["*a* _b_ `c` [d](e) | f \\", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\| f \\\\"],
    ["two\nlines", "two lines"],
    ["$4,207 ± 4", "$4,207 ± 4"],
  ])("%j is %j", (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });

  it.each([
    ["# no heading", "\\# no heading"],
    ["- no list", "\\- no list"],
    ["-5 s", "-5 s"],
    ["1. no list", "1\\. no list"],
    ["1.5 h", "1.5 h"],
    ["> no quotation", "\\> no quotation"],
    ["===", "\\==="],
  ])("%j begins a paragraph as %j", (text, markdown) => {
    expect(markdownParagraph(text)).toBe(markdown);
  });
});

describe("report.md", () => {
  it("has tables whose columns are straight as plain text, and a file behind each picture", async () => {
    const { markdown, pictures } = await drawn(SMALL);
    const tables = markdown.split("\n\n").filter((block) => block.startsWith("|"));
    expect(tables.length).toBeGreaterThan(4);
    for (const table of tables) expect(new Set(table.split("\n").map((line) => [...line].length)).size).toBe(1);
    const shown = [...markdown.matchAll(/^!\[[^\]]+\]\((\w+)\.svg\)$/gm)].map(([, key]) => key);
    expect(shown).toEqual(pictures.map(({ key }) => key));
  });

  it("has alternatives as lines where there are many", async () => {
    const { markdown } = await drawn(TWELVE);
    expect(markdown.match(/^\| a-pool-of-some-size-12 +\|/gm)!.length).toBeGreaterThan(2);
  });

  it("lets no text of a user become a sign", async () => {
    const { markdown } = await drawn(HOSTILE);
    expect(markdown).not.toMatch(/(?<!\\)<[a-zA-Z/!]/);
    expect(markdown.split("\n")[0]).toBe(
      '# \\<script>alert(1)\\</script> & "quotes" \\| \\*stars\\* \\[a\\](javascript:alert(1))',
    );
    expect(markdown).toContain("\n\\# \\<img src=x onerror=alert(1)>\n");
  });
});
