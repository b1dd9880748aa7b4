import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScenario } from "../../src/experiment/run.ts";
import { writeRunFiles } from "../../src/report/runFiles.ts";
import { type LoadOptions, loadScenario } from "../../src/scenario/load.ts";

/** The contents of a result folder by the files' names, in order of name. */
export type ResultFiles = Readonly<Record<string, string>>;

/** The scenario of these tests, as text. */
export function everyPart(): string {
  return readFileSync(join(import.meta.dirname, "everyPart.yaml"), "utf8");
}

export function filesIn(folder: string): ResultFiles {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "latin1")]));
}

/** Runs a scenario's text in this process, as a program would that uses the library, and reads the files written. */
export async function filesOf(text: string, options: LoadOptions = {}): Promise<ResultFiles> {
  const folder = mkdtempSync(join(tmpdir(), "poolsim-golden-"));
  try {
    const file = join(folder, "scenario.yaml");
    writeFileSync(file, text);
    await writeRunFiles(await runScenario(await loadScenario(file, options), { jobs: true }), join(folder, "out"));
    return filesIn(join(folder, "out"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The rows of an alternative in each CSV file, without the alternative's name, which is their first column. */
export function rowsOf(files: ResultFiles, alternative: string): Readonly<Record<string, readonly string[]>> {
  const tables = Object.entries(files).filter(([name]) => name.endsWith(".csv"));
  return Object.fromEntries(
    tables.map(([name, text]) => {
      const rows = text.split("\n").filter((line) => line.startsWith(`${alternative},`));
      return [name, rows.map((row) => row.slice(alternative.length + 1))];
    }),
  );
}
