import { plainText } from "../report/plainText.ts";

/** What the process tells its caller. */
export const EXIT = {
  fine: 0,
  /** A fault of the program: an invariant broken, an unexpected error. */
  fault: 1,
  badInput: 2,
  /** With `--check`: an objective was not met. */
  objectiveMissed: 99,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** Errors whose message was written for the user, by name: heavy modules are not loaded to ask for their class. */
const INPUT_ERRORS: ReadonlySet<string> = new Set([
  "UsageError",
  "ScenarioError",
  "TraceError",
  "OutputError",
  "ResultError",
]);

/**
 * The exit code of an error and what stderr says about it, without a line end: an input error and a failed audit speak for
 * themselves, anything else is a fault of ours, told in one line.
 */
export function explainError(error: unknown): { readonly code: number; readonly text: string } {
  if (!(error instanceof Error)) return internalError(String(error));
  if (INPUT_ERRORS.has(error.name) || INPUT_ERRORS.has(error.constructor.name)) {
    return { code: EXIT.badInput, text: error.message.split("\n").map(plainText).join("\n") };
  }
  if (error.name === "AuditError" || error.constructor.name === "AuditError") {
    return { code: EXIT.fault, text: error.message.split("\n").map(plainText).join("\n") };
  }
  if (error.name === "CellError") return { code: EXIT.fault, text: `poolsim: ${plainText(error.message)}` };
  if (error.name === "InterruptedError")
    return { code: EXIT.interrupted, text: `poolsim: ${plainText(error.message)}` };
  return internalError(error.message || error.name);
}

function internalError(message: string): { code: number; text: string } {
  const [line = ""] = message.split("\n");
  return { code: EXIT.fault, text: `poolsim: internal error: ${plainText(line)}; please report it` };
}
