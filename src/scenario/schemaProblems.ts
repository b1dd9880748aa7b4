import type { z } from "zod";
import { type Located, nodeAt, problemAt, toPlain } from "./located.ts";
import { nearestName } from "./nearestName.ts";
import { describeValue } from "./quantity.ts";
import type { Problem } from "./scenarioError.ts";

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  object: "a map",
  record: "a map",
  array: "a list",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};
/** What stands in a message before what would have been right. */
const EXPECTED = ", expected ";
const MOST_NAMED = 16;

/** What the schema's check of a tree found, each in words and at the place where it was written. */
export function schemaProblems(issues: readonly Issue[], tree: Located): readonly Problem[] {
  return withoutMisspelt(issues.flatMap((issue) => issueProblems(issue, tree, [])));
}

/** A key that is missing because it is misspelt is one mistake, told where it stands. */
function withoutMisspelt(problems: readonly Problem[]): readonly Problem[] {
  const meant = problems.flatMap(({ path, message }) => {
    const [, name] = /^unknown key; did you mean "(.+)"\?$/.exec(message) ?? [];
    return name === undefined ? [] : [path.replace(/[^.]*$/, name)];
  });
  return problems.filter(({ path, message }) => !message.startsWith("is missing") || !meant.includes(path));
}

function issueProblems(issue: Issue, tree: Located, above: readonly string[]): readonly Problem[] {
  const path = [...above, ...issue.path.map(String)];
  if (issue.code === "invalid_union") return unionProblems(issue.errors, tree, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => problemAt(tree, [...path, key], unknownKey(key, issue.message.split(" ")), true));
  }
  if (issue.code === "custom") return [problemAt(tree, path, issue.message, issue.params?.atKey === true)];
  return [problemAt(tree, path, messageOf(issue, tree, path))];
}

/**
 * The branch of a union that is meant is one whose type fits, and of several maps the one that knows most of the keys; with none, the
 * first that has words of its own speaks, or all of them are named.
 */
function unionProblems(
  errors: readonly (readonly Issue[])[],
  tree: Located,
  path: readonly string[],
): readonly Problem[] {
  const fitting = errors.filter((branch) => !branch.some(isOfOtherType));
  const fewest = Math.min(...fitting.map(unknownKeys));
  const meant = fitting.find((branch) => unknownKeys(branch) === fewest);
  if (meant !== undefined) return meant.flatMap((issue) => issueProblems(issue, tree, path));
  const roots = errors.flatMap((branch) => branch.filter(isOfOtherType).flatMap(leavesOf));
  const own = roots.find(({ message }) => !isGenerated(message) && !message.includes(EXPECTED));
  if (own !== undefined) return [problemAt(tree, path, own.message)];
  const expected = [...new Set(roots.flatMap(expectedOf))];
  return [problemAt(tree, path, missing(`found ${describeValue(plainAt(tree, path))}, expected ${listed(expected)}`))];
}

/** What the members of unions within unions say. */
function leavesOf(issue: Issue): readonly Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  return issue.errors.flatMap((branch) => branch.filter(isOfOtherType).flatMap(leavesOf));
}

/** How many keys of the map itself a branch does not know. */
function unknownKeys(branch: readonly Issue[]): number {
  const counts = branch.map((issue) => {
    if (issue.path.length > 0) return 0;
    if (issue.code === "unrecognized_keys") return issue.keys.length;
    if (issue.code !== "invalid_union") return 0;
    return Math.min(...issue.errors.filter((inner) => !inner.some(isOfOtherType)).map(unknownKeys));
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

function isOfOtherType(issue: Issue): boolean {
  return (
    issue.path.length === 0 &&
    (issue.code === "invalid_type" ||
      issue.code === "invalid_value" ||
      (issue.code === "invalid_union" && issue.errors.every((branch) => branch.some(isOfOtherType))))
  );
}

function messageOf(issue: Issue, tree: Located, path: readonly string[]): string {
  if (!isGenerated(issue.message)) return missing(issue.message);
  const found = plainAt(tree, path);
  if (issue.code === "invalid_value") {
    const names = issue.values.map(String);
    const near = typeof found === "string" ? nearestName(found, names) : null;
    return missing(
      near === null
        ? `found ${describeValue(found)}, expected ${listed(names)}`
        : `found ${describeValue(found)}; did you mean "${near}"?`,
    );
  }
  if (issue.code === "invalid_type")
    return missing(`found ${describeValue(found)}, expected ${listed(expectedOf(issue))}`);
  if (issue.code === "too_small") {
    const bound = `${issue.inclusive === false ? "above" : "at least"} ${issue.minimum}`;
    return Array.isArray(found)
      ? `is a list of ${found.length}, expected ${bound}`
      : `found ${describeValue(found)}, expected ${bound}`;
  }
  if (issue.code === "too_big")
    return typeof found === "string"
      ? `is longer than ${issue.maximum} characters`
      : `found ${describeValue(found)}, expected at most ${issue.maximum}`;
  return `found ${describeValue(found)}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
}

/** The sentences that zod makes when a schema brings none. */
function isGenerated(message: string): boolean {
  return /^(?:Invalid|Too (?:small|big)|Unrecognized)/.test(message);
}

function expectedOf(issue: Issue): readonly string[] {
  if (issue.code === "invalid_value") return issue.values.map((value) => `"${String(value)}"`);
  if (!isGenerated(issue.message)) return issue.message.split(EXPECTED).slice(1, 2);
  return issue.code === "invalid_type" ? [KINDS[issue.expected] ?? issue.expected] : [];
}

/** `found nothing, expected x` reads better as `is missing; expected x`. */
function missing(message: string): string {
  return message.replace(/^found nothing, /, "is missing; ");
}

function plainAt(tree: Located, path: readonly string[]): unknown {
  const node = nodeAt(tree, path);
  return node === undefined ? undefined : toPlain(node);
}

function unknownKey(key: string, valid: readonly string[]): string {
  const near = nearestName(key, valid);
  if (near !== null) return `unknown key; did you mean "${near}"?`;
  const shown = valid.length > MOST_NAMED ? `${valid.slice(0, MOST_NAMED).join(", ")}, ...` : valid.join(", ");
  return `unknown key; expected ${valid.length === 1 ? shown : `one of ${shown}`}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "something else") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
