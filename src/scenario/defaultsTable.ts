import { z } from "zod";
import { scenarioSchema } from "./scenarioSchema.ts";
import { branches } from "./schemaWalk.ts";
import { type DefaultSource, defaultSource } from "./strictSchema.ts";

/** A key that may be left out. */
export interface DefaultRow {
  /** `<name>` stands for each name that the user chooses. */
  readonly path: string;
  readonly meaning: string;
  readonly value: string;
  readonly source: DefaultSource;
}

/** Every key that has a default, in the order of the format. */
export function defaultRows(): readonly DefaultRow[] {
  return rowsOf(scenarioSchema, []);
}

/** The defaults as a Markdown table. Assumptions are ours, for want of a published figure: check those that matter to you. */
export function defaultsTable(): string {
  const lines = defaultRows().map(
    ({ path, meaning, value, source }) => `| \`${path}\` | ${cell(meaning)} | \`${cell(value)}\` | ${source} |`,
  );
  return ["| key | meaning | default | where it comes from |", "|---|---|---|---|", ...lines, ""].join("\n");
}

function rowsOf(schema: z.core.$ZodType, path: readonly string[]): readonly DefaultRow[] {
  const source = defaultSource(schema);
  if (source !== null && schema instanceof z.ZodDefault) {
    return [{ path: path.join("."), meaning: schema.description ?? "", value: flow(schema.def.defaultValue), source }];
  }
  return branches(schema).flatMap((branch) => {
    if (branch instanceof z.ZodRecord) return rowsOf(branch.def.valueType, [...path, "<name>"]);
    if (!(branch instanceof z.ZodObject)) return [];
    return Object.entries(branch.shape as z.core.$ZodLooseShape).flatMap(([key, inner]) =>
      rowsOf(inner as z.core.$ZodType, [...path, key]),
    );
  });
}

/** As one would write it in a file, on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${flow(item)}`)
    .join(", ")}}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
