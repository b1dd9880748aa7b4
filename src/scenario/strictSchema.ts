import * as z from "zod";

// Code made for each object pays from some hundred checks on; a scenario is checked a few times, which took twice as long with it.
z.config({ jitless: true });

/** Where a default comes from: a published fact of the services, our assumption, or a convention of this program. */
export type DefaultSource = "sourced" | "assumption" | "convention";

/** What a check of zod is given. */
export type CheckContext<Value> = z.core.ParsePayload<Value>;

const sources = z.registry<{ readonly source: DefaultSource }>();

/** An object that refuses unknown keys; the refusal carries the keys that are valid there, for the error's "did you mean". */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const keys = Object.keys(Object.getOwnPropertyDescriptors(shape));
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? validKeys(keys) : undefined),
  });
}

/** The message of an unknown-key issue: the valid keys, which `schemaProblems` reads back. */
export function validKeys(keys: readonly string[]): string {
  return keys.join(" ");
}

/** A key that may be left out, and then has this value. */
export function defaulted<Schema extends z.ZodType>(
  schema: Schema,
  value: z.core.util.NoUndefined<z.output<Schema>>,
  meaning: string,
  source: DefaultSource,
): z.ZodDefault<Schema> {
  const field = schema.default(value).describe(meaning);
  sources.add(field, { source });
  return field;
}

/** The source of a key's default, or null where it has none. */
export function defaultSource(schema: z.core.$ZodType): DefaultSource | null {
  return sources.get(schema)?.source ?? null;
}

/** Requires exactly one (or, if `optional`, at most one) of some keys of an object. */
export function oneKeyOf(keys: readonly string[], optional = false): (context: CheckContext<object>) => void {
  return (context) => {
    const present = keys.filter((key) => Object.hasOwn(context.value, key));
    if (present.length === 1 || (optional && present.length === 0)) return;
    // An unknown key is probably the one that is missed.
    if (present.length === 0 && context.issues.some(({ code }) => code === "unrecognized_keys")) return;
    const found = present.length === 0 ? "none is given" : `found ${present.join(" and ")}`;
    const message = `${found}; expected ${optional ? "at most" : "exactly"} one of ${keys.join(", ")}`;
    context.issues.push({ code: "custom", message, input: context.value });
  };
}

/** Leaves a map that has any of these keys to another branch of a union, so that what is wrong in it is told there. */
export function leaving(keys: readonly string[]): (context: CheckContext<unknown>) => void {
  return ({ value, issues }) => {
    const unknown = issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
    if (!keys.some((key) => unknown.includes(key))) return;
    issues.push({ code: "custom", message: "is a map of another kind", input: value, continue: false });
  };
}
