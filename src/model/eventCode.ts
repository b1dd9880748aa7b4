/** What an event of the queue is, and what its subject means. */
export const EventCode = {
  /** The dispatch delay of a run is over. Subject: its row. */
  taskStarts: 0,
  /** A run has computed. Subject: its row. */
  taskEnds: 1,
  /** A job's time is up. Subject: its row. */
  timeout: 2,
} as const;

/** Codes from here on belong to a system: `FIRST_OF_SYSTEMS + index * KINDS + kind`. */
export const FIRST_OF_SYSTEMS = 8;
export const KINDS = 8;

/** What an event of a system is, and what its subject means. */
export const SystemEvent = {
  /** A VM is ready. Subject: its ordinal. */
  vmReady: 0,
  /** The classic service's timetable moves on. No subject. */
  workersChange: 1,
  /** The wait drawn for a job is over. Subject: its row. */
  waitOver: 2,
} as const;

export function systemEvent(index: number, kind: number): number {
  return FIRST_OF_SYSTEMS + index * KINDS + kind;
}
