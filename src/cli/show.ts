import type { Argv } from "yargs";
import type { Command } from "./command.ts";
import { type Arguments, list, readCommonOptions } from "./commonOptions.ts";
import { loadOptions } from "./loadOptions.ts";

/** `show FILE`: prints the whole resolved scenario, every default and every alternative's patch in place, as YAML or as JSON. */
export const showCommand: Command = {
  builder: (yargs: Argv) => yargs.positional("file", { type: "string", describe: "scenario file" }),
  handler: async (args) => {
    await show(args);
  },
};

async function show(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const { loadScenario } = await import("../scenario/load.ts");
  const { showScenario } = await import("../scenario/show.ts");
  const [file = ""] = list(args, "file");
  const scenario = await loadScenario(file, loadOptions(options));
  if (options.json) {
    const { jsonText } = await import("../report/summaryJson.ts");
    process.stdout.write(jsonText(scenario.written));
  } else process.stdout.write(endedLine(showScenario(scenario)));
}

function endedLine(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
