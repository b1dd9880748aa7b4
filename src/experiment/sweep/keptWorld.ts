import { NO_VMS, type TimelineRow, type WorldResult } from "../../model/worldResult.ts";

/**
 * A world's result as text, as far as a comparison needs it: its figures, its warnings, and how many jobs waited when. The
 * ledger, the bill and the jobs are left out: of thousands of worlds they fill a disk.
 */
export function keepWorld({ vms: _vms, bill: _bill, jobs: _jobs, timeline, ...rest }: WorldResult): string {
  const waiting = new Map<number, number>();
  for (const { time, queued, held } of timeline) waiting.set(time, (waiting.get(time) ?? 0) + queued + held);
  return JSON.stringify({ ...rest, waiting: [...waiting] } satisfies KeptWorld);
}

/** What `keepWorld` kept, in the form of a result; its timeline is that of all systems together. Null for any other text. */
export function restoreWorld(text: string): WorldResult | null {
  const kept = parsed(text);
  if (kept === null) return null;
  const { waiting, ...rest } = kept;
  return { ...rest, vms: [], bill: [], jobs: null, timeline: waiting.map(rowOf) };
}

type KeptWorld = Omit<WorldResult, "vms" | "bill" | "jobs" | "timeline"> & {
  readonly waiting: readonly (readonly [time: number, jobs: number])[];
};

function rowOf([time, queued]: readonly [number, number]): TimelineRow {
  return { time, system: "all", queued, held: 0, running: 0, ...NO_VMS, unusable: 0, preempted: 0 };
}

/** A file that the system lost the end of is no result. */
function parsed(text: string): KeptWorld | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "metrics" in value && "waiting" in value
      ? (value as KeptWorld)
      : null;
  } catch {
    return null;
  }
}
