#!/usr/bin/env node
import { discardUnfinishedFolders } from "../report/resultFolder.ts";
import { runCommandLine } from "./commandLine.ts";
import { EXIT, explainError } from "./exitCode.ts";

/** Says what went wrong and leaves its exit code; the stack is for those who look for our faults. */
function fail(error: unknown): void {
  const { code, text } = explainError(error);
  process.exitCode = code;
  process.stderr.write(`${text.trimEnd()}\n`);
  if (code === EXIT.fault && process.env.POOLSIM_DEBUG === "1" && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`);
  }
}

function stopAtOnce(code: number): void {
  discardUnfinishedFolders();
  process.exit(code);
}

/** A reader that has seen enough (`| head`) closes the pipe: no fault of anybody. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") stopAtOnce(Number(process.exitCode ?? EXIT.fine));
  throw error;
}

process.on("SIGINT", () => stopAtOnce(EXIT.interrupted));
process.on("SIGTERM", () => stopAtOnce(EXIT.terminated));
process.stdout.on("error", endQuietly);
process.stderr.on("error", endQuietly);
process.on("uncaughtException", (error) => {
  fail(error);
  stopAtOnce(Number(process.exitCode));
});

try {
  await runCommandLine(process.argv.slice(2));
} catch (error) {
  fail(error);
}
