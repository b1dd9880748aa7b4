import { type Frame, targetValue } from "./frame.ts";
import { plainName } from "./names.ts";
import { intervalText, timestampText } from "./timeText.ts";

/**
 * The targets (whole already) and the deallocation option in the service's form, each `name=value`, joined by semicolons. The dedicated
 * target is always there, the other one where the formula sets it.
 */
export function targetsText(frame: Frame, targets: readonly [number, number], option: string): string {
  const parts = [`$TargetDedicatedNodes=${targets[0]}`];
  if (frame.lowPriority.set) parts.push(`$TargetLowPriorityNodes=${targets[1]}`);
  parts.push(`$NodeDeallocationOption=${option}`);
  return parts.join(";");
}

/** The user's variables that an evaluation has set, in the same form, by the alphabet, with the names as first written. */
export function variablesText(frame: Frame, variables: readonly string[]): string {
  const slots = variables.map((_, slot) => slot).filter((slot) => frame.types[slot] != null);
  return slots
    .sort((a, b) => byAlphabet(variables[a]!, variables[b]!))
    .map((slot) => `${variables[slot]!}=${valueText(frame, slot)}`)
    .join(";");
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
