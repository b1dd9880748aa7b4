import type { Command } from "./command.ts";

/** A command as `poolsim --help` lists it; the rest is loaded when it is asked for. */
export interface NamedCommand {
  readonly name: string;
  /** What follows the name, in the words of yargs. */
  readonly takes: string;
  readonly describe: string;
  readonly load: () => Promise<Command>;
}

/** All commands, in the order in which they are listed. */
export const COMMANDS: readonly NamedCommand[] = [
  {
    name: "run",
    takes: "<file..>",
    describe: "simulate a scenario's alternatives on the same jobs and compare them",
    load: async () => (await import("./run.ts")).runCommand,
  },
  {
    name: "plan",
    takes: "<file>",
    describe: "find the cheapest configuration that meets every objective",
    load: async () => (await import("./plan.ts")).planCommand,
  },
  {
    name: "quota",
    takes: "<file>",
    describe: "say whether a quota must be raised, and to what, on one page",
    load: async () => (await import("./quota.ts")).quotaCommand,
  },
  {
    name: "diff",
    takes: "<before> <after>",
    describe: "what changed between two files or results, and what it did to the figures",
    load: async () => (await import("./diff.ts")).diffCommand,
  },
  {
    name: "report",
    takes: "<folder>",
    describe: "draw report.html, report.md and pictures again from a result folder",
    load: async () => (await import("./report.ts")).reportCommand,
  },
  {
    name: "validate",
    takes: "<file..>",
    describe: "check scenario files, traces included, without simulating",
    load: async () => (await import("./validate.ts")).validateCommand,
  },
  {
    name: "show",
    takes: "<file>",
    describe: "print the whole scenario with every default filled in",
    load: async () => (await import("./show.ts")).showCommand,
  },
  {
    name: "theory",
    takes: "<file>",
    describe: "put exact results beside the simulation, or say why there are none",
    load: async () => (await import("./theory.ts")).theoryCommand,
  },
  {
    name: "formula",
    takes: "<file>",
    describe: "check an Azure Batch autoscale formula, or evaluate it once",
    load: async () => (await import("./formula.ts")).formulaCommand,
  },
  {
    name: "sweep",
    takes: "<file>",
    describe: "simulate every combination of some values, and show what is worth its cost",
    load: async () => (await import("./sweep.ts")).sweepCommand,
  },
  {
    name: "breakeven",
    takes: "<file>",
    describe: "find the value of a number at which two alternatives cost the same",
    load: async () => (await import("./breakeven.ts")).breakevenCommand,
  },
  {
    name: "init",
    takes: "[file]",
    describe: "write a scenario to start from (default: scenario.yaml)",
    load: async () => (await import("./init.ts")).initCommand,
  },
  {
    name: "schema",
    takes: "",
    describe: "print the JSON Schema of scenario files, for editors",
    load: async () => (await import("./schema.ts")).schemaCommand,
  },
  {
    name: "help",
    takes: "[topic]",
    describe: "explain a topic: scenario, metrics, results, exit-codes, ...",
    load: async () => (await import("./helpTopic.ts")).helpCommand,
  },
];
