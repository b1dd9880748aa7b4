import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installProgram } from "./shared/installedProgram.ts";

/** Builds the program once, in a folder of its own, for the tests that run it as a user would; `POOLSIM_BUILT` names its main file. */
export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "poolsim-built-"));
  await installProgram(folder);
  process.env.POOLSIM_BUILT = join(folder, "dist/cli/main.js");
  return () => rmSync(folder, { recursive: true });
}
