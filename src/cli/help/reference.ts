import { type ReferenceRow, referenceSections } from "../../scenario/reference.ts";
import type { Topic } from "./topic.ts";
import { wrapped } from "./wrapped.ts";

/** A page that the format itself gives: whoever adds a key to the schema has it here. */
export const reference: Topic = {
  name: "reference",
  title: "every key of a scenario file",
  get text() {
    const sections = referenceSections().map(({ title, meaning, rows }) =>
      [title, ...(meaning === "" ? [] : wrapped(meaning, "  ")), ...rows.flatMap(entry)].join("\n"),
    );
    return `${INTRODUCTION}\n${sections.join("\n\n")}\n`;
  },
};

const INTRODUCTION = `<name> stands for each name of your own, [] for each entry of a list. A default
is marked as assumption where the services publish nothing, as sourced where
they do; the others are conventions. How durations and other quantities are
written is told by poolsim help quantities.
`;

function entry({ path, takes, value, source, required, meaning }: ReferenceRow): readonly string[] {
  const marked = source === "convention" ? "" : ` (${source})`;
  const absent = value === null ? (required ? "; required" : "") : `; default ${value}${marked}`;
  return [...wrapped(`${path}: ${takes}${absent}`, "  ", "    "), ...wrapped(meaning, "      ")];
}
