import { createHash } from "node:crypto";
import type { WorldRecipe } from "../../scenario/recipe.ts";
import { withoutDirectories } from "../../scenario/resolved.ts";
import { packageVersion } from "../../version.ts";
import type { Cell } from "../cell.ts";

/**
 * A hash of all that an alternative's worlds depend on but for the replication: the resolved alternative with its seed, the
 * percentiles that objectives ask for, what the files hold that it names, and the version of this program. Names and titles are no part
 * of it, nor how many replications there are.
 */
export function worldKey({ resolved, objectives, files }: WorldRecipe): string {
  const { name: _name, description: _description, objectives: _objectives, replications, ...world } = resolved;
  const asked = [...objectives, ...(typeof replications === "object" ? [replications] : [])].map(
    ({ metric }) => metric,
  );
  const contents = [...files].map(([at, file]) => [at, hashOfFile(file)]);
  return sha256(JSON.stringify([packageVersion(), withoutDirectories(world), asked, contents]));
}

/** The key of a cell in a store, from that of its world: its replication and measured window are added. */
export function cellKey(world: string, { replication, time }: Cell): string {
  const { warmUp, horizon, drain } = time ?? {};
  return sha256(JSON.stringify([world, replication, warmUp, horizon, drain]));
}

type FileContents = WorldRecipe["files"] extends ReadonlyMap<string, infer Contents> ? Contents : never;

const hashes = new WeakMap<FileContents, string>();

/** The points of a grid share what they read, so each file is hashed once. */
function hashOfFile(file: FileContents): string {
  const known = hashes.get(file) ?? hashOfContents(file);
  hashes.set(file, known);
  return known;
}

function hashOfContents(file: FileContents): string {
  if ("text" in file) return sha256(file.text);
  if (!("submit" in file)) return sha256(JSON.stringify(file));
  const { count, tenants, dropped, ...columns } = file;
  const hash = createHash("sha256").update(JSON.stringify([count, tenants, dropped]));
  for (const [column, values] of Object.entries(columns)) hash.update(column).update(values.subarray(0, count));
  return hash.digest("hex");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
