import type { Entry, Located, LocatedMap } from "./located.ts";
import { givesWay } from "./oneOf.ts";

/** A `null` that had nothing to remove: harmless, or a misspelt key. */
export interface IdleRemoval {
  readonly path: readonly string[];
  readonly entry: Entry;
}

/**
 * A JSON merge patch (RFC 7396) with one rule more: a patch that names another member of a one-of replaces it (see `oneOf.ts`).
 *
 * The alternatives of a scenario are patches themselves, so inside them a `null` is kept: it removes when the alternative is applied.
 * Every value keeps the place where it was written, a merged map that of the target.
 */
export class MergePatch {
  readonly idle: IdleRemoval[] = [];

  apply(target: Located | undefined, patch: Located, path: readonly string[] = []): Located {
    if (patch.kind !== "map") return patch;
    const base = target?.kind === "map" ? this.#afterOneOf(target, patch, path) : undefined;
    const entries = new Map<string, Entry>(base?.entries);
    for (const [key, entry] of patch.entries) {
      const inner = [...path, key];
      const old = entries.get(key);
      if (isNull(entry.node) && !isInsideAlternative(inner)) {
        if (old === undefined) this.idle.push({ path: inner, entry });
        entries.delete(key);
      } else {
        entries.set(key, { key: old?.key ?? entry.key, node: this.apply(old?.node, entry.node, inner) });
      }
    }
    return { kind: "map", entries, place: base?.place ?? patch.place };
  }

  #afterOneOf(target: LocatedMap, patch: LocatedMap, path: readonly string[]): LocatedMap {
    const named = [...patch.entries].filter(([, entry]) => !isNull(entry.node)).map(([key]) => key);
    const leaving = givesWay(path, target.entries.keys(), named);
    if (leaving.length === 0) return target;
    const kept = leaving === "all" ? [] : [...target.entries].filter(([key]) => !leaving.includes(key));
    return { kind: "map", entries: new Map(kept), place: target.place };
  }
}

function isNull(node: Located): boolean {
  return node.kind === "scalar" && node.value === null;
}

function isInsideAlternative(path: readonly string[]): boolean {
  return path[0] === "alternatives" && path.length > 2;
}
