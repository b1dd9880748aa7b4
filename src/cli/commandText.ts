import { basename } from "node:path";
import type { CommonOptions } from "./commonOptions.ts";

/**
 * The command as `summary.json` tells it: the subcommand and those of its options that change figures, as a shell would
 * take them, its own ones first. Of files named by `--set` only the last part: results hold no paths of a machine.
 */
export function commandText(subcommand: string, options: CommonOptions, own: readonly string[] = []): string {
  const words = [
    ...own,
    ...(options.seed === undefined ? [] : ["--seed", String(options.seed)]),
    ...(options.replications === undefined ? [] : ["--replications", String(options.replications)]),
    ...options.alternative.flatMap((name) => ["--alternative", name]),
    ...options.set.flatMap((assignment) => ["--set", withoutFolders(assignment)]),
  ];
  return [subcommand, ...words.map(quoted)].join(" ");
}

function withoutFolders(assignment: string): string {
  const [path = ""] = assignment.split("=", 1);
  const value = assignment.slice(path.length + 1);
  return /(?:^|\.)(?:file|csv|formulaFile)$/u.test(path) ? `${path}=${basename(value)}` : assignment;
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w./:=%@+,-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
