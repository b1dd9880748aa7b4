import { type Frame, targetValue } from "./frame.ts";
import { plainName } from "./names.ts";
import { intervalText, timestampText } from "./timeText.ts";

/**
 * What an evaluation left in the frame, in the service's form: targets, deallocation option, then the user's variables that are set, by
 * the alphabet, each `name=value` with the name as first written, joined by semicolons. The dedicated target is always there, the other one where the formula sets
 * it; targets are whole already.
 */
export function resultsText(frame: Frame, variables: readonly string[], targets: readonly [number, number]): string {
  const parts = [`$TargetDedicatedNodes=${targets[0]}`];
  if (frame.lowPriority.set) parts.push(`$TargetLowPriorityNodes=${targets[1]}`);
  parts.push(`$NodeDeallocationOption=${frame.option}`);
  const slots = variables.map((_, slot) => slot).filter((slot) => frame.types[slot] != null);
  for (const slot of slots.sort((a, b) => byAlphabet(variables[a]!, variables[b]!))) {
    parts.push(`${variables[slot]!}=${valueText(frame, slot)}`);
  }
  return parts.join(";");
}

/** A target as the pool takes it: cut to a whole number, never -0. */
export function wholeTarget(frame: Frame, pool: "dedicated" | "lowPriority"): number {
  return Math.trunc(targetValue(frame[pool])) + 0;
}

function valueText(frame: Frame, slot: number): string {
  const number = frame.numbers[slot]!;
  switch (frame.types[slot]) {
    case "timestamp":
      return timestampText(number);
    case "timeinterval":
      return intervalText(number);
    case "doubleVec": {
      const { values, length } = frame.vectors[slot]!;
      return `[${[...values.subarray(0, length)].map(String).join(",")}]`;
    }
    case "double":
      return String(number);
    default:
      return frame.texts[slot]!;
  }
}

/** Dollar signs do not count, and capitals count as small letters, unless nothing else differs. */
function byAlphabet(a: string, b: string): number {
  const [x, y] = [a, b].map((name) => plainName(name).toLowerCase()) as [string, string];
  if (x !== y) return x < y ? -1 : 1;
  return a < b ? -1 : 1;
}
