import * as z from "zod";
import { randomCount, randomDuration } from "./distributionSchema.ts";
import { scenarioSchema } from "./scenarioSchema.ts";
import { branches } from "./schemaWalk.ts";
import { type DefaultSource, defaultSource } from "./strictSchema.ts";
import { valueWords, wordOf } from "./valueWords.ts";

/** A key of the scenario file. */
export interface ReferenceRow {
  /** `<name>` stands for each name that the user chooses, `[]` for each entry of a list. */
  readonly path: string;
  /** What is written there, as in "duration or none". */
  readonly takes: string;
  readonly meaning: string;
  /** As one would write it, or null where there is none. */
  readonly value: string | null;
  /** An assumption is ours, for want of a published figure. */
  readonly source: DefaultSource | null;
  /** Whether it may not be left out where the map that it stands in is given. */
  readonly required: boolean;
}

type Schema = z.core.$ZodType;

/** So many keys are told where their map is. */
const FEW = 5;

/**
 * Every key of the format, in its order. Maps that stand in several places are told where they come first; what is random is told once,
 * in a section of `referenceSections`.
 */
export function referenceRows(): readonly ReferenceRow[] {
  return keysOf(scenarioSchema, [], new Map());
}

/** Keys that stand below one another. */
export interface ReferenceSection {
  /** The path that they share, or what they are. */
  readonly title: string;
  /** What it is about. */
  readonly meaning: string;
  /** Paths within the section. */
  readonly rows: readonly ReferenceRow[];
}

/** The keys in sections: the top of the file, each of its parts, and what stands in place of anything random. */
export function referenceSections(): readonly ReferenceSection[] {
  const rows = referenceRows();
  const parts = rows.filter(({ path }) => !path.includes(".")).filter(({ path }) => hasSection(rows, path));
  const titles = parts.map(({ path }) =>
    rows.some((row) => isBelow(row.path, `${path}.<name>`)) ? `${path}.<name>` : path,
  );
  const inParts = (row: ReferenceRow): boolean => titles.some((title) => isBelow(row.path, title));
  return [
    { title: "The file", meaning: "", rows: rows.filter((row) => !inParts(row)) },
    ...titles.map((title, i) => ({
      title,
      meaning: parts[i]!.meaning,
      rows: rows
        .filter((row) => isBelow(row.path, title))
        .map((row) => ({ ...row, path: row.path.slice(title.length + 1) })),
    })),
    {
      title: "A distribution",
      meaning:
        "Exactly one of these, in place of anything random. The values are durations, sizes or numbers, as the key has them.",
      rows: distributionRows(),
    },
  ];
}

/** Parts of the file with more than a few keys. */
function hasSection(rows: readonly ReferenceRow[], part: string): boolean {
  return rows.filter(({ path }) => isBelow(path, part)).length > FEW;
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(`${above}.`);
}

/** The keys of a distribution: all kinds, of durations first, then those of counts only. */
function distributionRows(): readonly ReferenceRow[] {
  const rows = [randomDuration, randomCount].flatMap((schema) =>
    branches(schema).flatMap((branch) => keysOf(branch, [], new Map(), true)),
  );
  return rows.filter(({ path }, i) => rows.findIndex((row) => row.path === path) === i);
}

function keysOf(
  schema: Schema,
  path: readonly string[],
  told: Map<Schema, string>,
  inDistribution = false,
): readonly ReferenceRow[] {
  if (wordOf(schema) !== null && !(inDistribution && path.length === 0)) return [];
  if (schema instanceof z.ZodRecord) return below(schema.def.valueType, [...path, "<name>"], told);
  if (schema instanceof z.ZodArray) return below(schema.def.element, [...path.slice(0, -1), `${path.at(-1)}[]`], told);
  if (!(schema instanceof z.ZodObject)) return [];
  told.set(schema, path.join("."));
  return Object.entries(schema.shape as z.core.$ZodLooseShape).flatMap(([key, inner]) => {
    const property = inner as Schema;
    const own = [...path, key];
    const row = rowOf(property, own);
    const at = mapsIn(property).flatMap((map) => told.get(map) ?? [])[0];
    return at === undefined ? [row, ...below(property, own, told)] : [{ ...row, takes: `${row.takes}, as ${at}` }];
  });
}

/** The keys inside what a schema admits. */
function below(schema: Schema, path: readonly string[], told: Map<Schema, string>): readonly ReferenceRow[] {
  return branches(schema).flatMap((branch) => keysOf(branch, path, told));
}

/** The maps that stand in what a schema admits, in lists and under the user's own names too; not those of distributions. */
function mapsIn(schema: Schema): readonly Schema[] {
  return branches(schema).flatMap((branch) => {
    if (wordOf(branch) !== null) return [];
    if (branch instanceof z.ZodRecord) return mapsIn(branch.def.valueType);
    if (branch instanceof z.ZodArray) return mapsIn(branch.def.element);
    return branch instanceof z.ZodObject ? [branch] : [];
  });
}

function rowOf(schema: Schema, path: readonly string[]): ReferenceRow {
  const source = defaultSource(schema);
  return {
    path: path.join("."),
    takes: valueWords(schema),
    meaning: z.globalRegistry.get(schema)?.description ?? "",
    value: source !== null && schema instanceof z.ZodDefault ? flow(schema.def.defaultValue) : null,
    source,
    required: !(schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault),
  };
}

/** As one would write it in a file, on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${flow(item)}`)
    .join(", ")}}`;
}
