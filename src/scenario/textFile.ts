import { readFileSync, statSync } from "node:fs";
import { fileProblem, ScenarioError } from "./scenarioError.ts";

const LARGEST_BYTES = 16 * 2 ** 20;

/** What a file should have been, in error messages. */
export interface ExpectedText {
  readonly noun: string;
  readonly text: string;
}

const SCENARIO: ExpectedText = { noun: "a scenario file", text: "YAML or JSON" };

/** The text of a scenario file, or another one. Throws a `ScenarioError` of one line for anything that is no readable text. */
export function readTextFile(file: string, expected: ExpectedText = SCENARIO): string {
  let bytes: Buffer;
  try {
    const status = statSync(file);
    if (status.isDirectory()) throw refused(file, `is a directory, expected ${expected.noun}`);
    if (status.isCharacterDevice() || status.isBlockDevice())
      throw refused(file, `is a device, expected ${expected.noun}`);
    if (status.size > LARGEST_BYTES) throw refused(file, `is larger than 16 MiB, expected ${expected.noun}`);
    bytes = readFileSync(file);
  } catch (error) {
    throw error instanceof ScenarioError ? error : refused(file, reasonOf(error));
  }
  return decode(file, bytes, expected);
}

function decode(file: string, bytes: Buffer, expected: ExpectedText): string {
  if (bytes.includes(0))
    throw refused(file, `is a binary file, expected ${expected.text}${expected === SCENARIO ? " text" : ""}`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused(file, `is not UTF-8 text, expected ${expected.text}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") return "no such file";
  if (code === "EACCES" || code === "EPERM") return "may not be read (permission denied)";
  if (code === "ERR_INVALID_ARG_VALUE") return "is not a file's name";
  return `cannot be read${code === "" ? "" : ` (${code})`}`;
}

function refused(file: string, message: string): ScenarioError {
  return new ScenarioError([fileProblem(file, message)]);
}
