import * as z from "zod";
import { scenarioSchema } from "./scenarioSchema.ts";

/**
 * The JSON Schema of scenario files (draft 2020-12): lets editors complete keys and mark mistakes while one types. Nothing is required at
 * the top, because a file may be a patch on the one that it extends.
 */
export function scenarioJsonSchema(): Readonly<Record<string, unknown>> {
  const { required: _, ...schema } = z.toJSONSchema(scenarioSchema, { io: "input", target: "draft-2020-12" });
  return { ...schema, title: "Poolsim scenario" };
}
