import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe } from "vitest";

/** Where the real traces are: POOLSIM_TRACES, or a folder beside the checkout. */
export const traceFolder = process.env.POOLSIM_TRACES ?? resolve(import.meta.dirname, "../../../shared/traces");

/**
 * Tests on one real trace, whose file `body` is given. The data belong to no checkout: where they are absent these tests are skipped,
 * and say so.
 */
export function withTrace(name: string, body: (file: string) => void): void {
  const file = join(traceFolder, name);
  const absent = !existsSync(file);
  if (absent) {
    console.warn(`SKIPPED: the real trace ${file} is absent. Set POOLSIM_TRACES to the folder that holds ${name}.`);
  }
  describe.skipIf(absent)(`on the real trace ${name}`, () => {
    if (!absent) body(file);
  });
}
