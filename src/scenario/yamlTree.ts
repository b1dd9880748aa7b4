import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from "yaml";
import type { Entry, Located, Place, Source } from "./located.ts";
import { pathText } from "./located.ts";
import { type Problem, ScenarioError } from "./scenarioError.ts";

const DEEPEST = 60;
const TOO_DEEP = "is nested too deeply";
/** Anchors can multiply a small text into billions of values; no scenario needs more than this. */
const MOST_VALUES = 500_000;

/**
 * Reads YAML 1.2 (of which JSON is a part), with merge keys (`<<`), into a tree that remembers places; null for a text that holds nothing.
 *
 * Throws a `ScenarioError` with every problem found: bad syntax, a key given twice, a key that is no text, a number that is none.
 */
export function parseYamlTree(text: string, source: Source): Located | null {
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      schema: "core",
      uniqueKeys: false,
      prettyErrors: false,
      strict: true,
      logLevel: "error",
    });
  } catch (error) {
    // The parser recurses; a text of ten thousand open brackets exhausts the stack.
    if (error instanceof RangeError) throw new ScenarioError([source.problem(0, 1, "", TOO_DEEP)]);
    throw error;
  }
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    if (faults.some(({ message }) => /call stack/.test(message)))
      throw new ScenarioError([source.problem(0, 1, "", TOO_DEEP)]);
    // What comes after a first fault of syntax is mostly its consequence.
    const { code, message, pos } = faults[0]!;
    const star = unquotedStar(text, message, pos[0]);
    if (star !== null) throw new ScenarioError([source.problem(star, star + 1, "", UNQUOTED_STAR)]);
    const crammed = code === "MULTILINE_IMPLICIT_KEY" ? crammedKey(text.slice(pos[0], pos[1]).split("\n")[0]!) : null;
    throw new ScenarioError([source.problem(pos[0], pos[1], "", crammed ?? syntaxMessage(code, message))]);
  }
  if (document.contents === null) return null;
  const reader = new TreeReader(source);
  const tree = reader.read(document.contents as Node, []);
  if (reader.problems.length > 0) throw new ScenarioError(reader.problems);
  return tree;
}

const UNQUOTED_STAR = 'what begins with a star must stand in quotes, such as "*/15 * * * *"';

const SYNTAX: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "a tab cannot indent YAML; use spaces",
  MULTIPLE_DOCS: 'holds several documents ("---"), expected one',
  DUPLICATE_KEY: "this key is given twice",
};

function syntaxMessage(code: string, message: string): string {
  const plain = message.replace(/\s+/g, " ").trim();
  return (
    SYNTAX[code] ??
    (/\btabs?\b/i.test(plain)
      ? SYNTAX.TAB_AS_INDENT!
      : `is not YAML: ${plain.charAt(0).toLowerCase()}${plain.slice(1)}`)
  );
}

/** Where a cron without quotes begins: its first star is read as an alias, which has no name, or after which nothing may follow. */
function unquotedStar(text: string, message: string, at: number): number | null {
  if (/^Alias cannot be an empty string/.test(message)) return at;
  const star = /\s\*\S*\s+$/.exec(text.slice(0, at));
  return star !== null && /at node end$/.test(message) ? star.index + 1 : null;
}

/** What is wrong with `rate:30/h`, all of which YAML takes for the key; or null. */
function crammedKey(text: string): string | null {
  const [, name, value] = /^(\w+):(\S.*)$/.exec(text) ?? [];
  return name === undefined ? null : `needs a space after its colon; write "${name}: ${value}"`;
}

