import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/**
 * The exact answers of one file, by name. They stand beside the checkout, in `../shared/oracles`, or where
 * POOLSIM_ORACLES says. Throws a sentence where they do not.
 */
export function oracleFile(name: string): unknown {
  const folder = process.env.POOLSIM_ORACLES ?? resolve(ROOT, "../shared/oracles");
  const path = join(folder, name);
  if (!existsSync(path)) {
    throw new Error(
      `The exact answers ${name} are missing from ${folder}: set POOLSIM_ORACLES to the folder that holds them.`,
    );
  }
  return JSON.parse(readFileSync(path, "utf8"));
}
