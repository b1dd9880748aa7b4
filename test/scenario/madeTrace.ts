import { mkdtempSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { TraceError } from "../../src/scenario/traceError.ts";
import { readTrace, type TraceFormat, type TracePlacing } from "../../src/scenario/traceFile.ts";

export const SWF: TraceFormat = { format: "swf" };
export const KEEP: TracePlacing = { startEpochMs: 0, origin: "keep" };
export const FIRST: TracePlacing = { startEpochMs: 0, origin: "first" };

/** For the test files that import this one. */
export const folder = mkdtempSync(join(process.env.POOLSIM_SCRATCH ?? tmpdir(), "trace-"));

let made = 0;
export async function fileOf(content: string | Buffer, name = `made-${made++}`): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

export function csv(
  columns: Extract<TraceFormat, { format: "csv" }>["columns"],
  timeUnit: "s" | "ms" = "s",
): TraceFormat {
  return { format: "csv", columns, timeUnit };
}

/** A line of SWF: the fields not named here are unknown. */
export function swfLine(job: {
  submit: number | string;
  run?: number | string;
  allocated?: number;
  requested?: number;
  user?: number;
}): string {
  const { submit, run = 10, allocated = 1, requested = -1, user = -1 } = job;
  return `1 ${submit} -1 ${run} ${allocated} -1 -1 ${requested} -1 -1 1 ${user} -1 -1 -1 -1 -1 -1`;
}

export async function problemOf(file: string, format: TraceFormat, placing: TracePlacing = KEEP): Promise<string> {
  try {
    await readTrace(file, format, placing);
  } catch (error) {
    expect(error).toBeInstanceOf(TraceError);
    const { message } = error as TraceError;
    expect(message).not.toContain("\n");
    expect(message.startsWith(file)).toBe(true);
    return message.slice(file.length);
  }
  throw new Error("the trace was read");
}
