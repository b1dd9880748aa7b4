import type { Argv } from "yargs";
import { plainText } from "../report/plainText.ts";
import type { Command } from "./command.ts";
import { type Arguments, list, readCommonOptions } from "./commonOptions.ts";

/** `report DIR`: draws the reports of a saved result again; with `--out`, beside a copy of it in another folder. */
export const reportCommand: Command = {
  builder: (yargs: Argv) =>
    yargs
      .positional("folder", { type: "string", describe: "a folder that run, sweep or breakeven wrote" })
      .example("$0 results/scenario", "draw its reports again, in place"),
  handler: async (args) => {
    await report(args);
  },
};

async function report(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const [folder = ""] = list(args, "folder");
  const out = options.out ?? folder;
  const { redrawReport } = await import("../report/redraw.ts");
  const { jsonText } = await import("../report/summaryJson.ts");
  const drawn = await redrawReport(folder, out);
  if (options.json) process.stdout.write(jsonText({ folder: out, files: drawn }));
  else if (!options.quiet) process.stdout.write(`${plainText(out)}/${drawn.join(" · ")}\n`);
}
