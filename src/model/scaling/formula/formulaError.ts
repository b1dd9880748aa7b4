/** A stretch of a formula's text: offsets in UTF-16 units, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One thing that is wrong with a formula: what was found, what was expected, the nearest valid thing. */
export interface FormulaProblem extends Span {
  readonly message: string;
  /** The variable whose value from outside is wrong: its place is not in the text. */
  readonly given?: string;
}

/** A line and a column, both from 1. A tab is one column, a line ends in LF, CR LF or CR. */
export interface FormulaPlace {
  readonly line: number;
  readonly column: number;
}

/** A formula that cannot be used. The message has a line for each problem, in order of place. */
export class FormulaError extends Error {
  override readonly name = "FormulaError";
  readonly problems: readonly FormulaProblem[];

  constructor(text: string, problems: readonly FormulaProblem[]) {
    const sorted = [...problems].sort((a, b) => a.start - b.start);
    super(sorted.map((problem) => `${placeText(text, problem.start)}: ${problem.message}`).join("\n"));
    this.problems = sorted;
  }
}

/** Where an offset of a text lies. */
export function placeOf(text: string, offset: number): FormulaPlace {
  let line = 1;
  let begin = 0;
  for (let i = 0; i < offset && i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && (code !== 13 || text.charCodeAt(i + 1) === 10)) continue;
    line++;
    begin = i + 1;
  }
  return { line, column: Math.min(offset, text.length) - begin + 1 };
}

/** `Line 9, Col 43`, as the service writes it. */
export function placeText(text: string, offset: number): string {
  const { line, column } = placeOf(text, offset);
  return `Line ${line}, Col ${column}`;
}
