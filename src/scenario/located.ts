import type { Problem } from "./scenarioError.ts";

/** A text that values come from, and how to show a place in it. */
export interface Source {
  /** As the user named it. */
  readonly label: string;
  /** File references in it are relative to this directory. */
  readonly directory: string;
  /** A problem at an offset of the text. */
  problem(start: number, end: number, path: string, message: string): Problem;
}

export interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** The path in its own document: an alternative's patch says `alternatives.x.pools`. */
  readonly path: readonly string[];
}

/** JSON that remembers where each of its values, and each key, was written. */
export type Located =
  | { readonly kind: "scalar"; readonly value: string | number | boolean | null; readonly place: Place }
  | { readonly kind: "list"; readonly items: readonly Located[]; readonly place: Place }
  | LocatedMap;

export interface LocatedMap {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
}

export interface Entry {
  /** Of the key. */
  readonly key: Place;
  readonly node: Located;
}

/** The plain JSON value, without places. */
export function toPlain(node: Located): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toPlain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toPlain(entry.node)]));
}

/** The located form of a plain JSON value, all of it at one place. */
export function fromPlain(value: unknown, place: Place): Located {
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => fromPlain(item, place)), place };
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]): [string, Entry] => [
      key,
      { key: place, node: fromPlain(item, place) },
    ]);
    return { kind: "map", entries: new Map(entries), place };
  }
  return { kind: "scalar", value: value as string | number | boolean | null, place };
}

/** The node at a path, or undefined. */
export function nodeAt(root: Located, path: readonly string[]): Located | undefined {
  let node: Located | undefined = root;
  for (const segment of path) {
    if (node?.kind === "map") node = node.entries.get(segment)?.node;
    else if (node?.kind === "list") node = node.items[Number(segment)];
    else return undefined;
  }
  return node;
}

export function mapAt(root: Located, path: readonly string[]): LocatedMap | undefined {
  const node = nodeAt(root, path);
  return node?.kind === "map" ? node : undefined;
}

/** The text at a path, or undefined where something else or nothing stands there. */
export function textAt(root: Located, path: readonly string[]): string | undefined {
  const node = nodeAt(root, path);
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/**
 * A problem with the value at a path of a merged tree, shown where it was written. Where nothing stands there (a missing key), it is
 * shown at the key of the nearest thing around it; `atKey` shows an existing value by its key.
 */
export function problemAt(root: Located, path: readonly string[], message: string, atKey = false): Problem {
  let node: Located = root;
  let key: Place | null = null;
  for (const [depth, segment] of path.entries()) {
    const entry: Entry | undefined = node.kind === "map" ? node.entries.get(segment) : undefined;
    const next: Located | undefined = entry?.node ?? (node.kind === "list" ? node.items[Number(segment)] : undefined);
    if (next === undefined) return show(key ?? node.place, [...node.place.path, ...path.slice(depth)], message);
    key = entry?.key ?? next.place;
    node = next;
  }
  return atKey && key !== null ? show(key, key.path, message) : show(node.place, node.place.path, message);
}

/** `pools.nightly.vms`, `arrivals.at[1]`. */
export function pathText(path: readonly string[]): string {
  return path.map((part, i) => (/^\d+$/.test(part) && i > 0 ? `[${part}]` : i === 0 ? part : `.${part}`)).join("");
}

function show(place: Place, path: readonly string[], message: string): Problem {
  return place.source.problem(place.start, place.end, pathText(path), message);
}
