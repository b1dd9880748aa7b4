/** What an event of the queue is, and what its subject means. */
export const EventCode = {
  /** The dispatch delay of a run is over. Subject: its row. */
  taskStarts: 0,
  /** A run has computed. Subject: its row. */
  taskEnds: 1,
  /** A job's time is up. Subject: its row. */
  timeout: 2,
  /** Operations of the pool service are due. No subject. */
  operations: 3,
  /** An increase of the account's quotas is asked for, or granted. Subject: its place in the scenario. */
  increaseAsked: 4,
  increaseGranted: 5,
  /** Something of a store may happen. Subject: its place in the scenario. */
  store: 6,
} as const;

/** Codes from here on belong to a system: `FIRST_OF_SYSTEMS + index * KINDS + kind`. */
export const FIRST_OF_SYSTEMS = 8;
export const KINDS = 16;

/** What an event of a system is, and what its subject means. */
export const SystemEvent = {
  /** A VM is ready. Subject: its ordinal. */
  vmReady: 0,
  /** The classic service's timetable moves on. No subject. */
  workersChange: 1,
  /** The wait drawn for a job is over. Subject: its row. */
  waitOver: 2,
  /** A VM that left is gone. Subject: its ordinal. */
  vmDeleted: 3,
  /** An idle timer may be up. No subject. */
  idleTimer: 4,
  /** A periodic decision of a pool, and a change of its limits by the time of day. No subject. */
  evaluation: 5,
  limitsChange: 6,
  /** A resize has taken too long. No subject. */
  resizeTimeout: 7,
  /** A VM of low priority is evicted, or one breaks down. Subject: its ordinal. */
  eviction: 12,
  breakdown: 13,
  /** A task has computed for as long as it may. Subject: its run's row. */
  runTooLong: 14,
} as const;

export function systemEvent(index: number, kind: number): number {
  return FIRST_OF_SYSTEMS + index * KINDS + kind;
}
