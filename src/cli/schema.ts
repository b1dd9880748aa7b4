import type { CommandModule } from "yargs";
import { readCommonOptions } from "./commonOptions.ts";

/** `schema`: prints the JSON Schema of scenario files, for editors to complete and check as one types. */
export const schemaCommand: CommandModule = {
  command: "schema",
  describe: "print the JSON Schema of scenario files, for editors",
  handler: async (args) => {
    readCommonOptions(args);
    const { scenarioJsonSchema } = await import("../scenario/load.ts");
    const { jsonText } = await import("../report/summaryJson.ts");
    process.stdout.write(jsonText(scenarioJsonSchema()));
  },
};
