import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { Cell, PARTS, slowdownOf } from "../cell.ts";
import { NO_DEADLINE } from "../rounds.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { FigureColumns } from "./figureColumns.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { PlainFifo } from "./plainFifo.ts";

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
  /** By workload: 1 for the customer's. */
  readonly #customers: Uint8Array;
  readonly #anyDeadline: boolean;
  readonly #anyCap: boolean;
  readonly #anyDispatch: boolean;
  /** Nothing happens after it. */
  readonly #stop: Ticks;
  readonly #columns: FigureColumns;
  /** In a typed array, for double fields of an object are boxed. */
  readonly #times = Float64Array.of(0, NEVER, 0);

  constructor(spec: WorldSpec, window: Window, plain: PlainFifo) {
    this.#spec = spec;
    this.#window = window;
    this.#stop = spec.drain ? NEVER : window.end;
    this.#columns = new FigureColumns(plain.cells);
    this.#customers = Uint8Array.from(spec.workloads, (workload) => (workload.background ? 0 : 1));
    this.#anyDeadline = plain.anyDeadline;
    this.#anyCap = plain.anyCap;
    this.#anyDispatch = plain.dispatchDelay !== null;
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
    if (this.#isPlain(block)) this.#countColumns(block);
    else this.#countOneByOne(block);
  }

  /** Whether all jobs of a block are measured, end before the end, and have no deadline: most blocks. */
  #isPlain({ count, submitted, ended }: JobBlock): boolean {
    if (this.#anyDeadline || submitted[0]! < this.#window.from) return false;
    const stop = this.#stop;
    if (stop !== NEVER) for (let i = 0; i < count; i++) if (ended[i]! >= stop) return false;
    return true;
  }

  /** A plain block: the figures of each job side by side with those of its cell, then cell by cell. */
  #countColumns(block: JobBlock): void {
    const { count, workload, submitted, eligible, taken, started, ended, dispatch, service } = block;
    const { places, waits, inQueue, held, latencies, slowdowns, services, dispatches } = this.#columns;
    places.group(block);
    const { placeOf } = places;
    const customers = this.#customers;
    const times = this.#times;
    let lastEnd = times[LAST_END]!;
    let firstMeasured = times[FIRST_MEASURED]!;
    let lastMeasuredEnd = times[LAST_MEASURED_END]!;
    for (let i = 0; i < count; i++) {
      const place = placeOf[i]!;
      const now = submitted[i]!;
      const end = ended[i]!;
      waits[place] = started[i]! - now;
      inQueue[place] = taken[i]! - now;
      latencies[place] = end - now;
      services[place] = service[i]!;
      slowdowns[place] = slowdownOf(end - now, service[i]!);
      if (end > lastEnd) lastEnd = end;
      if (customers[workload[i]!] === 0) continue;
      if (now < firstMeasured) firstMeasured = now;
      if (end > lastMeasuredEnd) lastMeasuredEnd = end;
    }
    times[LAST_END] = lastEnd;
    times[FIRST_MEASURED] = firstMeasured;
    times[LAST_MEASURED_END] = lastMeasuredEnd;
    if (this.#anyCap) for (let i = 0; i < count; i++) held[placeOf[i]!] = eligible[i]! - submitted[i]!;
    if (this.#anyDispatch) {
      for (let i = 0; i < count; i++) {
        dispatches[placeOf[i]!] = dispatch[i]!;
        if (dispatch[i]! > 0) this.events++;
      }
    }
    this.queueTimes.addAll(inQueue, 0, count);
    this.taken += count;
    this.ended += count;
    this.events += 2 * count;
    for (const cell of places.cells) this.#book(this.#cellOf(cell), places.from(cell), places.to(cell));
  }

  /** The jobs of one cell, in a stretch of the columns. */
  #book(cell: Cell, from: number, to: number): void {
    const { waits, inQueue, held, latencies, slowdowns, services, dispatches } = this.#columns;
    const count = to - from;
    cell.all.submitted += count;
    cell.all.finished += count;
    cell.measured.submitted += count;
    cell.measured.finished += count;
    cell.jobEnds += count;
    cell.taskEnds += count;
    for (let place = from; place < to; place++) if (inQueue[place]! > 0) cell.waited++;
    cell.wait.addAll(waits, from, to);
    cell.latency.addAll(latencies, from, to);
    cell.slowdown.addAll(slowdowns, from, to);
    cell.queueTime.addAll(inQueue, from, to);
    cell.slotTime.addAll(services, from, to);
    cell.parts[SERVICE]!.addAll(services, from, to);
    if (this.#anyDispatch) cell.parts[DISPATCH]!.addAll(dispatches, from, to);
    if (this.#anyCap) {
      cell.parts[HELD]!.addAll(held, from, to);
      for (let place = from; place < to; place++) inQueue[place] = inQueue[place]! - held[place]!;
    }
    cell.parts[QUEUED]!.addAll(inQueue, from, to);
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
      if (customers[workload[i]!] === 0) continue;
      if (now < times[FIRST_MEASURED]!) times[FIRST_MEASURED] = now;
      if (ends && ended[i]! > times[LAST_MEASURED_END]!) times[LAST_MEASURED_END] = ended[i]!;
    }
    times[LAST_END] = lastEnd;
    this.events += events + through;
    this.taken += slots;
    this.ended += through;
  }

  /** A measured job finished: its parts, as `Cell.finished` books those of the event loop. */
  #finished(cell: Cell, { submitted, eligible, taken, dispatch, service }: JobBlock, i: number): void {
    cell.measured.finished++;
    cell.finishedPlainly(eligible[i]! - submitted[i]!, taken[i]! - eligible[i]!, dispatch[i]!, service[i]!);
  }

  #cellOf(place: number): Cell {
    this.cells[place] ??= new Cell(this.#spec.exactQuantiles);
    return this.cells[place]!;
  }
}
