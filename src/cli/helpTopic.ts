import type { Argv } from "yargs";
import { nearestName } from "../scenario/nearestName.ts";
import type { Command } from "./command.ts";
import { type Arguments, list, readCommonOptions } from "./commonOptions.ts";
import { UsageError } from "./usageError.ts";

/** `help TOPIC`: a page on one subject; without a topic, the list of them. */
export const helpCommand: Command = {
  builder: (yargs: Argv) => yargs.positional("topic", { type: "string", describe: "what to explain" }),
  handler: async (args) => {
    await help(args);
  },
};

async function help(args: Arguments): Promise<void> {
  readCommonOptions(args);
  const { TOPICS } = await import("./help/topics.ts");
  const [name] = list(args, "topic");
  const page = TOPICS.find((topic) => topic.name === name);
  if (page !== undefined) {
    process.stdout.write(page.text);
    return;
  }
  if (name === undefined || name === "topics") {
    const lines = TOPICS.map((topic) => `  ${topic.name.padEnd(14)}${topic.title}`);
    process.stdout.write(`Topics, each shown by poolsim help TOPIC:\n\n${lines.join("\n")}\n`);
    return;
  }
  const names = TOPICS.map((topic) => topic.name);
  const nearest = nearestName(name, names);
  const advice = nearest === null ? `topics are ${names.join(", ")}` : `did you mean "${nearest}"?`;
  throw new UsageError(`unknown help topic "${name}"; ${advice}`);
}
