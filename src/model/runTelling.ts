import type { Ticks } from "../engine/time.ts";
import type { EventLog } from "./eventLog.ts";
import type { JobTable } from "./jobTable.ts";
import type { RunTable } from "./runTable.ts";
import { slotsAt } from "./slotsByVm.ts";

/** Tells the log what happens to runs. */
export class RunTelling {
  readonly #jobs: JobTable;
  readonly #runs: RunTable;
  readonly #log: EventLog;

  constructor(jobs: JobTable, runs: RunTable, log: EventLog) {
    this.#jobs = jobs;
    this.#runs = runs;
    this.#log = log;
  }

  taken(run: number, now: Ticks): void {
    const runs = this.#runs;
    const jobs = this.#jobs;
    const row = runs.job[run]!;
    const task = runs.task[run]!;
    const vms = runs.gangVms[run];
    const number = jobs.number[row]!;
    const workload = jobs.workload[row]!;
    const system = jobs.system[row]!;
    if (vms === undefined) this.#log.taken(now, number, workload, task, system, runs.vm[run]!, jobs.width[row]!);
    else this.#log.gangTaken(now, number, workload, task, system, vms);
  }

  started(run: number, now: Ticks): void {
    const runs = this.#runs;
    const jobs = this.#jobs;
    const row = runs.job[run]!;
    const task = runs.task[run]!;
    const vms = runs.gangVms[run];
    const number = jobs.number[row]!;
    const system = jobs.system[row]!;
    if (vms === undefined) this.#log.started(now, number, task, system, runs.vm[run]!);
    else this.#log.gangStarted(now, number, task, system, vms);
  }

  transfers(run: number, now: Ticks): void {
    this.#eachVm(run, (number, task, system, vm) => this.#log.transfers(now, number, task, system, vm));
  }

  computes(run: number, now: Ticks): void {
    this.#eachVm(run, (number, task, system, vm) => this.#log.computes(now, number, task, system, vm));
  }

  #eachVm(run: number, tell: (number: number, task: number, system: number, vm: number) => void): void {
    const runs = this.#runs;
    const row = runs.job[run]!;
    const vms = runs.gangVms[run];
    const [number, task, system] = [this.#jobs.number[row]!, runs.task[run]!, this.#jobs.system[row]!];
    if (vms === undefined) tell(number, task, system, runs.vm[run]!);
    else for (let at = 0; at < vms.length; at += slotsAt(vms, at)) tell(number, task, system, vms[at]!);
  }

  released(run: number, now: Ticks, computed: boolean): void {
    const runs = this.#runs;
    const jobs = this.#jobs;
    const row = runs.job[run]!;
    const task = runs.task[run]!;
    const vms = runs.gangVms[run];
    const number = jobs.number[row]!;
    const system = jobs.system[row]!;
    if (vms === undefined) this.#log.released(now, number, task, system, runs.vm[run]!, jobs.width[row]!, computed);
    else this.#log.gangReleased(now, number, task, system, vms, computed);
  }
}
