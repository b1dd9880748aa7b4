import * as z from "zod";

const words = z.registry<{ readonly word: string }>();

/** Says what a schema's text is, as in "duration"; what is made of the schema later is called the same. */
export function called<Schema extends z.ZodType>(schema: Schema, word: string): Schema {
  words.add(schema, { word });
  return schema;
}

/** What a schema was called, or null. */
export function wordOf(schema: z.core.$ZodType): string | null {
  return words.get(schema)?.word ?? null;
}

/** What may be written where a schema stands: "duration or distribution", "fifo or priority". */
export function valueWords(schema: z.core.$ZodType): string {
  return [...new Set(wordsOf(schema))].join(" or ");
}

function wordsOf(schema: z.core.$ZodType): readonly string[] {
  const own = wordOf(schema);
  if (own !== null) return [own];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return wordsOf(schema.def.innerType);
  if (schema instanceof z.ZodLazy) return wordsOf(schema.def.getter());
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(wordsOf);
  if (schema instanceof z.ZodArray) return [`[${valueWords(schema.def.element)}, ..]`];
  if (schema instanceof z.ZodRecord) return ["map by name"];
  if (schema instanceof z.ZodObject) return ["map"];
  if (schema instanceof z.ZodBoolean) return ["true", "false"];
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodLiteral) return schema.def.values.map(String).filter((value) => value !== "NaN");
  if (schema instanceof z.ZodNull) return ["null"];
  if (schema instanceof z.ZodString) return ["text"];
  if (schema instanceof z.ZodNumber) return [numberWords(schema)];
  return [];
}

function numberWords(schema: z.ZodNumber): string {
  const noun = schema.isInt ? "whole number" : "number";
  const { minValue, maxValue } = schema;
  const most = maxValue !== null && maxValue < Number.MAX_SAFE_INTEGER ? maxValue : null;
  const least = minValue !== null && minValue > Number.MIN_SAFE_INTEGER ? minValue : null;
  if (least !== null && most !== null) return `${noun} (${digits(least)} to ${digits(most)})`;
  if (least === null || (least === 0 && schema.isInt)) return noun;
  return `${noun} ${schema.safeParse(least).success ? "from" : "above"} ${digits(least)}`;
}

function digits(value: number): string {
  return value.toLocaleString("en-US");
}
