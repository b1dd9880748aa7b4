import { join } from "node:path";
import { describe } from "vitest";
import { findTrace, traceFolder } from "./traceFile.ts";

/**
 * Tests on one real trace, whose file `body` is given. The data belong to no checkout: where they are absent these tests are skipped,
 * and say so.
 */
export function withTrace(name: string, body: (file: string) => void): void {
  const file = findTrace(name);
  if (file === null) {
    console.warn(
      `SKIPPED: the real trace ${join(traceFolder, name)} is absent. Set POOLSIM_TRACES to the folder that holds ${name}.`,
    );
  }
  describe.skipIf(file === null)(`on the real trace ${name}`, () => {
    if (file !== null) body(file);
  });
}
