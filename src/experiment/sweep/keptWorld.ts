import { NO_VMS, type TimelineRow, type WorldRecord } from "../../model/worldResult.ts";

/** What is left out: of thousands of worlds it fills a disk. */
const NOT_KEPT = {
  vms: [],
  cancelledVms: [],
  bill: [],
  evaluations: [],
  latencyCurve: [],
  sketches: null,
  jobs: null,
} as const;

/** A world's result as text, as far as a comparison needs it: its figures, its warnings, and how many jobs waited when. */
export function keepWorld({ timeline, ...result }: WorldRecord): string {
  const rest = Object.fromEntries(Object.entries(result).filter(([name]) => !(name in NOT_KEPT)));
  const waiting = new Map<number, number>();
  for (const { time, queued, held } of timeline) waiting.set(time, (waiting.get(time) ?? 0) + queued + held);
  return JSON.stringify({ ...rest, waiting: [...waiting] });
}

/** What `keepWorld` kept, in the form of a result; its timeline is that of all systems together. Null for any other text. */
export function restoreWorld(text: string): WorldRecord | null {
  const kept = parsed(text);
  if (kept === null) return null;
  const { waiting, ...rest } = kept;
  return { ...rest, ...NOT_KEPT, timeline: waiting.map(rowOf) };
}

type KeptWorld = Omit<WorldRecord, keyof typeof NOT_KEPT | "timeline"> & {
  readonly waiting: readonly (readonly [time: number, jobs: number])[];
};

function rowOf([time, queued]: readonly [number, number]): TimelineRow {
  return { time, system: "all", queued, held: 0, running: 0, ...NO_VMS };
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
