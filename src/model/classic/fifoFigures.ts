import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { AuditError } from "../audit/auditError.ts";
import { Cell, PARTS, slowdownOf } from "../cell.ts";
import { NO_DEADLINE } from "../rounds.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { BLOCK, type JobBlock } from "./jobBlock.ts";

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
  readonly #anyDeadline: boolean;
  /** Nothing happens after it. */
  readonly #stop: Ticks;
  /** For a pass through a block. */
  readonly #column = new Float64Array(BLOCK);
  /** The last end of all. In a typed array, for a double field of an object is boxed. */
  readonly #lastEnd = new Float64Array(1);

  constructor(spec: WorldSpec, window: Window) {
    this.#spec = spec;
    this.#window = window;
    this.#stop = spec.drain ? NEVER : window.end;
    this.#anyDeadline = spec.workloads.some((workload) => workload.job.deadline !== null);
  }

  get lastEnd(): Ticks {
    return this.#lastEnd[0]!;
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

    let lastEnd = 0;
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

    if (lastEnd > this.lastEnd) this.#lastEnd[0] = lastEnd;
    cell.submittedFrom(submitted[0]!);
    cell.endedUntil(lastEnd);
  }

  #countOneByOne(block: JobBlock): void {
    const { count, submitted, deadline, dispatch, taken, started, ended } = block;
    const anyDeadline = this.#anyDeadline;
    const { end } = this.#window;
    const stop = this.#stop;
    const window = this.#window;
    let events = count;
    let slots = 0;
    let through = 0;
    let { lastEnd } = this;
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
      cell.submittedFrom(now);
      if (anyDeadline && deadline[i] !== NO_DEADLINE && (ends || deadline[i]! < end)) {
        cell.withDeadline++;
        if (!ends || ended[i]! > deadline[i]!) cell.missed++;
      }
      if (starts) cell.started(started[i]! - now, taken[i]! > now);
      if (ends) {
        this.#finished(cell, block, i);
        cell.endedUntil(ended[i]!);
      }
    }
    this.#lastEnd[0] = lastEnd;
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
