import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe } from "vitest";

/** Where the exact answers are: POOLSIM_ORACLES, or a folder beside the checkout. */
export const oracleFolder = process.env.POOLSIM_ORACLES ?? resolve(import.meta.dirname, "../../../shared/oracles");

/** Milliseconds. Millions of jobs take half a minute, and some times that on a slow or busy machine. */
const PATIENCE = 300_000;

/**
 * Tests by the exact answers of one file, which `body` is given. They belong to no checkout: where they are absent these tests are
 * skipped, and say so.
 */
export function withOracles<Answers>(name: string, body: (answers: Answers) => void): void {
  const file = join(oracleFolder, name);
  const answers = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Answers) : null;
  if (answers === null) {
    console.warn(
      `SKIPPED: the exact answers ${file} are absent. Set POOLSIM_ORACLES to the folder that holds ${name}.`,
    );
  }
  describe.skipIf(answers === null)(`by the exact answers of ${name}`, { timeout: PATIENCE }, () => {
    if (answers !== null) body(answers);
  });
}
