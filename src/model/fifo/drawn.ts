import type { Rounds } from "../rounds.ts";
import type { DelayDraw } from "../system.ts";
import type { Window } from "../window.ts";
import type { DueTime } from "./plainFifo.ts";

/** What the jobs of a service need drawn: what none has stays as it is in the columns. */
export interface Drawn {
  /** Index of the service. */
  readonly system: number;
  /** When a job of a workload is due; null where none has a deadline. */
  readonly due: DueTime | null;
  /** Where rounds are opened; null where no workload fires any. */
  readonly rounds: Rounds | null;
  readonly window: Window;
  /** Null where there is no dispatch delay. */
  readonly dispatchDelay: DelayDraw | null;
  /** By workload: whether its jobs may have several tasks, of which each is drawn a row; null where those of none may. */
  readonly tasks: readonly boolean[] | null;
}
