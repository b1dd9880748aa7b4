import type { Command } from "./command.ts";
import { readCommonOptions } from "./commonOptions.ts";

/** `schema`: prints the JSON Schema of scenario files, for editors to complete and check as one types. */
export const schemaCommand: Command = {
  handler: async (args) => {
    readCommonOptions(args);
    const { scenarioJsonSchema } = await import("../scenario/jsonSchema.ts");
    const { jsonText } = await import("../report/summaryJson.ts");
    process.stdout.write(jsonText(scenarioJsonSchema()));
  },
};
