import { beforeAll, describe, expect, it } from "vitest";
import { asFile } from "../../src/report/pictures/drawing.ts";
import { checkNesting, type Drawn, drawn, HOSTILE, SMALL, TWELVE } from "./reportFixture.ts";

let small: Drawn;
let hostile: Drawn;
let twelve: Drawn;
beforeAll(async () => {
  small = await drawn(SMALL);
  hostile = await drawn(HOSTILE);
  twelve = await drawn(TWELVE);
}, 60_000);

/** The elements that a page may consist of; no script, frame, image, link, form or anything that loads. */
const HARMLESS = new Set(
  (
    "!doctype html head meta title style body main h1 h2 p ul li strong code pre div table thead tbody tr th td span " +
    "section figure figcaption details summary dl dt dd svg defs pattern rect path line g text title circle"
  ).split(" "),
);

describe.each([
  ["two alternatives", () => small],
  ["hostile names", () => hostile],
  ["twelve alternatives", () => twelve],
])("report.html of %s", (_what, of) => {
  it("is whole, and of harmless elements only", () => {
    const { html } = of();
    checkNesting(html);
    const names = new Set([...html.matchAll(/<\/?([!a-zA-Z][\w-]*)/g)].map(([, name]) => name!.toLowerCase()));
    expect([...names].filter((name) => !HARMLESS.has(name))).toEqual([]);
  });

  it("refers to nothing outside, runs nothing, and tells the browser so", () => {
    const { html } = of();
    const tags = [...html.matchAll(/<[a-zA-Z][^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""')).join("\n");
    // What stands between quotation marks is text.
    expect(tags).not.toMatch(/\s(?:src|href|srcset|action|data|xlink:href|on\w+)\s*=/i);
    expect(html).not.toMatch(/@import|url\((?!#)/);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it("has ids that are there once, and no reference to an id that is not", () => {
    const { html } = of();
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });

  it("names each picture, and has its figures in a table", () => {
    const { html, pictures } = of();
    expect(html.match(/<svg [^>]*role="img"[^>]* aria-label="[^"]{20,}"/g)).toHaveLength(pictures.length);
    for (const { table } of pictures) {
      expect(table.rows.length).toBeGreaterThan(0);
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    }
  });

  it("has no figure that is none", () => {
    expect(of().html).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it("has pictures that are files too, with their namespace", () => {
    for (const { svg } of of().pictures) {
      const file = asFile(svg);
      checkNesting(file);
      expect(file).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*viewBox="0 0 680 \d+"/);
    }
  });
});

describe("report.html", () => {
  it("shows what users wrote as they wrote it, terminal escapes apart", () => {
    const { html } = hostile;
    expect(html).toContain(
      "<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot; | *stars* [a](javascript:alert(1)) </h1>",
    );
    expect(html).toContain('<th scope="col">=&lt;script&gt;alert(&#39;alternative&#39;)&lt;/script&gt;</th>');
    expect(html).toContain("# &lt;img src=x onerror=alert(1)&gt;");
  });

  it("says first what to choose, then how it compares, with the objective's outcome in words", () => {
    const text = small.html.replace(/<style>.*?<\/style>/gs, "").replace(/<[^>]+>/g, " ");
    // On one VM the waits are 90, 190, 90 and 190 s, and all jobs run for 100 s; p95 of 4 is the longest.
    expect(text).toMatch(
      /Choose two-vms: the only one that meets the objective\..*Objectives.*latency\.p95 &lt;= 250 s\s+missed 4.83 min\s+met 2\.67 min/s,
    );
    expect(text).toContain("one-vm");
  });

  it("is much smaller than a mail takes, with twelve alternatives too", () => {
    expect(twelve.html.length).toBeLessThan(1.5e6 / 2);
  });

  it("is the same again in the same process", async () => {
    expect((await drawn(SMALL)).html).toBe(small.html);
  });
});
