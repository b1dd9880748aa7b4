import type { Argv } from "yargs";
import type { Command } from "./command.ts";
import { type Arguments, list, readCommonOptions } from "./commonOptions.ts";
import { loadOptions } from "./loadOptions.ts";
import { UsageError } from "./usageError.ts";

/**
 * `show FILE`: prints the whole resolved scenario, every default and every alternative's patch in place, as YAML or as JSON. With
 * `--alternative NAME` that one with its patch applied.
 */
export const showCommand: Command = {
  builder: (yargs: Argv) => yargs.positional("file", { type: "string", describe: "scenario file" }),
  handler: async (args) => {
    await show(args);
  },
};

async function show(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const { loadScenario } = await import("../scenario/load.ts");
  const { alternativeAlone, yamlOf } = await import("../scenario/show.ts");
  const [file = ""] = list(args, "file");
  const [alternative, ...others] = options.alternative;
  if (others.length > 0) throw new UsageError("--alternative: show prints one of them at a time");
  const scenario = await loadScenario(file, loadOptions(options));
  const values = alternative === undefined ? scenario.written : alternativeAlone(scenario, alternative);
  if (options.json) {
    const { jsonText } = await import("../report/summaryJson.ts");
    process.stdout.write(jsonText(values));
  } else process.stdout.write(endedLine(yamlOf(values)));
}

function endedLine(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
