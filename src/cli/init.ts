import { rmSync, writeFileSync } from "node:fs";
import type { Argv, CommandModule } from "yargs";
import { asOutputError, OutputError } from "../report/outputError.ts";
import { plainText } from "../report/plainText.ts";
import { type Arguments, list, readCommonOptions } from "./commonOptions.ts";

const DEFAULT_FILE = "scenario.yaml";

/** `init [FILE]`: writes a commented scenario to start from; never over a file that is there. */
export const initCommand: CommandModule = {
  command: "init [file]",
  describe: `write a commented scenario to start from (default: ${DEFAULT_FILE})`,
  builder: (yargs: Argv) => yargs.positional("file", { type: "string", describe: "file to write" }),
  handler: async (args) => {
    await init(args);
  },
};

async function init(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const { initialScenario } = await import("../scenario/load.ts");
  const [file = DEFAULT_FILE] = list(args, "file");
  writeNewFile(file, initialScenario());
  if (!options.quiet) process.stdout.write(`${plainText(file)} written; run it with: poolsim run ${plainText(file)}\n`);
}

function writeNewFile(file: string, text: string): void {
  let made = false;
  try {
    writeFileSync(file, "", { flag: "wx" });
    made = true;
    writeFileSync(file, text);
  } catch (error) {
    if (made) rmSync(file, { force: true });
    if (error instanceof Error && "code" in error && error.code === "EEXIST") {
      throw new OutputError(`${file} exists and is left as it is; give init another file's name`);
    }
    throw asOutputError(error, file);
  }
}
