import * as z from "zod";

type Schema = z.core.$ZodType;

/** The alternatives that a schema is made of once defaults, options and unions are taken off it. */
export function branches(schema: Schema): readonly Schema[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return branches(schema.def.innerType);
  }
  if (schema instanceof z.ZodLazy) return branches(schema.def.getter());
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(branches);
  return [schema];
}

/** The keys that may stand in the map at a path, or null where the user names them or nothing is known. */
export function keysAt(root: Schema, path: readonly string[]): readonly string[] | null {
  let schemas: readonly Schema[] = branches(root);
  for (const key of path) schemas = schemas.flatMap((schema) => step(schema, key));
  const objects = schemas.filter((schema) => schema instanceof z.ZodObject);
  return objects.length === 0 || schemas.some((schema) => schema instanceof z.ZodRecord)
    ? null
    : objects.flatMap((object) => Object.keys(object.shape));
}

function step(schema: Schema, key: string): readonly Schema[] {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as z.core.$ZodLooseShape;
    return Object.hasOwn(shape, key) ? branches(shape[key] as Schema) : [];
  }
  if (schema instanceof z.ZodRecord) return branches(schema.def.valueType);
  return schema instanceof z.ZodArray ? branches(schema.def.element) : [];
}
