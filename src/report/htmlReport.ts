import { stringify } from "yaml";
import type { Summary } from "../experiment/results.ts";
import { GLOSSARY } from "./glossary.ts";
import { htmlPage, scrollable } from "./htmlPage.ts";
import { Markup, markup } from "./markup.ts";
import type { Picture } from "./pictures/picture.ts";
import { type FactTable, type ReportFacts, reportFacts } from "./reportFacts.ts";

/** More alternatives than these are rows of the tables, not columns. */
const MOST_COLUMNS = 4;
const MOST_SENTENCES = 10;

/**
 * `report.html`: one file that needs nothing else, no script, no network. The summary comes first, then the pictures, each
 * with its figures in a table, then how it was made. The same results give the same bytes.
 */
export function htmlReport(summary: Summary, pictures: readonly Picture[]): string {
  const facts = reportFacts(summary);
  return htmlPage(facts.name, lined([opening(facts), ...pictures.map(pictureSection), making(summary), glossary()]));
}

/** What a study of many scenarios says of how it was made. */
export type Made = Pick<Summary, "tool" | "command"> & {
  readonly scenario: Pick<Summary["scenario"], "name" | "hash" | "seed" | "resolved">;
};

/** `report.html` of a sweep, a sensitivity or a break-even: what it found in words, then its pictures with their figures. */
export function htmlStudy(
  study: Made,
  circumstances: readonly string[],
  answer: readonly string[],
  pictures: readonly Picture[],
): string {
  const { name } = study.scenario;
  const opened = markup`<h1>${name}</h1>
<p class="facts">${circumstances.join(" · ")}</p>
${answer.length === 0 ? null : markup`<p class="choice">${answer.join(" ")}</p>\n`}`;
  return htmlPage(name, lined([opened, ...pictures.map(pictureSection), making(study)]));
}

function lined(sections: readonly Markup[]): Markup {
  return new Markup(sections.map(({ text }) => text).join("\n"));
}

function opening(facts: ReportFacts): Markup {
  const { recommendation, objectives, comparison } = facts;
  const best = comparison.rows.some(({ cells }) => cells.some(({ tone }) => tone === "best"));
  return markup`<h1>${facts.name}</h1>
<p class="facts">${facts.circumstances.join(" · ")}</p>
${facts.description === null ? null : markup`<p>${facts.description}</p>\n`}${
  recommendation === null ? null : markup`<p class="choice">${recommendation}</p>\n`
}${objectives.rows.length === 0 ? null : factTable("Objectives", objectives, facts)}${factTable("Comparison", comparison, facts)}${
  best
    ? markup`<p class="facts">★ best; not marked where the difference is not clear. ± is the 95% interval.</p>\n`
    : null
}${inWords(facts)}
${facts.warnings.map((warning) => markup`<p class="warning"><strong>Note.</strong> ${warning}</p>\n`)}`;
}

/** Long lists are opened by who wants them. */
function inWords({ sentences }: ReportFacts): Markup | null {
  if (sentences.length === 0) return null;
  const list = markup`<ul>${sentences.map((sentence) => markup`<li>${sentence}</li>\n`)}</ul>`;
  return sentences.length <= MOST_SENTENCES ? list : markup`<details><summary>In words</summary>${list}</details>`;
}

function factTable(heading: string, { rows }: FactTable, { alternatives }: ReportFacts): Markup {
  const cell = ({ text, tone }: FactTable["rows"][number]["cells"][number]): Markup =>
    tone === "plain" ? markup`<td>${text}</td>` : markup`<td><span class="${tone}">${text}</span></td>`;
  const across = alternatives.length <= MOST_COLUMNS;
  const heads = across ? alternatives : rows.map(({ label }) => label);
  const lines = across
    ? rows.map(({ label, cells }) => ({ label, cells }))
    : alternatives.map((label, place) => ({ label, cells: rows.map(({ cells }) => cells[place]!) }));
  const body = lines.map(({ label, cells }) => markup`<tr><th scope="row">${label}</th>${cells.map(cell)}</tr>\n`);
  return markup`<h2>${heading}</h2>
${scrollable(
  heading,
  markup`<table><thead><tr><td></td>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${body}</tbody></table>`,
)}
`;
}

function pictureSection({ key, title, caption, svg, table }: Picture): Markup {
  const head = table.columns.map((column) => markup`<th scope="col">${column}</th>`);
  const body = table.rows.map(
    ([first = "", ...cells]) =>
      markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>\n`,
  );
  return markup`<section id="${key}">
<h2>${title}</h2>
<figure>
${scrollable(`Picture: ${title}`, new Markup(svg))}
<figcaption>${caption}</figcaption>
</figure>
<details><summary>The figures</summary>
${scrollable(`Figures: ${title}`, markup`<table><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table>`)}
</details>
</section>
`;
}

function making({ tool, command, scenario }: Made): Markup {
  const yaml = stringify(scenario.resolved, { lineWidth: 0, aliasDuplicateObjects: false });
  return markup`<h2>How this was made</h2>
<p><code>${tool.name} ${command}</code>, version ${tool.version}, seed ${scenario.seed}; scenario <code>${scenario.hash.slice(0, 16)}</code>. The same file, seed and version give the same bytes.</p>
<details><summary>The whole scenario, every default filled in</summary>
<pre tabindex="0">${lines(yaml)}</pre>
</details>
`;
}

/** Text with its line ends, which a template would take for spaces. */
function lines(text: string): Markup {
  return new Markup(
    text
      .split("\n")
      .map((line) => markup`${line}`.text)
      .join("\n"),
  );
}

function glossary(): Markup {
  return markup`<details><summary>Glossary</summary>
<dl>${GLOSSARY.map(([word, meaning]) => markup`<dt>${word}</dt><dd>${meaning}</dd>\n`)}</dl>
</details>`;
}
