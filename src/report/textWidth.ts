/** East Asian wide and full-width blocks, and emoji that are drawn as pictures: two columns each. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|[\u{20000}-\u{3FFFD}]/u;
const ZERO_WIDTH = /[\p{Mn}\p{Me}]/u;

/** Columns that a text takes in a terminal: combining marks none, East Asian wide characters two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!ZERO_WIDTH.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** The text with spaces after it up to `width` columns; longer text stays as it is. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/**
 * The text within `width` columns, its middle replaced by `…` if it is longer: names of a family differ at either end.
 *
 * @param tail the share of what stays that is taken from the end.
 */
export function shorten(text: string, width: number, tail = 1 / 2): string {
  if (textWidth(text) <= width) return text;
  const tailWidth = Math.floor((width - 1) * tail);
  const head = takeColumns([...text], width - 1 - tailWidth).join("");
  const end = takeColumns([...text].reverse(), tailWidth)
    .reverse()
    .join("");
  return `${head}…${end}`;
}

function takeColumns(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += textWidth(character);
    if (used > width) break;
    taken.push(character);
  }
  return taken;
}

const NO_BREAK_SPACE = "\u00A0";

/** The text as one word to `wrapText`: a figure and its unit stay together. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", NO_BREAK_SPACE);
}

/**
 * Text broken at spaces into lines of at most `width` columns, every line after the first indented by `indent` spaces.
 * A word longer than a line is left whole: a path must stay one that can be copied.
 */
export function wrapText(text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const room = lines.length === 0 ? width : width - indent;
    if (line !== "" && textWidth(line) + 1 + textWidth(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.map((each, index) => (index === 0 ? each : " ".repeat(indent) + each).replaceAll(NO_BREAK_SPACE, " "));
}
