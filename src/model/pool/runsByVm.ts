import { type JobTable, NONE } from "../jobTable.ts";
import { roomier } from "../roomier.ts";
import type { RunTable } from "../runTable.ts";
import type { Vm } from "./vm.ts";

const INITIAL_PLACES = 256;

/** The list of the gangs; those of the VMs follow, by berth. */
const GANGS = 0;
const listOf = (berth: number): number => berth + 1;

/**
 * What holds slots of each VM of a pool: a linked list a VM, in columns, so that a VM that is lost costs what it had, however
 * many others run. Gangs hold slots of several VMs, and are few: they stand in one list, and are looked through.
 */
export class RunsByVm {
  readonly #jobs: JobTable;
  readonly #runs: RunTable;
  /** By list: its latest run. By run: those before and after it in its list. NONE for no such. */
  #latest: Int32Array = new Int32Array(INITIAL_PLACES).fill(NONE);
  #before: Int32Array = new Int32Array(INITIAL_PLACES);
  #after: Int32Array = new Int32Array(INITIAL_PLACES);

  constructor(jobs: JobTable, runs: RunTable) {
    this.#jobs = jobs;
    this.#runs = runs;
  }

  /** A run got its slots. */
  add(run: number): void {
    const list = this.#listOf(run);
    if (list >= this.#latest.length) this.#latest = longer(this.#latest, list);
    if (run >= this.#before.length) {
      this.#before = longer(this.#before, run);
      this.#after = longer(this.#after, run);
    }
    const before = this.#latest[list]!;
    this.#before[run] = before;
    this.#after[run] = NONE;
    this.#latest[list] = run;
    if (before !== NONE) this.#after[before] = run;
  }

  /** A run gives them back; its row must still be filled in. */
  remove(run: number): void {
    const before = this.#before[run]!;
    const after = this.#after[run]!;
    if (before !== NONE) this.#after[before] = after;
    if (after === NONE) this.#latest[this.#listOf(run)] = before;
    else this.#before[after] = before;
  }

  /** What holds slots of any of these VMs, by job, then task. */
  on(vms: readonly Vm[]): readonly number[] {
    const found: number[] = [];
    for (const { berth } of vms) this.#visit(listOf(berth), (run) => found.push(run));
    if (this.#latest[GANGS] !== NONE) this.#addGangs(vms, found);
    if (found.length < 2) return found;
    const { number } = this.#jobs;
    const { job, task } = this.#runs;
    return found.sort((a, b) => number[job[a]!]! - number[job[b]!]! || task[a]! - task[b]!);
  }

  #addGangs(vms: readonly Vm[], found: number[]): void {
    const { gangVms } = this.#runs;
    const ordinals = new Set(vms.map(({ ordinal }) => ordinal));
    this.#visit(GANGS, (run) => {
      if (gangVms[run]!.some((vm) => ordinals.has(vm))) found.push(run);
    });
  }

  #visit(list: number, tell: (run: number) => void): void {
    if (list >= this.#latest.length) return;
    for (let run = this.#latest[list]!; run !== NONE; run = this.#before[run]!) tell(run);
  }

  /** The list that a run stands in. */
  #listOf(run: number): number {
    const { gangVms, berth } = this.#runs;
    return gangVms[run] === undefined ? listOf(berth[run]!) : GANGS;
  }
}

function longer(column: Int32Array, place: number): Int32Array {
  return roomier(column, new Int32Array(2 * (place + 1)).fill(NONE));
}
