const ESC = "\\u001B";
const BEL = "\\u0007";

/** Sequences a terminal obeys: CSI (`ESC [ ... letter`) and OSC (`ESC ] ... BEL`, a title or a link). */
const ESCAPE_SEQUENCES = new RegExp(
  `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|(?:${ESC}\\[|\\u009B)[0-?]*[ -/]*[@-~]`,
  "gu",
);

/** Control characters, and the invisible ones that reorder or hide text. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * User text as it may be shown: terminal escapes and unprintable characters are gone, tabs and line ends are one space.
 *
 * Names come from scenario files and traces of others; printed as they are, they could recolour, retitle or overwrite a terminal.
 */
export function plainText(text: string): string {
  return text
    .replace(ESCAPE_SEQUENCES, "")
    .replace(/[\t\r\n]+/gu, " ")
    .replace(UNPRINTABLE, "");
}
