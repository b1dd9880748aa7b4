import path from "node:path";
import type { Located } from "./located.ts";
import { problemAt, textAt } from "./located.ts";
import { type IdleRemoval, MergePatch } from "./patch.ts";
import { fileProblem, ScenarioError } from "./scenarioError.ts";
import { readTextFile } from "./textFile.ts";
import { TextSource } from "./textSource.ts";
import { parseYamlTree } from "./yamlTree.ts";

/** A scenario file with everything it extends merged in. */
export interface MergedFile {
  readonly tree: Located;
  /** Nulls of the files that removed nothing. */
  readonly idle: readonly IdleRemoval[];
}

/**
 * Reads a scenario file and, underneath it, the chain of files that it `extends`, each relative to the file that names it.
 *
 * Throws a `ScenarioError` for a file that cannot be read or parsed, one that holds no map, and a chain that comes back to itself.
 */
export function readMergedFile(file: string): MergedFile {
  const merge = new MergePatch();
  const layers = readChain(file, []);
  let tree: Located | undefined;
  for (const layer of layers.reverse()) tree = merge.apply(tree, layer);
  return { tree: withoutExtends(tree!), idle: merge.idle };
}

/** The file first, then what it extends. */
function readChain(file: string, above: readonly { readonly label: string; readonly absolute: string }[]): Located[] {
  const absolute = path.resolve(file);
  const text = readTextFile(file);
  const source = new TextSource(file, path.dirname(absolute), text);
  const tree = parseYamlTree(text, source);
  if (tree === null || (tree.kind === "scalar" && tree.value === null)) {
    throw new ScenarioError([fileProblem(file, 'is empty; "poolsim init" writes a scenario to start from')]);
  }
  if (tree.kind !== "map")
    throw new ScenarioError([problemAt(tree, [], "a scenario is a map of keys such as workloads and pools")]);
  const extended = tree.entries.get("extends")?.node;
  if (extended === undefined || (extended.kind === "scalar" && extended.value === null)) return [tree];
  const named = textAt(tree, ["extends"]);
  if (named === undefined || named === "")
    throw new ScenarioError([problemAt(tree, ["extends"], "expected the name of a scenario file")]);
  const next = path.isAbsolute(named) ? named : relativeTo(file, named);
  const chain = [...above, { label: file, absolute }];
  const seen = chain.findIndex((link) => link.absolute === path.resolve(next));
  if (seen >= 0) {
    const circle = [...chain.slice(seen).map(({ label }) => label), next]
      .map((label) => path.basename(label))
      .join(" -> ");
    throw new ScenarioError([problemAt(tree, ["extends"], `goes round in a circle: ${circle}`)]);
  }
  return [tree, ...readExtended(tree, next, chain)];
}

/** A base that is no file at all is a fault of the line that names it; one that is wrong inside reports its own places. */
function readExtended(
  tree: Located,
  next: string,
  chain: readonly { readonly label: string; readonly absolute: string }[],
): Located[] {
  try {
    return readChain(next, chain);
  } catch (error) {
    const only = error instanceof ScenarioError && error.problems.length === 1 ? error.problems[0]! : null;
    if (only === null || only.line !== null || only.file !== next) throw error;
    throw new ScenarioError([problemAt(tree, ["extends"], `${next}: ${only.message}`)]);
  }
}

function relativeTo(file: string, named: string): string {
  return path.join(path.dirname(file), named);
}

function withoutExtends(tree: Located): Located {
  if (tree.kind !== "map") return tree;
  return { ...tree, entries: new Map([...tree.entries].filter(([key]) => key !== "extends")) };
}
