#!/usr/bin/env node
import { asOutputError } from "../report/outputError.ts";
import { runCommandLine } from "./commandLine.ts";
import { EXIT, explainError } from "./exitCode.ts";
import { handleInterrupts, stopAtOnce } from "./interrupts.ts";

/** Says what went wrong and leaves its exit code; the stack is for those who look for our faults. */
function fail(error: unknown): void {
  const { code, text } = explainError(error);
  process.exitCode = code;
  process.stderr.write(`${text.trimEnd()}\n`);
  if (code === EXIT.fault && process.env.POOLSIM_DEBUG === "1" && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`);
  }
}

/** A reader that has seen enough (`| head`) closes the pipe: no fault of anybody, and the files are still to be written. */
function allowClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw asOutputError(error, "the output");
}

handleInterrupts();
process.stdout.on("error", allowClosedPipe);
process.stderr.on("error", allowClosedPipe);
process.on("uncaughtException", (error) => {
  fail(error);
  stopAtOnce(Number(process.exitCode));
});

try {
  await runCommandLine(process.argv.slice(2));
} catch (error) {
  fail(error);
  // Whatever is still being read is not wanted any more.
  if (process.exitCode === EXIT.interrupted) stopAtOnce(EXIT.interrupted);
}
