import { Cron } from "croner";
import { MILLISECOND, type Ticks } from "../engine/time.ts";

/** Answers that are remembered: every replication asks for the same ones. */
const MOST_REMEMBERED = 20_000;

/** What is wrong with a cron expression, or null. */
export function cronFault(expression: string): string | null {
  const fields = expression.trim().split(/\s+/).length;
  if (!expression.trim().startsWith("@") && (fields < 5 || fields > 6)) {
    return `"${expression}" has ${fields} field${fields === 1 ? "" : "s"}; a cron has five, "minute hour day month weekday", such as "0 1 * * *"`;
  }
  try {
    parse(expression);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, "").replace(/\s+/g, " ") : "";
    return `"${expression}" is no cron expression${reason === "" ? "" : `: ${reason}`}`;
  }
}

/**
 * The first firing at or after a tick, or null when there is none. Five fields, or six with seconds first; UTC. The expression must be
 * without `cronFault`.
 */
export function cronSchedule(expression: string, startEpochMs: number): (from: Ticks) => Ticks | null {
  const cron = parse(expression);
  const known = new Map<Ticks, Ticks | null>();
  const firstFrom = (from: Ticks): Ticks | null => {
    // croner looks strictly after the instant it is given, to the second.
    const fromMs = startEpochMs + Math.ceil(from / MILLISECOND);
    const next = cron.nextRun(new Date((Math.ceil(fromMs / 1000) - 1) * 1000));
    return next === null ? null : (next.getTime() - startEpochMs) * MILLISECOND;
  };
  return (from) => {
    const told = known.get(from);
    if (told !== undefined) return told;
    const first = firstFrom(from);
    if (known.size < MOST_REMEMBERED) known.set(from, first);
    return first;
  };
}

function parse(expression: string): Cron {
  // UTC, without asking what time zones are, which takes seven times as long.
  return new Cron(expression, { utcOffset: 0, paused: true, mode: "5-or-6-parts" });
}
