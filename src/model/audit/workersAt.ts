import { DAY, MILLISECOND, type Ticks } from "../../engine/time.ts";
import type { FleetSpec } from "../classic/classicSpec.ts";

/** How many workers the timetable of a classic fleet gives at a time; before the day's first entry yesterday's last holds. */
export function workersAt(fleet: Extract<FleetSpec, { kind: "workers" }>, startEpochMs: number, time: Ticks): number {
  const start = (startEpochMs * MILLISECOND) % DAY;
  const timeOfDay = (((start + (time % DAY)) % DAY) + DAY) % DAY;
  let workers = fleet.timetable.at(-1)?.workers ?? 0;
  for (const entry of fleet.timetable) {
    if (entry.from <= timeOfDay) workers = entry.workers;
  }
  return workers;
}
