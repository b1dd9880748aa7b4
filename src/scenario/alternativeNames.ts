import { type Problem, problemText } from "./scenarioError.ts";

/**
 * The problems of all alternatives, each once. One that stands at the top of the file, but is one only as some alternatives have it
 * (a route to a pool that a patch removes), says of which: its place does not tell.
 *
 * @param top what is wrong with the top of the file by itself.
 */
export function namingAlternatives(
  alternatives: readonly { readonly name: string; readonly found: readonly Problem[] }[],
  top: () => readonly Problem[],
): readonly Problem[] {
  const having = new Map<string, { readonly problem: Problem; readonly names: string[] }>();
  for (const { name, found } of alternatives) {
    for (const problem of found) {
      const text = problemText(problem);
      const known = having.get(text) ?? { problem, names: [] };
      having.set(text, known);
      known.names.push(name);
    }
  }
  if (having.size === 0) return [];
  const everywhere = new Set(top().map(problemText));
  return [...having].map(([text, { problem, names }]) =>
    everywhere.has(text) || problem.path.startsWith("alternatives.")
      ? problem
      : {
          ...problem,
          message: `${problem.message} (in ${names.length === 1 ? "alternative" : "alternatives"} ${names.join(", ")})`,
        },
  );
}
