import { type Located, mapAt, nodeAt, problemAt, toPlain } from "./located.ts";
import type { Problem } from "./scenarioError.ts";

interface Unsupported {
  /** `*` stands for every name. */
  readonly path: readonly string[];
  /** Values that change nothing, and so are let through. */
  readonly inert: (value: unknown) => boolean;
}

/**
 * What the format knows and this version does not simulate: the one list of it. A row goes when its part is built.
 */
const UNSUPPORTED: readonly Unsupported[] = [];

const MESSAGE = "not simulated by this version yet";

/** A problem for each part of a scenario's tree that this version cannot simulate. */
export function unsupportedProblems(tree: Located): readonly Problem[] {
  return UNSUPPORTED.flatMap(({ path, inert }) =>
    expand(tree, path).flatMap((at) => {
      const node = nodeAt(tree, at);
      return node === undefined || inert(toPlain(node)) ? [] : [problemAt(tree, at, MESSAGE, true)];
    }),
  );
}

function expand(tree: Located, pattern: readonly string[]): readonly (readonly string[])[] {
  const star = pattern.indexOf("*");
  if (star < 0) return [pattern];
  const above = pattern.slice(0, star);
  return [...(mapAt(tree, above)?.entries.keys() ?? [])].flatMap((name) =>
    expand(tree, [...above, name, ...pattern.slice(star + 1)]),
  );
}
