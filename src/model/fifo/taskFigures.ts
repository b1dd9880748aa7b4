import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { Cell } from "../cell.ts";
import { EndedRecord } from "../endedRecord.ts";
import { NONE } from "../jobTable.ts";
import { NO_DEADLINE, type Rounds } from "../rounds.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { PlainFifo } from "./plainFifo.ts";
import type { TaskedBlock } from "./taskedJobs.ts";

/** The figures of jobs of several tasks, as `FifoFigures` has those of one. */
export class TaskFigures {
  readonly cells: Cell[] = [];
  readonly queueTimes = new ExactSum();
  /** Jobs that are not in the queue when the clock stops, and those of them that ended. */
  taken = 0;
  ended = 0;
  events = 0;
  readonly #jobs: TaskedBlock;
  readonly #spec: WorldSpec;
  readonly #window: Window;
  /** Null where no jobs belong together. */
  readonly #rounds: Rounds | null;
  readonly #apart: PlainFifo["apart"];
  /** Nothing happens after it. */
  readonly #stop: Ticks;
  #lastEnd: Ticks = 0;
  readonly #record = new EndedRecord();

  /** @param jobs those whose tasks are counted. */
  constructor(jobs: TaskedBlock, spec: WorldSpec, window: Window, { apart }: PlainFifo, rounds: Rounds | null) {
    this.#jobs = jobs;
    this.#spec = spec;
    this.#window = window;
    this.#stop = spec.drain ? NEVER : window.end;
    this.#rounds = rounds;
    this.#apart = apart;
  }

  get lastEnd(): Ticks {
    return this.#lastEnd;
  }

  /** Counts tasks, and the jobs that they are the last of. */
  count(rows: JobBlock): void {
    this.#countTasks(rows);
    const { count } = this.#jobs;
    for (let job = 0; job < count; job++) this.#countJob(job);
  }

  #countTasks({ count, cell, taken, dispatch, started, ended }: JobBlock): void {
    const stop = this.#stop;
    const window = this.#window;
    for (let i = 0; i < count; i++) {
      if (taken[i]! >= stop || started[i]! > stop) continue;
      const of = this.#cellOf(cell[i]!);
      const ends = ended[i]! <= stop;
      if (dispatch[i]! > 0) this.events++;
      of.slotTime.addTicks(window.overlap(started[i]!, ends ? ended[i]! : window.end));
      if (!ends) continue;
      this.events++;
      if (window.countsEnd(ended[i]!)) of.taskEnds++;
    }
  }

  #countJob(job: number): void {
    const jobs = this.#jobs;
    const stop = this.#stop;
    const window = this.#window;
    const now = jobs.submitted[job]!;
    const ended = jobs.ended[job]!;
    const deadline = jobs.deadline[job]!;
    const cell = this.#cellOf(jobs.cell[job]!);
    const ends = jobs.allTaken[job]! < stop && ended <= stop;
    const isLate = ends ? ended > deadline : deadline <= window.end;
    this.events++;
    cell.all.submitted++;
    const leavesQueue = jobs.taken[job]! < stop ? jobs.taken[job]! : window.end;
    cell.queueTime.addTicks(window.overlap(now, leavesQueue));
    this.queueTimes.addTicks(leavesQueue - now);
    if (ends || jobs.onSlotUntil[job]! > stop) this.taken++;
    if (ends) {
      this.ended++;
      cell.all.finished++;
      if (ended > this.lastEnd) this.#lastEnd = ended;
      if (window.countsEnd(ended)) cell.jobEnds++;
    }
    if (this.#rounds !== null && jobs.round[job] !== NONE) {
      if (ends) this.#rounds.jobEnded(jobs.round[job]!, ended, isLate);
      else this.#rounds.jobUnended(jobs.round[job]!, isLate);
    }
    if (now < window.from) return;
    cell.measured.submitted++;
    cell.submittedFrom(now);
    if (deadline !== NO_DEADLINE && (ends || isLate)) {
      cell.withDeadline++;
      if (isLate) cell.missed++;
    }
    const { firstTaken, started } = jobs;
    if (firstTaken[job]! < stop && started[job]! <= stop) cell.started(started[job]! - now, firstTaken[job]! > now);
    if (ends) this.#finished(cell, job);
  }

  /** A measured job finished: its parts, see `semantics.md`. */
  #finished(cell: Cell, job: number): void {
    const jobs = this.#jobs;
    const record = this.#record;
    const apart = this.#apart === null ? 0 : jobs.apart[job]!;
    record.held = this.#apart === "held" ? apart : 0;
    record.provisioning = this.#apart === "provisioning" ? apart : 0;
    record.queued = jobs.firstTaken[job]! - jobs.submitted[job]! - apart;
    record.dispatch = jobs.dispatch[job]!;
    record.service = jobs.service[job]!;
    record.lastTask = jobs.ended[job]! - jobs.firstEnded[job]!;
    cell.measured.finished++;
    cell.finished(record);
    cell.endedUntil(jobs.ended[job]!);
  }

  #cellOf(place: number): Cell {
    this.cells[place] ??= new Cell(this.#spec.exactQuantiles);
    return this.cells[place]!;
  }
}
