import { type Entry, type Located, nodeAt, type Place, pathText } from "./located.ts";
import { nearestName } from "./nearestName.ts";
import { isNamed } from "./oneOf.ts";
import { type IdleRemoval, MergePatch } from "./patch.ts";
import { type Problem, ScenarioError } from "./scenarioError.ts";
import { OptionSource } from "./textSource.ts";
import { parseYamlTree } from "./yamlTree.ts";

/**
 * A scenario with options `path=value` set on it, in order, each a merge patch. The value is YAML; `null` removes. Paths lead through the
 * file's own structure: names that do not exist are refused unless the option gives the whole of the new thing.
 *
 * Throws a `ScenarioError` that names the option.
 */
export function applySettings(
  tree: Located,
  settings: readonly string[],
): { readonly tree: Located; readonly idle: readonly IdleRemoval[] } {
  const merge = new MergePatch();
  let result = tree;
  for (const setting of settings) result = merge.apply(result, readSetting(result, setting));
  return { tree: result, idle: merge.idle };
}

function readSetting(tree: Located, setting: string): Located {
  const label = `--set ${setting}`;
  const source = new OptionSource(label, process.cwd());
  const equals = setting.indexOf("=");
  if (equals <= 0)
    throw new ScenarioError([source.problem(0, 0, "", 'expected path=value, for example "pools.scoring.vms=20"')]);
  const keys = splitPath(setting.slice(0, equals).trim());
  const text = setting.slice(equals + 1);
  const value = parseYamlTree(asYaml(text), new OptionSource(label, process.cwd()));
  if (keys.some((key) => key === "" || key === "__proto__"))
    throw new ScenarioError([source.problem(0, 0, "", "a part of the path is missing")]);
  if (value === null || text.trim() === "")
    throw new ScenarioError([source.problem(0, 0, keys.join("."), 'has no value; write "null" to remove it')]);
  if (keys[0] === "extends") throw new ScenarioError([source.problem(0, 0, "extends", "cannot be set by an option")]);
  checkPath(tree, keys, (at, message) => source.problem(0, 0, at, message));
  return nest(rooted(value, keys), keys, { source, start: 0, end: 0 });
}

/** A cron may begin with a star, which in YAML is an alias: an option has no anchors, so it can only be text. */
function asYaml(text: string): string {
  return /^\s*\*/.test(text) ? JSON.stringify(text.trim()) : text;
}

/**
 * A tree with a value set at a path, as `--set` would; the value keeps its own place, and `at` is where the path was written.
 *
 * Throws a `ScenarioError` that points there.
 */
export function applyValue(tree: Located, path: string, value: Located, at: Place): Located {
  const keys = path.split(".");
  const problem = (_path: string, message: string): Problem =>
    at.source.problem(at.start, at.end, pathText(at.path), message);
  if (keys.some((key) => key === "" || key === "__proto__"))
    throw new ScenarioError([problem(path, "a part of the path is missing")]);
  checkPath(tree, keys, (missing, message) => problem(missing, `${missing}: ${message}`));
  return new MergePatch().apply(tree, nest(value, keys, at));
}

/** Keys have no dots, those of `sweep` and `plan.choose` apart: they are paths. */
function splitPath(text: string): string[] {
  const keys = text.split(".");
  const own = keys[0] === "sweep" ? 1 : keys[0] === "plan" && keys[1] === "choose" ? 2 : keys.length;
  return own < keys.length ? [...keys.slice(0, own), keys.slice(own).join(".")] : keys;
}

/** A path that goes on below a name needs that name to be there: `pools.new={vms: 3}` makes a pool, `pools.nwe.vms=3` does not. */
function checkPath(tree: Located, keys: readonly string[], problem: (at: string, message: string) => Problem): void {
  // An alternative is a patch: below its own name, it may mention things for the first time.
  const deepest = keys[0] === "alternatives" ? 1 : keys.length - 2;
  for (let depth = 1; depth < keys.length; depth++) {
    const above = keys.slice(0, depth);
    const parent = nodeAt(tree, above);
    if (parent?.kind === "list")
      throw new ScenarioError([problem(pathText(above), "is a list, which can only be set whole")]);
    const key = keys[depth]!;
    const missing =
      parent?.kind === "map" &&
      depth < keys.length - 1 &&
      depth <= deepest &&
      isNamed(above) &&
      !parent.entries.has(key);
    if (!missing) continue;
    const near = nearestName(key, parent.entries.keys());
    const mend =
      near === null ? `; there are ${[...parent.entries.keys()].join(", ") || "none"}` : `; did you mean "${near}"?`;
    throw new ScenarioError([problem(pathText(keys.slice(0, depth + 1)), `no such name${mend}`)]);
  }
}

function nest(value: Located, keys: readonly string[], at: Pick<Place, "source" | "start" | "end">): Located {
  const { source, start, end } = at;
  let node = value;
  for (let depth = keys.length - 1; depth >= 0; depth--) {
    const key: Place = { source, start, end, path: keys.slice(0, depth + 1) };
    const entries = new Map<string, Entry>([[keys[depth]!, { key, node }]]);
    node = { kind: "map", entries, place: { source, start, end, path: keys.slice(0, depth) } };
  }
  return node;
}

/** The value's own paths begin where the option puts it; a file it names may stand in the current directory. */
function rooted(node: Located, keys: readonly string[]): Located {
  const moved = (place: Place): Place => ({ ...place, path: [...keys, ...place.path] });
  const place = moved(node.place);
  if (node.kind === "scalar") return { ...node, place };
  if (node.kind === "list") return { ...node, items: node.items.map((item) => rooted(item, keys)), place };
  const entries = [...node.entries].map(([key, entry]): [string, Entry] => [
    key,
    { key: moved(entry.key), node: rooted(entry.node, keys) },
  ]);
  return { ...node, entries: new Map(entries), place };
}
