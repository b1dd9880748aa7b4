import { plainText } from "./plainText.ts";

/** Characters that Markdown takes for a sign wherever they stand. */
const SIGNS = /[\\`*_[\]|]/gu;
/** What would begin a tag or an entity; `<= 5` and `a & b` begin none. */
const MARKUP = /<(?=[A-Za-z/!?])|&(?=#|[A-Za-z][A-Za-z0-9]*;)/gu;
/** What would make a line a heading, a quotation, a list or a rule. */
const LEADING = /^(?:[-+](?=\s|$)|[=#>~])|^\d+(?=[.)](?:\s|$))/u;

/**
 * Any text as text in Markdown, on one line, also in a cell of a table. Escaped only where it must be, for the file is read
 * as plain text too.
 */
export function markdownText(text: string): string {
  return plainText(text).trim().replace(SIGNS, "\\$&").replace(MARKUP, "\\$&");
}

/** Any text as a paragraph of its own. */
export function markdownParagraph(text: string): string {
  return markdownText(text).replace(LEADING, (sign) => (/\d/u.test(sign) ? `${sign}\\` : `\\${sign}`));
}
