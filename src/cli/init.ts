import { rmSync, writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import type { Argv } from "yargs";
import { asOutputError, OutputError } from "../report/outputError.ts";
import { plainText } from "../report/plainText.ts";
import type { Command } from "./command.ts";
import { quoted } from "./commandText.ts";
import { type Arguments, flag, list, readCommonOptions } from "./commonOptions.ts";
import { UsageError } from "./usageError.ts";

const DEFAULT_FILE = "scenario.yaml";

/** Options of `init` alone. */
export const INIT_OPTIONS = {
  jobs: { type: "string", requiresArg: true, describe: "ten lines: jobs submitted every night at 01:00 UTC" },
  service: { type: "string", requiresArg: true, describe: "ten lines: mean time of a job on one slot, as 90s" },
  within: { type: "string", requiresArg: true, describe: "ten lines: to be done so long after, as 4h" },
  vms: { type: "string", requiresArg: true, describe: "ten lines: VMs of today's pool" },
  full: { type: "boolean", describe: "the commented whole (also without any option)" },
} as const;

const MAIL = ["jobs", "service", "within", "vms"] as const;
const MAIL_DEFAULTS = { jobs: "5000", service: "90 s", within: "4 h", vms: "32" } as const;

/** `init [FILE]`: writes a scenario to start from, commented or the ten lines for a mail; never over a file that is there. */
export const initCommand: Command = {
  options: INIT_OPTIONS,
  builder: (yargs: Argv) =>
    yargs
      .positional("file", { type: "string", describe: "file to write" })
      .example("$0 nightly --jobs 5000 --service 90s --within 4h --vms 32", "ten lines, in nightly.yaml"),
  handler: async (args) => {
    await init(args);
  },
};

async function init(args: Arguments): Promise<void> {
  const options = readCommonOptions(args);
  const [written = DEFAULT_FILE] = list(args, "file");
  if (written === "") throw new UsageError("init needs a file's name");
  const file = extname(written) === "" ? `${written}.yaml` : written;
  const told = MAIL.filter((name) => args[name] !== undefined);
  if (told.length > 0 && flag(args, "full"))
    throw new UsageError(`--full takes no --${told[0]}; give one or the other`);
  const { initialScenario } = await import("../scenario/initialScenario.ts");
  writeNewFile(file, told.length > 0 ? await mailScenario(args, file) : initialScenario());
  const next = told.length > 0 ? "plan" : "run";
  if (options.json) {
    const { jsonText } = await import("../report/summaryJson.ts");
    process.stdout.write(jsonText({ file }));
  } else if (!options.quiet)
    process.stdout.write(`${plainText(file)} written; ${next} it with: poolsim ${next} ${plainText(quoted(file))}\n`);
}

async function mailScenario(args: Arguments, file: string): Promise<string> {
  const { nightlyScenario } = await import("../scenario/nightlyScenario.ts");
  const { DURATION } = await import("../scenario/quantities.ts");
  const text = (name: (typeof MAIL)[number]): string => {
    const [value = MAIL_DEFAULTS[name], ...others] = list(args, name);
    if (others.length > 0) throw new UsageError(`--${name} is given ${others.length + 1} times; give it once`);
    return value.trim();
  };
  const count = (name: "jobs" | "vms"): number => {
    const value = /^\d{1,7}$/u.test(text(name)) ? Number(text(name)) : 0;
    if (value < 1) throw new UsageError(`--${name} ${text(name)}: expected a whole number from 1 on`);
    return value;
  };
  const duration = (name: "service" | "within"): string => {
    const reading = DURATION.read(text(name));
    if (!reading.ok) throw new UsageError(`--${name}: ${reading.message}`);
    if (reading.value === 0) throw new UsageError(`--${name} ${text(name)}: must be above 0`);
    return text(name).replace(/^([\d.]+)\s*/u, "$1 ");
  };
  const name = basename(file, extname(file)).replace(/[^\w-]+/gu, "-");
  return nightlyScenario({
    name: /^[A-Za-z][\w-]*$/u.test(name) ? name : "nightly",
    jobs: count("jobs"),
    service: duration("service"),
    within: duration("within"),
    vms: count("vms"),
  });
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
