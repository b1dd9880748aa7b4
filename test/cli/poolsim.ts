import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

/** The program as it is built, by `test/buildProgram.ts`. */
const MAIN = process.env.POOLSIM_BUILT ?? "";

export interface Outcome {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command line as a user would, in a folder; `more` are further variables of its environment. */
export function start(
  folder: string,
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const env = { PATH: process.env.PATH ?? "", HOME: folder, LANG: "de_DE.UTF-8", TZ: "Asia/Tokyo", ...more };
  return spawn(process.execPath, [MAIN, ...words], { cwd: folder, env });
}

/** Runs the command line to its end. */
export function poolsim(folder: string, ...words: string[]): Promise<Outcome> {
  return ended(start(folder, words));
}

/** What a process that was started said until its end. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
