import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A folder for the files that tests write, removed after all of them; `POOLSIM_SCRATCH` names it. What several test files share makes its
 * own folders here and cannot remove them: the files of a process load it once, and none of them is known to be the last.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "poolsim-scratch-"));
  process.env.POOLSIM_SCRATCH = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
