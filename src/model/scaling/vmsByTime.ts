import { DAY, NEVER, sinceMidnight, type Ticks } from "../../engine/time.ts";
import type { VmTimetable } from "./scalingSpec.ts";

/** A limit on the VMs of a pool that follows the time of day (UTC); before the day's first entry yesterday's last holds. */
export class VmsByTime {
  readonly #timetable: VmTimetable;
  readonly #startEpochMs: number;

  constructor(timetable: VmTimetable, startEpochMs: number) {
    this.#timetable = [...timetable].sort((a, b) => a.from - b.from);
    this.#startEpochMs = startEpochMs;
  }

  at(time: Ticks): number {
    const table = this.#timetable;
    if (table.length === 1) return table[0]!.vms;
    const timeOfDay = sinceMidnight(this.#startEpochMs, time);
    return (table.findLast(({ from }) => from <= timeOfDay) ?? table.at(-1)!).vms;
  }

  /** When the next entry's time comes, after `time`; NEVER for a limit that does not change. */
  changesAfter(time: Ticks): Ticks {
    const table = this.#timetable;
    if (table.length === 1) return NEVER;
    const timeOfDay = sinceMidnight(this.#startEpochMs, time);
    const next = table.find(({ from }) => from > timeOfDay);
    return time - timeOfDay + (next === undefined ? table[0]!.from + DAY : next.from);
  }
}
