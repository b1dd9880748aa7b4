import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Builds the program once, in a folder of its own, for the tests that run it as a user would; `POOLSIM_BUILT` names its main file. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "poolsim-built-"));
  copyFileSync(join(ROOT, "package.json"), join(folder, "package.json"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", join(ROOT, "tsconfig.build.json"), "--outDir", join(folder, "dist")]);
  process.env.POOLSIM_BUILT = join(folder, "dist/cli/main.js");
  return () => rmSync(folder, { recursive: true });
}
