/** A load as a scenario's comment tells it: `scoring 13.5 of 16 slots`. */
export interface ToldLoad {
  readonly system: string;
  /** As written: a computed load is rounded to these digits before it is compared. */
  readonly offered: string;
  readonly capacity: number;
}

/** The paragraphs of a scenario's first comment, each under the word before its colon; lines are joined by a space. */
export function firstComment(text: string): ReadonlyMap<string, string> {
  const paragraphs = new Map<string, string>();
  let heading: string | null = null;
  for (const line of text.split("\n")) {
    if (!line.startsWith("#")) break;
    const [, word, rest] = /^# ([A-Z][a-z ]*): (.+)$/.exec(line) ?? [];
    if (word !== undefined && rest !== undefined) {
      heading = word;
      paragraphs.set(word, rest);
    } else if (heading !== null && /^# {3}\S/.test(line)) {
      paragraphs.set(heading, `${paragraphs.get(heading)} ${line.slice(1).trim()}`);
    } else heading = null;
  }
  return paragraphs;
}

/**
 * The loads of each alternative, from `<alternative>: <system> <offered> of <capacity> slots[, <system> ...][; <alternative>: ...]`.
 *
 * Throws if it is written in any other way.
 */
export function toldLoads(paragraph: string): ReadonlyMap<string, readonly ToldLoad[]> {
  const alternatives = paragraph.split(";").map((part): [string, readonly ToldLoad[]] => {
    const [, alternative, loads] = /^\s*([\w-]+): (.+)$/.exec(part) ?? [];
    if (alternative === undefined || loads === undefined) throw new Error(`not the loads of an alternative: ${part}`);
    return [alternative, loads.split(",").map(toldLoad)];
  });
  return new Map(alternatives);
}

function toldLoad(text: string): ToldLoad {
  const [, system, offered, capacity] = /^\s*([\w-]+) (\d+(?:\.\d+)?) of (\d+) slots$/.exec(text) ?? [];
  if (system === undefined || offered === undefined) throw new Error(`not a load: ${text}`);
  return { system, offered, capacity: Number(capacity) };
}
