/** One thing that is wrong with a scenario, and where. */
export interface Problem {
  /** As the user named it; `--set path=value` for an option. */
  readonly file: string;
  /** Counted from 1; null where the whole file is meant. */
  readonly line: number | null;
  readonly column: number | null;
  /** The path inside the file (`pools.nightly.vms`), or empty. */
  readonly path: string;
  /** What was found, what was expected, and the nearest valid thing. */
  readonly message: string;
  /** The line and a caret under the place; null where there is none. */
  readonly excerpt: string | null;
}

/** A scenario that cannot be used: `message` is the whole text for the user, a block for each problem, in order of place. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = inOrder(problems);
    super(sorted.map(problemText).join("\n"));
    this.problems = sorted;
  }
}

/** `file:line:column  path: message`, then the excerpt. */
export function problemText({ file, line, column, path, message, excerpt }: Problem): string {
  const place = line === null ? "" : `:${line}:${column ?? 1}`;
  const head = path === "" ? `${file}${place}: ${message}` : `${file}${place}  ${path}: ${message}`;
  return excerpt === null ? printable(head) : `${printable(head)}\n${excerpt}`;
}

/** A problem of a file as a whole. */
export function fileProblem(file: string, message: string): Problem {
  return { file, line: null, column: null, path: "", message, excerpt: null };
}

/** Text that cannot move the cursor, colour the terminal or reverse the line. */
export function printable(text: string): string {
  return text.replace(/\p{C}|[\u2028\u2029]/gu, "?");
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) seen.set(`${problemText(problem)}`, problem);
  const files = [...new Set([...seen.values()].map(({ file }) => file))];
  return [...seen.values()].sort(
    (a, b) =>
      files.indexOf(a.file) - files.indexOf(b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}
