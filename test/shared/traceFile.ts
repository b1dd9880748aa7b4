import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where the real traces are: POOLSIM_TRACES, or a folder beside the checkout. */
export const traceFolder = process.env.POOLSIM_TRACES ?? resolve(import.meta.dirname, "../../../shared/traces");

/** A real trace by its file name; null where it is not there, for the data belong to no checkout. */
export function findTrace(name: string): string | null {
  const file = join(traceFolder, name);
  return existsSync(file) ? file : null;
}
