import type { Ticks } from "../engine/time.ts";
import type { EndedJob } from "./eventLog.ts";
import type { JobState } from "./worldResult.ts";

/** The record that a job leaves behind, used again for the next one. */
export class EndedRecord implements EndedJob {
  job = 0;
  workload = 0;
  state: JobState = "Finished";
  submitted: Ticks = 0;
  eligible: Ticks = 0;
  taken: Ticks = 0;
  started: Ticks = 0;
  held: Ticks = 0;
  queued: Ticks = 0;
  provisioning: Ticks = 0;
  dispatch: Ticks = 0;
  service: Ticks = 0;
  transfer: Ticks = 0;
  restarts: Ticks = 0;
  lastTask: Ticks = 0;
}
