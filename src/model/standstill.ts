import type { Simulation } from "../engine/simulation.ts";
import type { Ticks } from "../engine/time.ts";
import type { JobLife } from "./jobLife.ts";

/**
 * Draining ends when no task got a slot or gave one back, and none holds one, for so many times the simulated time and for
 * so many events: a timetable may help tomorrow, but VMs that come and go in vain would do so for ever. Likewise when tasks
 * only ever begin anew, for their VMs never last as long as they do.
 */
const LONGEST = 10;
export const STANDSTILL_EVENTS = 50_000;

/** Whether a drain waits in vain: it is asked at each event, and remembers when something last moved. */
export class Standstill {
  readonly #simulation: Simulation;
  readonly #life: JobLife;
  readonly #end: Ticks;
  readonly #events: number;
  /** When a task last moved, and how many events there had been when that was seen. */
  #since: Ticks = -1;
  #eventsThen = 0;
  /** Likewise, when a task last came nearer to its end. */
  #progressSince: Ticks = -1;
  #eventsAtProgress = 0;

  /** @param end of the time in which jobs come. @param events that must bring nothing forward; 50,000 if it is not told. */
  constructor(simulation: Simulation, life: JobLife, end: Ticks, events = STANDSTILL_EVENTS) {
    this.#simulation = simulation;
    this.#life = life;
    this.#end = end;
    this.#events = events;
  }

  /** Jobs wait, and nothing has moved, or come to its end, for so long that nothing will. */
  get isStuck(): boolean {
    const { now, events } = this.#simulation;
    const { running, moves } = this.#life.tasks;
    const { last, lastProgress } = moves;
    if (now <= this.#end || lastProgress !== this.#progressSince) {
      this.#progressSince = lastProgress;
      this.#eventsAtProgress = events;
    } else if (this.#isLong(lastProgress, this.#eventsAtProgress)) {
      return true;
    }
    if (now <= this.#end || running || last !== this.#since) {
      this.#since = last;
      this.#eventsThen = events;
      return false;
    }
    return this.#isLong(last, this.#eventsThen);
  }

  #isLong(since: Ticks, before: number): boolean {
    const { now, events } = this.#simulation;
    return now - Math.max(since, this.#end) > LONGEST * this.#end && events - before > this.#events;
  }
}
