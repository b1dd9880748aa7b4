import type { Argv, Options } from "yargs";
import type { Arguments } from "./commonOptions.ts";

/** What a command takes and does. */
export interface Command {
  /** Its options, beside those of every command. */
  readonly options?: Readonly<Record<string, Options>>;
  /** Tells its positionals and examples. */
  readonly builder?: (yargs: Argv) => Argv;
  readonly handler: (args: Arguments) => Promise<void>;
}
