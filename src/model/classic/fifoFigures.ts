import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { AuditError } from "../audit/auditError.ts";
import { Cell } from "../cell.ts";
import { NO_DEADLINE } from "../rounds.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { JobBlock } from "./jobBlock.ts";

/** Of `#times`: the last end of all; first submission and last end of the customer's measured jobs. */
const LAST_END = 0;
const FIRST_MEASURED = 1;
const LAST_MEASURED_END = 2;

/** The figures of jobs whose slots, starts and ends are known beforehand, as far as these happen before the end. */
export class FifoFigures {
  readonly cells: Cell[] = [];
  /** Of all jobs: their times in the queue. */
  readonly queueTimes = new ExactSum();
  /** Jobs that were given a slot, and that ended. */
  taken = 0;
  ended = 0;
  /** As many as an event loop would have had. */
  events = 0;
  readonly #spec: WorldSpec;
  readonly #window: Window;
  readonly #customers: readonly boolean[];
  readonly #anyDeadline: boolean;
  /** In a typed array, for double fields of an object are boxed. */
  readonly #times = Float64Array.of(0, NEVER, 0);

  constructor(spec: WorldSpec, window: Window) {
    this.#spec = spec;
    this.#window = window;
    this.#customers = spec.workloads.map((workload) => !workload.background);
    this.#anyDeadline = spec.workloads.some((workload) => workload.job.deadline !== null);
  }

  get lastEnd(): Ticks {
    return this.#times[LAST_END]!;
  }

  get firstMeasured(): Ticks {
    return this.#times[FIRST_MEASURED]!;
  }

  get lastMeasuredEnd(): Ticks {
    return this.#times[LAST_MEASURED_END]!;
  }

  count(block: JobBlock): void {
    const { count, workload, submitted, deadline, dispatch, taken, started, ended } = block;
    const { cells } = this;
    const anyDeadline = this.#anyDeadline;
    const customers = this.#customers;
    const times = this.#times;
    const { end } = this.#window;
    const stop = this.#spec.drain ? NEVER : end;
    const window = this.#window;
    let events = count;
    let slots = 0;
    let through = 0;
    let lastEnd = times[LAST_END]!;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const place = block.cell[i]!;
      cells[place] ??= new Cell(this.#spec.exactQuantiles);
      const cell = cells[place]!;
      // At the end nothing is given a slot any more, but what is under way ends or starts to compute.
      const getsSlot = taken[i]! < stop;
      const leavesQueue = getsSlot ? taken[i]! : end;
      const starts = getsSlot && started[i]! <= stop;
      const ends = starts && ended[i]! <= stop;
      cell.all.submitted++;
      if (leavesQueue > now) {
        cell.queueTime.addTicks(window.overlap(now, leavesQueue));
        this.queueTimes.addTicks(leavesQueue - now);
      }
      if (getsSlot) slots++;
      if (starts) {
        if (dispatch[i]! > 0) events++;
        cell.slotTime.addTicks(window.overlap(started[i]!, ends ? ended[i]! : end));
      }
      if (ends) {
        through++;
        cell.all.finished++;
        if (ended[i]! > lastEnd) lastEnd = ended[i]!;
        if (window.countsEnd(ended[i]!)) {
          cell.jobEnds++;
          cell.taskEnds++;
        }
      }
      if (now < window.from) continue;
      cell.measured.submitted++;
      if (anyDeadline && deadline[i] !== NO_DEADLINE && (ends || deadline[i]! < end)) {
        cell.withDeadline++;
        if (!ends || ended[i]! > deadline[i]!) cell.missed++;
      }
      if (starts) cell.started(started[i]! - now, taken[i]! > now);
      if (ends) this.#finished(cell, block, i);
      if (!customers[workload[i]!]!) continue;
      if (now < times[FIRST_MEASURED]!) times[FIRST_MEASURED] = now;
      if (ends && ended[i]! > times[LAST_MEASURED_END]!) times[LAST_MEASURED_END] = ended[i]!;
    }
    times[LAST_END] = lastEnd;
    this.events += events + through;
    this.taken += slots;
    this.ended += through;
  }

  /** A measured job finished: its parts, as `Cell.finished` books those of the event loop. */
  #finished(cell: Cell, { submitted, eligible, taken, dispatch, service, ended }: JobBlock, i: number): void {
    const held = eligible[i]! - submitted[i]!;
    const queued = taken[i]! - eligible[i]!;
    cell.measured.finished++;
    cell.finishedPlainly(held, queued, dispatch[i]!, service[i]!);
    if (held + queued + dispatch[i]! + service[i]! !== ended[i]! - submitted[i]! || queued < 0) {
      throw new AuditError(7, ended[i]!, "the parts of a job's latency do not add up");
    }
  }
}
