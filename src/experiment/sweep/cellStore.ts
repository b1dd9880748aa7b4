import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { WorldRecord } from "../../model/worldResult.ts";
import { keepWorld, restoreWorld } from "./keptWorld.ts";

/** Where results of cells are kept, so that one that is done is not simulated again. */
export interface CellStore {
  /** Null: it is not there. */
  read(key: string): WorldRecord | null;
  /** Whole or not at all. Gives what `read` will. */
  write(key: string, world: WorldRecord): WorldRecord;
}

const UNFINISHED = ".part";

/**
 * A store in a folder, made with the first cell, a file each: whatever ends the process, even at once, a file that has a cell's name is
 * whole. One process at a time.
 *
 * @throws the system's error, where the folder cannot be read or written.
 */
export class CellFolder implements CellStore {
  readonly #folder: string;

  /** @param fresh whether what is there is forgotten first. */
  constructor(folder: string, fresh = false) {
    this.#folder = folder;
    for (const name of filesIn(folder))
      if (name.endsWith(UNFINISHED) || fresh) rmSync(join(folder, name), { force: true });
  }

  read(key: string): WorldRecord | null {
    try {
      return restoreWorld(readFileSync(this.#fileOf(key), "utf8"));
    } catch (error) {
      if (isAbsence(error)) return null;
      throw error;
    }
  }

  write(key: string, world: WorldRecord): WorldRecord {
    const text = keepWorld(world);
    const file = this.#fileOf(key);
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(file + UNFINISHED, text);
    renameSync(file + UNFINISHED, file);
    return restoreWorld(text)!;
  }

  #fileOf(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}

/** For those who keep nothing: results as a store would give them back. */
export const KEEPS_NOTHING: CellStore = {
  read: () => null,
  write: (_key, world) => restoreWorld(keepWorld(world))!,
};

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
