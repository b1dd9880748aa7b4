import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { AuditError } from "../audit/auditError.ts";
import { Cell, PARTS, slowdownOf } from "../cell.ts";
import { NO_DEADLINE } from "../rounds.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { BLOCK, type JobBlock } from "./jobBlock.ts";

/** Of `#times`: the last end of all; first submission and last end of the customer's measured jobs. */
const LAST_END = 0;
const FIRST_MEASURED = 1;
const LAST_MEASURED_END = 2;

const HELD = PARTS.indexOf("held");
const QUEUED = PARTS.indexOf("queued");
const DISPATCH = PARTS.indexOf("dispatch");
const SERVICE = PARTS.indexOf("service");

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
  /** Nothing happens after it. */
  readonly #stop: Ticks;
  /** For a pass through a block. */
  readonly #column = new Float64Array(BLOCK);
  /** In a typed array, for double fields of an object are boxed. */
  readonly #times = Float64Array.of(0, NEVER, 0);

  constructor(spec: WorldSpec, window: Window) {
    this.#spec = spec;
    this.#window = window;
    this.#stop = spec.drain ? NEVER : window.end;
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
    if (this.#isPlain(block)) this.#countTogether(block);
    else this.#countOneByOne(block);
  }

  /** Whether all jobs of a block go into one cell, are measured, end before the end, and have no deadline: most blocks. */
  #isPlain({ count, cell, submitted, ended }: JobBlock): boolean {
    if (this.#anyDeadline || submitted[0]! < this.#window.from) return false;
    const stop = this.#stop;
    const first = cell[0]!;
    for (let i = 0; i < count; i++) if (cell[i] !== first || ended[i]! >= stop) return false;
    return true;
  }

  /** A column at a time, for a plain block. */
  #countTogether(block: JobBlock): void {
    const { count, submitted, eligible, taken, started, ended, dispatch, service } = block;
    const cell = this.#cellOf(block.cell[0]!);
    cell.all.submitted += count;
    cell.all.finished += count;
    cell.measured.submitted += count;
    cell.measured.finished += count;
    cell.jobEnds += count;
    cell.taskEnds += count;
    this.taken += count;
    this.ended += count;
    this.events += 2 * count;

    const column = this.#column;
    let waited = 0;
    for (let i = 0; i < count; i++) {
      column[i] = taken[i]! - submitted[i]!;
      if (column[i]! > 0) waited++;
    }
    cell.waited += waited;
    cell.queueTime.addAll(column, count);
    this.queueTimes.addAll(column, count);
    for (let i = 0; i < count; i++) column[i] = taken[i]! - eligible[i]!;
    cell.parts[QUEUED]!.addAll(column, count);
    for (let i = 0; i < count; i++) column[i] = eligible[i]! - submitted[i]!;
    cell.parts[HELD]!.addAll(column, count);
    cell.parts[DISPATCH]!.addAll(dispatch, count);
    cell.parts[SERVICE]!.addAll(service, count);
    cell.slotTime.addAll(service, count);

    let { lastEnd } = this;
    for (let i = 0; i < count; i++) {
      column[i] = started[i]! - submitted[i]!;
      if (dispatch[i]! > 0) this.events++;
      if (ended[i]! > lastEnd) lastEnd = ended[i]!;
      if (started[i]! - taken[i]! !== dispatch[i]! || ended[i]! - started[i]! !== service[i]!) wrongParts(ended[i]!);
      if (eligible[i]! < submitted[i]! || taken[i]! < eligible[i]!) wrongParts(ended[i]!);
    }
    cell.wait.addAll(column, count);
    for (let i = 0; i < count; i++) column[i] = ended[i]! - submitted[i]!;
    cell.latency.addAll(column, count);
    for (let i = 0; i < count; i++) column[i] = slowdownOf(column[i]!, service[i]!);
    cell.slowdown.addAll(column, count);

    this.#times[LAST_END] = lastEnd;
    if (!this.#customers[block.workload[0]!]!) return;
    this.#times[FIRST_MEASURED] = Math.min(this.firstMeasured, submitted[0]!);
    let last = this.lastMeasuredEnd;
    for (let i = 0; i < count; i++) if (ended[i]! > last) last = ended[i]!;
    this.#times[LAST_MEASURED_END] = last;
  }

  #countOneByOne(block: JobBlock): void {
    const { count, workload, submitted, deadline, dispatch, taken, started, ended } = block;
    const anyDeadline = this.#anyDeadline;
    const customers = this.#customers;
    const times = this.#times;
    const { end } = this.#window;
    const stop = this.#stop;
    const window = this.#window;
    let events = count;
    let slots = 0;
    let through = 0;
    let lastEnd = times[LAST_END]!;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const cell = this.#cellOf(block.cell[i]!);
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
      wrongParts(ended[i]!);
    }
  }

  #cellOf(place: number): Cell {
    this.cells[place] ??= new Cell(this.#spec.exactQuantiles);
    return this.cells[place]!;
  }
}

function wrongParts(ended: Ticks): never {
  throw new AuditError(7, ended, "the parts of a job's latency do not add up");
}
