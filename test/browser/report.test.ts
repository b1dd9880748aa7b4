import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { drawn, HOSTILE, ONE, SMALL, TWELVE } from "../report/reportFixture.ts";
import { type View, withChromium } from "./chromium.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What the page says of itself, once all that can be opened is open. */
const ASK = `
document.querySelectorAll("details").forEach((each) => { each.open = true; });
axe.run(document, { resultTypes: ["violations"] }).then(({ violations, passes }) => {
  const answer = {
    violations: violations.map(({ id, impact, nodes }) => id + " (" + impact + "): " + nodes[0].html.slice(0, 200)),
    width: innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    loaded: performance.getEntriesByType("resource").length,
    alerted: window.alerted === true,
    pictures: [...document.querySelectorAll("figure svg")].filter((svg) => svg.getBoundingClientRect().height > 60).length,
  };
  parent.postMessage(JSON.stringify(answer), "*");
});`;

/** A browser's window has a least width; a frame has none. */
const frameOf = (page: string, { width }: View): string => `<!doctype html>
<script>
onmessage = ({ data }) => document.documentElement.setAttribute("data-answer", encodeURIComponent(data));
</script>
<iframe src="${page}" width="${width}" height="900" style="border: 0"></iframe>`;

interface Page {
  readonly html: string;
  readonly pictures: readonly unknown[];
}

/** A page as the tests of whole outputs have it. */
const golden = (file: string) => async (): Promise<Page> => {
  const html = readFileSync(join(import.meta.dirname, "../golden/report", file), "utf8");
  return { html, pictures: html.match(/<figure>/g) ?? [] };
};

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-browser-"));
});
afterAll(() => rmSync(home, { recursive: true }));

withChromium((browse) => {
  it.each<[string, () => Promise<Page>, View]>([
    ["one alternative on a narrow screen", () => drawn(ONE), { width: 390, scheme: "light" }],
    ["two alternatives on a wide one", () => drawn(SMALL), { width: 1280, scheme: "light" }],
    ["twelve on a wide one, in the dark", () => drawn(TWELVE), { width: 1280, scheme: "dark" }],
    ["twelve on a narrow one, in the dark", () => drawn(TWELVE), { width: 390, scheme: "dark" }],
    ["hostile names on a narrow one", () => drawn(HOSTILE), { width: 390, scheme: "light" }],
    ["a sweep on a narrow one, in the dark", golden("study/sweep/report.html"), { width: 390, scheme: "dark" }],
    ["a sensitivity on a narrow one", golden("study/tornado/report.html"), { width: 390, scheme: "light" }],
    ["a break-even on a wide one", golden("study/break-even/report.html"), { width: 1280, scheme: "light" }],
    ["a quota on a narrow one, in the dark", golden("quota/quota.html"), { width: 390, scheme: "dark" }],
  ])(
    "the page of %s has nothing serious against it, loads nothing, runs nothing, and scrolls only downwards",
    async (_name, made, view) => {
      const { html, pictures } = await made();
      // The page lets no script run; the test's own needs that rule away, and so would run any that got in.
      const page = html
        .replace(
          /<meta http-equiv="Content-Security-Policy"[^>]*>/,
          "<script>window.alert = () => { window.alerted = true; }</script>",
        )
        .replace("</body>", () => `<script>${AXE}</script><script>${ASK}</script></body>`);
      writeFileSync(join(home, "page.html"), page);
      writeFileSync(join(home, "frame.html"), frameOf("page.html", view));
      const dom = await browse(join(home, "frame.html"), view);
      const [, answer] = /<html[^>]* data-answer="([^"]+)"/.exec(dom) ?? [];
      expect(answer, dom.slice(0, 500)).toBeDefined();
      expect(JSON.parse(decodeURIComponent(answer!))).toEqual({
        violations: [],
        width: view.width,
        dark: view.scheme === "dark",
        overflow: 0,
        loaded: 0,
        alerted: false,
        pictures: pictures.length,
      });
    },
    120_000,
  );
});