class TreeReader {
  readonly problems: Problem[] = [];
  readonly #source: Source;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #values = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  read(node: Node | null, path: readonly string[]): Located {
    if (isAlias(node)) return this.#readAlias(node, path);
    const place = this.#place(node, path);
    if (++this.#values > MOST_VALUES) this.#stop(place, "its anchors multiply it to more than half a million values");
    if (path.length > DEEPEST) this.#stop(place, TOO_DEEP);
    if (node === null) return { kind: "scalar", value: null, place };
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined)
      this.#anchors.set(node.anchor, node);
    this.#open.add(node);
    const located = this.#readNode(node, place, path);
    this.#open.delete(node);
    return located;
  }

  #readNode(node: Node, place: Place, path: readonly string[]): Located {
    if (isSeq(node)) {
      const items = node.items.map((item, i) =>
        this.read(isPairLike(item) ? null : (item as Node | null), [...path, String(i)]),
      );
      return { kind: "list", items, place };
    }
    if (isMap(node))
      return { kind: "map", entries: this.#readMap(node.items as Pair<unknown, unknown>[], path), place };
    const value = isScalar(node) ? node.value : null;
    if (typeof value === "number") return { kind: "scalar", value: this.#number(value, place), place };
    if (typeof value === "string" || typeof value === "boolean" || value === null)
      return { kind: "scalar", value, place };
    this.#report(place, "is of a kind that scenarios do not use");
    return { kind: "scalar", value: null, place };
  }

  #readMap(pairs: readonly Pair<unknown, unknown>[], path: readonly string[]): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    const merged = new Map<string, Entry>();
    for (const pair of pairs) {
      const name = this.#keyOf(pair.key, path);
      if (name === null) continue;
      const key = this.#place(pair.key as Node, [...path, name]);
      if (name === "<<" && isScalar(pair.key) && pair.key.type === "PLAIN") {
        for (const [inherited, entry] of this.#mergeKey(pair.value as Node | null, path))
          if (!merged.has(inherited)) merged.set(inherited, entry);
        continue;
      }
      const crammed = pair.value === null ? crammedKey(name) : null;
      if (crammed !== null) this.#report(key, crammed);
      else if (entries.has(name)) this.#report(key, "this key is given twice");
      else entries.set(name, { key, node: this.read(pair.value as Node | null, [...path, name]) });
    }
    for (const [name, entry] of merged) if (!entries.has(name)) entries.set(name, entry);
    return entries;
  }

  #mergeKey(value: Node | null, path: readonly string[]): readonly [string, Entry][] {
    const located = this.read(value, path);
    const sources = located.kind === "list" ? located.items : [located];
    return sources.flatMap((item) => {
      if (item.kind === "map") return [...item.entries];
      this.#report(item.place, 'a merge key ("<<") takes a map or a list of maps');
      return [];
    });
  }

  /** Keys are taken as written: a tenant's id `6214e9` is no number. */
  #keyOf(key: unknown, path: readonly string[]): string | null {
    if (isScalar(key)) {
      const name = key.type === "PLAIN" && typeof key.source === "string" ? key.source : String(key.value);
      if (name === "" || key.value === null) this.#report(this.#place(key, path), "a key is missing before the colon");
      else if (name === "__proto__")
        this.#report(this.#place(key, [...path, name]), "this name cannot be used as a key");
      else return name;
      return null;
    }
    this.#report(this.#place(key as Node | null, path), "a key must be plain text");
    return null;
  }

  #readAlias(alias: Alias, path: readonly string[]): Located {
    const place = this.#place(alias, path);
    const target = this.#anchors.get(alias.source);
    if (target !== undefined && !this.#open.has(target)) return this.read(target, path);
    this.#report(
      place,
      target === undefined ? `no anchor "&${alias.source}" stands before it` : "refers to what it stands in",
    );
    return { kind: "scalar", value: null, place };
  }

  #number(value: number, place: Place): number {
    if (!Number.isFinite(value)) this.#report(place, `${value} is not a number that can be used here`);
    return value + 0;
  }

  #place(node: Node | null, path: readonly string[]): Place {
    const [start, end] = node?.range ?? [0, 1];
    return { source: this.#source, start, end, path };
  }

  #report({ start, end, path }: Place, message: string): void {
    this.problems.push(this.#source.problem(start, end, pathText(path), message));
  }

  #stop(place: Place, message: string): never {
    this.#report(place, message);
    throw new ScenarioError(this.problems);
  }
}

function isPairLike(item: unknown): boolean {
  return typeof item === "object" && item !== null && "key" in item && "value" in item && !("range" in item);
}
