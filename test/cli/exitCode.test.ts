import { describe, expect, it } from "vitest";
import { explainError } from "../../src/cli/exitCode.ts";
import { UsageError } from "../../src/cli/usageError.ts";
import { OutputError } from "../../src/report/outputError.ts";

class AuditError extends Error {}
class TraceError extends Error {}

describe("explainError", () => {
  it.each([
    [new UsageError("no file given"), 2, "no file given"],
    [new OutputError("cannot write x"), 2, "cannot write x"],
    [new TraceError("a.csv:3: short"), 2, "a.csv:3: short"],
    [new AuditError("invariant 3: VM 4"), 1, "invariant 3: VM 4"],
    [new UsageError("first\n   second"), 2, "first\n   second"],
    [new UsageError("\u001B[31mred\u0007"), 2, "red"],
    [new TypeError("x is not a function\nmore"), 1, "poolsim: internal error: x is not a function; please report it"],
    ["thrown text", 1, "poolsim: internal error: thrown text; please report it"],
    [new RangeError(""), 1, "poolsim: internal error: RangeError; please report it"],
  ])("tells %s with its exit code", (error, code, text) => {
    expect(explainError(error)).toEqual({ code, text });
  });
});
