import { copyFileSync, mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildProgram } from "../../build.config.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/**
 * Builds the program into a folder as if it were installed there: `package.json`, `dist` and the packages that it needs.
 *
 * @param sourceMaps whether each module has a `.map` that tells what came from which source.
 */
export async function installProgram(folder: string, sourceMaps = false): Promise<void> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(ROOT, "package.json"), join(folder, "package.json"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  await buildProgram(join(folder, "dist"), sourceMaps);
}
