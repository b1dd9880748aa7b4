import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** As `node --cpu-prof` writes it: a tree of functions, and which of them was at work in each sample. */
interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
  readonly startTime: number;
  readonly endTime: number;
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  readonly children?: readonly number[];
}

/** A function, and where it begins; lines and columns from 0. */
export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Microseconds of work in the profiled threads of a process. */
export interface ProfiledTime {
  readonly threads: number;
  readonly byPlace: ReadonlyMap<string, number>;
  /** By the profiles' own clocks. */
  readonly whole: number;
}

/** The garbage collector, as a profile calls it. */
export const GARBAGE_COLLECTOR = "(garbage collector)";
/** What no named function does: V8's own work, and whatever runs before any of ours. */
export const UNNAMED = "(program)";
/** A thread that waits: for events, and Piscina's ones for their next task. */
const WAITING = new Set(["(idle)", "atomicsWaitLoop"]);

/**
 * Sums all profiles of a folder, without the time in which a thread waits: each sample counts for the file of its function, or where that
 * has no name (native code, Node's own modules) for its caller's.
 *
 * @param nameOf the file of a function; null: it works for its caller.
 */
export function profiledTime(folder: string, nameOf: (frame: CallFrame) => string | null): ProfiledTime {
  const byPlace = new Map<string, number>();
  let whole = 0;
  const files = readdirSync(folder);
  for (const file of files) {
    const profile = JSON.parse(readFileSync(join(folder, file), "utf8")) as CpuProfile;
    const places = placesOf(profile, nameOf);
    whole += profile.endTime - profile.startTime;
    profile.samples.forEach((id, sample) => {
      const place = places.get(id)!;
      const time = profile.timeDeltas[sample]!;
      if (place === null) whole -= time;
      else byPlace.set(place, (byPlace.get(place) ?? 0) + time);
    });
  }
  return { threads: files.length, byPlace, whole };
}

/** The place of each function of the tree, which lists callers before those they call; null where it waits. */
function placesOf({ nodes }: CpuProfile, nameOf: (frame: CallFrame) => string | null): Map<number, string | null> {
  const callers = new Map<number, string>();
  const places = new Map<number, string | null>();
  for (const { id, callFrame, children = [] } of nodes) {
    const { functionName } = callFrame;
    const named = functionName === GARBAGE_COLLECTOR ? GARBAGE_COLLECTOR : nameOf(callFrame);
    const place = named ?? callers.get(id) ?? UNNAMED;
    places.set(id, WAITING.has(functionName) ? null : place);
    for (const child of children) callers.set(child, place);
  }
  return places;
}
