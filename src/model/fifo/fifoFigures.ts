import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { Cell, PARTS, slowdownOf } from "../cell.ts";
import { NONE } from "../jobTable.ts";
import { NO_DEADLINE, type Rounds } from "../rounds.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { FigureColumns } from "./figureColumns.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { PlainFifo } from "./plainFifo.ts";

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
  /** Null where no jobs belong together. */
  readonly #rounds: Rounds | null;
  /** The part of the latency that `apart` is; -1 where it is always nothing. */
  readonly #apart: number;
  readonly #anyDispatch: boolean;
  /** Then jobs come in no order. */
  readonly #isCapped: boolean;
  /** Nothing happens after it. */
  readonly #stop: Ticks;
  readonly #columns: FigureColumns;
  readonly #sum = new ExactSum();
  /** The last end of all. */
  #lastEnd: Ticks = 0;

  constructor(spec: WorldSpec, window: Window, plain: PlainFifo, rounds: Rounds | null) {
    this.#spec = spec;
    this.#window = window;
    this.#stop = spec.drain ? NEVER : window.end;
    this.#anyDeadline = plain.due !== null;
    this.#rounds = rounds;
    this.#apart = plain.apart === null ? -1 : PARTS.indexOf(plain.apart);
    this.#anyDispatch = plain.dispatchDelay !== null;
    this.#isCapped = plain.isCapped;
    this.#columns = new FigureColumns(plain.cells, plain.block, {
      ...{ dispatch: this.#anyDispatch, apart: this.#apart >= 0, deadline: this.#anyDeadline },
    });
  }

  get lastEnd(): Ticks {
    return this.#lastEnd;
  }

  count(block: JobBlock): void {
    if (this.#isPlain(block)) this.#countColumns(block);
    else this.#countOneByOne(block);
    if (this.#rounds !== null) this.#countRounds(block, this.#rounds);
  }

  #countRounds({ count, deadline, round, taken, ended }: JobBlock, rounds: Rounds): void {
    const stop = this.#stop;
    const { end } = this.#window;
    for (let i = 0; i < count; i++) {
      if (round[i] === NONE) continue;
      if (taken[i]! < stop && ended[i]! <= stop) rounds.jobEnded(round[i]!, ended[i]!, ended[i]! > deadline[i]!);
      else rounds.jobUnended(round[i]!, deadline[i]! <= end);
    }
  }

  /** Whether all jobs of a block are measured, and end before the end: most blocks. */
  #isPlain({ count, submitted, ended }: JobBlock): boolean {
    const first = this.#isCapped ? earliest(submitted, count) : submitted[0]!;
    // One of no length may end as the window begins: too early to count.
    if (!this.#window.measures(first) || !this.#window.countsEnd(first)) return false;
    const stop = this.#stop;
    if (stop !== NEVER) for (let i = 0; i < count; i++) if (ended[i]! >= stop) return false;
    return true;
  }

  /** A plain block: the figures of each job side by side with those of its cell, then cell by cell. */
  #countColumns(block: JobBlock): void {
    const columns = this.#columns;
    columns.gather(block);
    const { count } = block;
    const { places, submitted, taken, ended, service, inQueue, latencies, slowdowns } = columns;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const latency = ended[i]! - now;
      inQueue[i] = taken[i]! - now;
      latencies[i] = latency;
      slowdowns[i] = slowdownOf(latency, service[i]!);
    }
    if (this.#anyDispatch) this.#countDispatches(count);
    this.taken += count;
    this.ended += count;
    this.events += 2 * count;
    for (const cell of places.cells) this.#book(this.#cellOf(cell), places.from(cell), places.to(cell));
  }

  #countDispatches(count: number): void {
    const { submitted, started, dispatch, waits } = this.#columns;
    for (let i = 0; i < count; i++) {
      waits[i] = started[i]! - submitted[i]!;
      if (dispatch[i]! > 0) this.events++;
    }
  }

  /** Of jobs of a cell that all are measured and end. */
  #countDeadlines(cell: Cell, from: number, to: number): void {
    const { deadline, ended } = this.#columns;
    let due = 0;
    let missed = 0;
    for (let place = from; place < to; place++) {
      due = (due + Number(deadline[place] !== NO_DEADLINE)) | 0;
      missed = (missed + Number(ended[place]! > deadline[place]!)) | 0;
    }
    cell.withDeadline += due;
    cell.missed += missed;
  }

  /** The jobs of one cell, in a stretch of the columns. */
  #book(cell: Cell, from: number, to: number): void {
    const { submitted, ended, service, dispatch, apart, inQueue, waits, latencies, slowdowns } = this.#columns;
    const count = to - from;
    cell.all.submitted += count;
    cell.all.finished += count;
    cell.measured.submitted += count;
    cell.measured.finished += count;
    cell.jobEnds += count;
    cell.taskEnds += count;
    let waited = 0;
    let lastEnd = 0;
    // From behind: few end later than all that came after them.
    for (let place = to - 1; place >= from; place--) {
      // A sum, not a branch: whether a job waits cannot be foretold.
      waited = (waited + Number(inQueue[place]! > 0)) | 0;
      if (ended[place]! > lastEnd) lastEnd = ended[place]!;
    }
    cell.waited += waited;
    if (this.#anyDeadline) this.#countDeadlines(cell, from, to);
    if (lastEnd > this.lastEnd) this.#lastEnd = lastEnd;
    cell.endedUntil(lastEnd);
    cell.submittedFrom(submitted[from]!);
    const waitSum = cell.wait.addAll(this.#anyDispatch ? waits : inQueue, from, to);
    cell.latency.addAll(latencies, from, to);
    cell.slowdown.addAll(slowdowns, from, to);
    const computed = this.#sumOf(service, from, to);
    cell.slotTime.merge(computed);
    cell.parts[SERVICE]!.merge(computed);
    if (this.#anyDispatch) cell.parts[DISPATCH]!.addAll(dispatch, from, to);
    const queued = this.#sumOf(inQueue, from, to, this.#anyDispatch ? undefined : waitSum);
    cell.queueTime.merge(queued);
    this.queueTimes.merge(queued);
    if (this.#apart < 0) {
      cell.parts[QUEUED]!.merge(queued);
    } else {
      cell.parts[this.#apart]!.addAll(apart, from, to);
      for (let place = from; place < to; place++) inQueue[place] = inQueue[place]! - apart[place]!;
      cell.parts[QUEUED]!.addAll(inQueue, from, to);
    }
  }

  /** Good until the next one. */
  #sumOf(values: Float64Array, from: number, to: number, plain?: number): ExactSum {
    this.#sum.clear();
    this.#sum.addAll(values, from, to, plain);
    return this.#sum;
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
      if (anyDeadline && deadline[i] !== NO_DEADLINE && (ends || deadline[i]! <= end)) {
        cell.withDeadline++;
        if (!ends || ended[i]! > deadline[i]!) cell.missed++;
      }
      if (starts) cell.started(started[i]! - now, taken[i]! > now);
      if (ends) {
        this.#finished(cell, block, i);
        cell.endedUntil(ended[i]!);
      }
    }
    this.#lastEnd = lastEnd;
    this.events += events + through;
    this.taken += slots;
    this.ended += through;
  }

  /** A measured job finished: its parts, as `Cell.finished` books those of the event loop. */
  #finished(cell: Cell, { submitted, taken, dispatch, service, apart }: JobBlock, i: number): void {
    const held = this.#apart === HELD ? apart[i]! : 0;
    const provisioning = this.#apart >= 0 ? apart[i]! - held : 0;
    const queued = taken[i]! - submitted[i]! - held - provisioning;
    cell.measured.finished++;
    cell.finishedPlainly(held, queued, provisioning, dispatch[i]!, service[i]!);
  }

  #cellOf(place: number): Cell {
    this.cells[place] ??= new Cell(this.#spec.exactQuantiles);
    return this.cells[place]!;
  }
}

function earliest(submitted: Float64Array, count: number): Ticks {
  let earliest = NEVER;
  for (let i = 0; i < count; i++) if (submitted[i]! < earliest) earliest = submitted[i]!;
  return earliest;
}
