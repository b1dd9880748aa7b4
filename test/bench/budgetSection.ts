import { type Budget, PARTS } from "./budget.ts";
import { cells } from "./tableText.ts";

/** The budget's part of the report: where the time goes, and what costs most. */
export function budgetSection(budgets: readonly Budget[]): string {
  const startUps = budgets.map(({ events, nanosecondsAnEvent }) => nanosecondsAnEvent.get("start-up")! * events * 1e-9);
  const [least, most] = [Math.min(...startUps).toFixed(1), Math.max(...startUps).toFixed(1)];
  return `## Where the time goes

Nanoseconds an event, from the command's start to its end, both threads: \`node --cpu-prof\` on the built command, a sample each millisecond, each
counted for the file at work. Native code counts for its caller. Start-up is loading and compiling the program and the scenario in both threads,
${least} to ${most} s here, whatever the length of the run. A trace is read by both threads too.

${cells(["", ...PARTS, "all", "events/s"])}
|---|${"--:|".repeat(PARTS.length + 2)}
${budgets.map(budgetRow).join("\n")}

### What is left on the table

A run cannot do without drawing its jobs, nor without an instant for each event; the rest is what a faster program could still leave out. The
files that take most of each workload's time:

${budgets.map(costliestLine).join("\n")}

What is in none of them is spread thin; start-up is Node itself, and the modules that either thread loads.
`;
}

function budgetRow({ name, nanosecondsAnEvent }: Budget): string {
  const times = PARTS.map((part) => nanosecondsAnEvent.get(part)!);
  const all = times.reduce((sum, time) => sum + time, 0);
  return cells([name, ...times.map((time) => time.toFixed(0)), `**${all.toFixed(0)}**`, rate(1e9 / all)]);
}

function costliestLine({ name, costliest }: Budget): string {
  const files = costliest.map(({ file, share }) => `\`${file}\` ${(share * 100).toFixed(0)}%`);
  return `- ${name}: ${files.join(", ")}`;
}

function rate(eventsASecond: number): string {
  return eventsASecond < 1e6 ? `${(eventsASecond / 1e3).toFixed(0)} k` : `${(eventsASecond / 1e6).toFixed(1)} M`;
}
