import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { asOutputError, OutputError } from "./outputError.ts";

/** Every name that a result of this tool may have in its folder: nothing else is ever replaced or deleted. */
const RESULT_FILES: ReadonlySet<string> = new Set([
  "summary.json",
  "replications.csv",
  "latency.csv",
  "timeline.csv",
  "vms.csv",
  "bill.csv",
  "operations.csv",
  "evaluations.csv",
  "jobs.csv",
  "report.md",
  "report.html",
  "latency.svg",
  "waiting.svg",
  "cost.svg",
  "queue.svg",
  "vms.svg",
  "hours.svg",
  "spend.svg",
  "gantt.svg",
  "plan.json",
  "quota.json",
  "quota.md",
  "quota.html",
  "frontier.svg",
  "sweep.svg",
  "sweep-cost.svg",
  "tornado.svg",
  "tornado-cost.svg",
  "break-even.svg",
  "sweep.csv",
]);

/** What takes back each folder that is being written, for when the process is told to stop. */
const unfinished = new Set<() => void>();

/** Removes, at once, all folders that are being written in this process. For signal handlers. */
export function discardUnfinishedFolders(): void {
  for (const discard of unfinished) discard();
  unfinished.clear();
}

/**
 * Refuses a place where results cannot go: a file, or a folder that holds anything but an earlier result of this tool.
 * To be called before a long simulation; `writeResultFolder` checks again.
 *
 * @throws OutputError
 */
export function checkResultFolder(folder: string): void {
  try {
    checkTarget(folder);
  } catch (error) {
    throw asOutputError(error, folder);
  }
}

/**
 * Writes a result folder whole or not at all: `fill` writes into a temporary folder beside it, which then takes its name.
 * An earlier result there is replaced; parents are made, and taken back if it fails.
 *
 * @throws OutputError if the place is refused (see `checkResultFolder`) or the system does not let us write; whatever `fill` throws.
 */
export async function writeResultFolder(folder: string, fill: (temporary: string) => Promise<void>): Promise<void> {
  let discard = (): void => {};
  try {
    const target = checkTarget(folder);
    const parent = dirname(target);
    const firstMade = makeFolders(parent);
    const temporary = besideIn(parent);
    discard = () => {
      rmSync(temporary, { recursive: true, force: true });
      if (firstMade !== undefined) removeEmptyFolders(parent, firstMade);
    };
    unfinished.add(discard);
    mkdirSync(temporary);
    await fill(temporary);
    checkTarget(folder);
    replaceFolder(temporary, target);
  } catch (error) {
    discard();
    throw asOutputError(error, folder);
  } finally {
    unfinished.delete(discard);
  }
}

/** The absolute path, symbolic links followed, once it is known that a result may go there. */
function checkTarget(folder: string): string {
  const path = resolve(folder);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return path;
  if (!existsSync(path)) throw new OutputError(`${folder} is a link to nothing; choose another folder with --out`);
  const target = realpathSync(path);
  if (!lstatSync(target).isDirectory()) {
    throw new OutputError(`${folder} is a file, not a folder; choose another one with --out`);
  }
  if (target === realpathSync(process.cwd())) {
    throw new OutputError(`${folder} is the current folder, which cannot be replaced; choose another one with --out`);
  }
  const names = readdirSync(target);
  const foreign =
    names.find((name) => !RESULT_FILES.has(name)) ?? (names.length > 0 && !isResult(target) ? names[0] : undefined);
  if (foreign !== undefined) {
    throw new OutputError(
      `${folder} holds other things than a result (${basename(foreign)}); choose another folder with --out`,
    );
  }
  return target;
}

/** The names in a folder that a result of this tool may have, in order. */
export function resultFilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => RESULT_FILES.has(name))
    .sort();
}

/** Whether one of the files that say so says that this tool wrote them. */
function isResult(folder: string): boolean {
  return ["summary.json", "plan.json", "quota.json"].some((name) => isOurs(join(folder, name)));
}

function isOurs(file: string): boolean {
  try {
    const summary: unknown = JSON.parse(readFileSync(file, "utf8"));
    const tool = summary !== null && typeof summary === "object" && "tool" in summary ? summary.tool : null;
    return tool !== null && typeof tool === "object" && "name" in tool && tool.name === "poolsim";
  } catch {
    return false;
  }
}

function besideIn(parent: string): string {
  return join(parent, `.poolsim-${randomBytes(6).toString("hex")}`);
}

/** Two renames and no wait between them; the old result comes back if the second fails. */
function replaceFolder(temporary: string, target: string): void {
  if (!existsSync(target)) {
    renameSync(temporary, target);
    return;
  }
  const old = besideIn(dirname(target));
  renameSync(target, old);
  try {
    renameSync(temporary, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

/**
 * Makes a folder and those above it; gives the first that was missing. Step by step, for Node's own recursive `mkdir` never
 * ends where the system says of a folder that exists that it does not (in `/proc`).
 */
function makeFolders(folder: string): string | undefined {
  if (existsSync(folder)) return undefined;
  const firstMade = makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another run may have made it meanwhile: then it is not ours to take back.
    if (existsSync(folder)) return undefined;
    if (firstMade !== undefined) removeEmptyFolders(dirname(folder), firstMade);
    throw error;
  }
  return firstMade ?? folder;
}

/** From the innermost up to the first that was made, as long as they are empty: others may have used them meanwhile. */
function removeEmptyFolders(innermost: string, outermost: string): void {
  for (let folder = innermost; folder.length >= outermost.length; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}
