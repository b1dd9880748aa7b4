import { htmlPage, scrollable } from "./htmlPage.ts";
import { type Markup, markup } from "./markup.ts";
import type { QuotaBlock, QuotaPage } from "./quotaPage.ts";

/** `quota.html`: one page that needs nothing else. The same result gives the same bytes. */
export function quotaHtml({ title, facts, answer, blocks }: QuotaPage): string {
  return htmlPage(
    title,
    markup`<h1>${title}</h1>
<p class="facts">${facts}</p>
<p class="choice">${answer}</p>
${blocks.map(section)}`,
  );
}

function section({ heading, sentences, table, isWords }: QuotaBlock): Markup {
  const list = sentences.map((sentence) => markup`<li>${sentence}</li>\n`);
  return markup`<h2>${heading}</h2>
${table === null ? null : scrollable(heading, tableOf(table, isWords))}
${list.length === 0 ? null : markup`<ul>${list}</ul>\n`}`;
}

function tableOf([head = [], ...body]: readonly (readonly string[])[], isWords: boolean): Markup {
  const data = (text: string): Markup => (isWords ? markup`<td class="words">${text}</td>` : markup`<td>${text}</td>`);
  const heads = head.map((text) => markup`<th scope="col">${text}</th>`);
  const rows = body.map(([first = "", ...cells]) => markup`<tr><th scope="row">${first}</th>${cells.map(data)}</tr>\n`);
  return markup`<table><thead><tr>${heads}</tr></thead><tbody>
${rows}</tbody></table>`;
}
