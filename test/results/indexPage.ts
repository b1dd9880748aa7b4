import { markdownDocument } from "../../src/report/markdownReport.ts";

/** What the index tells of a page: taken from the page itself, so that one that was not written anew stays in it. */
interface Entry {
  readonly file: string;
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly picture: string | null;
}

const HEAD = [
  "# Results",
  "What the bundled scenarios answer. Every page is simulated from its file in [`scenarios/`](../scenarios) by `npm run results`, " +
    "which gives the same bytes on any machine.",
  "- [`validation.md`](validation.md): theory beside simulation, for every kind of queue with an exact answer.\n" +
    "- [`speed.md`](speed.md): how fast it is, and how that was measured (`npm run bench`).",
];

/** `README.md` of the results: for each page its question, answer and first picture. @param pages texts by file name, in order. */
export function indexPage(pages: ReadonlyMap<string, string>): string {
  const entries = [...pages].map(([file, text]) => entryOf(file, text));
  return markdownDocument([
    ...HEAD,
    ...entries.flatMap(({ file, title, question, answer, picture }) => [
      `## [${title}](${file})`,
      question,
      answer,
      picture,
    ]),
  ]);
}

function entryOf(file: string, text: string): Entry {
  const found = (pattern: RegExp): string | null => pattern.exec(text)?.[0] ?? null;
  const title = found(/(?<=^# ).+/m);
  const question = found(/^\*\*Question\.\*\* .+$/m);
  const answer = found(/^\*\*Answer\.\*\* .+$/m);
  if (title === null || question === null || answer === null)
    throw new Error(`${file} has no title, question or answer`);
  return { file, title, question, answer, picture: found(/^!\[.*\]\(.+\.svg\)$/m) };
}
