import type { Topic } from "./topic.ts";

export const exitCodes: Topic = {
  name: "exit-codes",
  title: "what the program tells its caller",
  text: `  0    fine
  1    a fault of the program, or an audit that failed
  2    bad input: the command line, a scenario, a trace, a place to write
  99   with --check: not every objective is met in every alternative simulated
  130  interrupted: the replications that were complete in every alternative
       are written, and marked as interrupted; nothing is left half written

Results go to stdout, everything else to stderr. Progress is only shown on a
terminal; NO_COLOR=1 or --no-color declines colour, FORCE_COLOR=1 asks for it in
a pipe too.
`,
};
