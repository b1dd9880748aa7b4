const WIDTH = 80;

/** A text broken at its spaces into lines of at most 80 columns. @param further indentation of the lines after the first. */
export function wrapped(text: string, first: string, further: string = first): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${lines.length === 0 ? first : further}${word}`);
  }
  return lines;
}
