import type { Ticks } from "../../engine/time.ts";
import type { EndedJob, EventLog, LogByVm } from "../eventLog.ts";
import { doubled } from "../roomier.ts";
import { slotsAt } from "../slotsByVm.ts";
import type { JobState } from "../worldResult.ts";

const SUBMITTED = 0;
const ELIGIBLE = 1;
const TAKEN = 2;
const STARTED = 3;
const RELEASED = 4;
const ENDED = 5;
const WORKERS = 6;
const VM_REQUESTED = 7;
const VM_READY = 8;
const VM_LEFT = 9;
const VM_DELETED = 10;
const REQUEUED = 11;
const FAILED = 12;
const ROUTED = 13;
const MOVED = 14;
const RETRIED = 15;
const VM_UNUSABLE = 16;
const TRANSFERS = 17;
const COMPUTES = 18;
const TRANSFER_ASKED = 19;
const TRANSFER_DONE = 20;
const TRANSFER_DROPPED = 21;
const EXPECTED = 22;

const COLUMNS = 6;
const FIRST_ROWS = 1024;

const STATES: readonly JobState[] = ["Finished", "Failed", "Cancelled", "Rejected", "Running", "NotStarted"];

/** The numbers of a record, in the order of their columns. */
const FIELDS = [
  ...(["job", "workload", "submitted", "eligible", "taken", "started"] as const),
  ...(["held", "queued", "provisioning", "dispatch", "service", "transfer", "restarts", "lastTask"] as const),
] as const;

/** A whole event log kept in memory as columns (about 60 bytes an event), to be told again as often as one likes. */
export class Transcript implements EventLog {
  private rows = 0;
  private kind = new Uint8Array(FIRST_ROWS);
  private time = new Float64Array(FIRST_ROWS);
  private columns = Array.from({ length: COLUMNS }, () => new Float64Array(FIRST_ROWS));
  private records = 0;
  private state = new Uint8Array(FIRST_ROWS);
  private fields = Array.from(FIELDS, () => new Float64Array(FIRST_ROWS));

  submitted(time: Ticks, job: number, workload: number, tenant: number): void {
    this.keep(SUBMITTED, time, job, workload, tenant);
  }

  routed(time: Ticks, job: number, system: number, width: number): void {
    this.keep(ROUTED, time, job, system, width);
  }

  moved(time: Ticks, job: number): void {
    this.keep(MOVED, time, job);
  }

  eligible(time: Ticks, job: number, workload: number, system: number, width: number, tasks: number): void {
    this.keep(ELIGIBLE, time, job, workload, system, width, tasks);
  }

  expected(time: Ticks, job: number, task: number, system: number, until: Ticks): void {
    this.keep(EXPECTED, time, job, task, system, until);
  }

  taken(time: Ticks, job: number, workload: number, task: number, system: number, vm: number, slots: number): void {
    this.keep(TAKEN, time, job, workload, task, system, vm, slots);
  }

  gangTaken(time: Ticks, job: number, workload: number, task: number, system: number, vms: Int32Array): void {
    eachVm(vms, (vm, slots) => this.taken(time, job, workload, task, system, vm, slots));
  }

  gangStarted(time: Ticks, job: number, task: number, system: number, vms: Int32Array): void {
    eachVm(vms, (vm) => this.started(time, job, task, system, vm));
  }

  gangReleased(time: Ticks, job: number, task: number, system: number, vms: Int32Array, computed: boolean): void {
    eachVm(vms, (vm, slots) => this.released(time, job, task, system, vm, slots, computed));
  }

  started(time: Ticks, job: number, task: number, system: number, vm: number): void {
    this.keep(STARTED, time, job, task, system, vm);
  }

  transfers(time: Ticks, job: number, task: number, system: number, vm: number): void {
    this.keep(TRANSFERS, time, job, task, system, vm);
  }

  computes(time: Ticks, job: number, task: number, system: number, vm: number): void {
    this.keep(COMPUTES, time, job, task, system, vm);
  }

  transferAsked(time: Ticks, store: number, id: number, bytes: number, network: number, object: number): void {
    this.keep(TRANSFER_ASKED, time, store, id, bytes, network, object);
  }

  transferDone(time: Ticks, store: number, id: number): void {
    this.keep(TRANSFER_DONE, time, store, id);
  }

  transferDropped(time: Ticks, store: number, id: number): void {
    this.keep(TRANSFER_DROPPED, time, store, id);
  }

  released(time: Ticks, job: number, task: number, system: number, vm: number, slots: number, computed: boolean): void {
    this.keep(RELEASED, time, job, task, system, vm, slots, computed ? 1 : 0);
  }

  requeued(time: Ticks, job: number, task: number, system: number, kept: Ticks): void {
    this.keep(REQUEUED, time, job, task, system, kept);
  }

  retried(time: Ticks, job: number, task: number, system: number): void {
    this.keep(RETRIED, time, job, task, system);
  }

  failed(time: Ticks, job: number, task: number, system: number): void {
    this.keep(FAILED, time, job, task, system);
  }

  ended(time: Ticks, record: EndedJob): void {
    const at = this.records++;
    if (at === this.state.length) {
      this.state = doubled(this.state);
      this.fields = this.fields.map(doubled);
    }
    this.state[at] = STATES.indexOf(record.state);
    FIELDS.forEach((field, f) => {
      this.fields[f]![at] = record[field];
    });
    this.keep(ENDED, time, at);
  }

  workers(time: Ticks, count: number): void {
    this.keep(WORKERS, time, count);
  }

  vmRequested(time: Ticks, system: number, vm: number, lowPriority = 0): void {
    this.keep(VM_REQUESTED, time, system, vm, lowPriority);
  }

  vmUnusable(time: Ticks, system: number, vm: number): void {
    this.keep(VM_UNUSABLE, time, system, vm);
  }

  vmReady(time: Ticks, system: number, vm: number): void {
    this.keep(VM_READY, time, system, vm);
  }

  vmLeft(time: Ticks, system: number, vm: number): void {
    this.keep(VM_LEFT, time, system, vm);
  }

  vmDeleted(time: Ticks, system: number, vm: number): void {
    this.keep(VM_DELETED, time, system, vm);
  }

  /** Tells all of it, in the order in which it came; every ended job has a record of its own. */
  play(log: LogByVm): void {
    for (let row = 0; row < this.rows; row++) this.playRow(log, row);
  }

  private playRow(log: LogByVm, row: number): void {
    const time = this.time[row]!;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = this.columns.map((column) => column[row]);
    const kind = this.kind[row]!;
    if (kind === SUBMITTED) log.submitted(time, a, b, c);
    else if (kind === ELIGIBLE) log.eligible(time, a, b, c, d, e);
    else if (kind === TAKEN) log.taken(time, a, b, c, d, e, f);
    else if (kind === EXPECTED) log.expected(time, a, b, c, d);
    else if (kind === STARTED) log.started(time, a, b, c, d);
    else if (kind === TRANSFERS) log.transfers(time, a, b, c, d);
    else if (kind === COMPUTES) log.computes(time, a, b, c, d);
    else if (kind === TRANSFER_ASKED) log.transferAsked(time, a, b, c, d, e);
    else if (kind === TRANSFER_DONE) log.transferDone(time, a, b);
    else if (kind === TRANSFER_DROPPED) log.transferDropped(time, a, b);
    else if (kind === RELEASED) log.released(time, a, b, c, d, e, f === 1);
    else if (kind === REQUEUED) log.requeued(time, a, b, c, d);
    else if (kind === ROUTED) log.routed(time, a, b, c);
    else if (kind === MOVED) log.moved(time, a);
    else if (kind === FAILED) log.failed(time, a, b, c);
    else if (kind === RETRIED) log.retried(time, a, b, c);
    else if (kind === ENDED) log.ended(time, this.record(a));
    else if (kind === WORKERS) log.workers(time, a);
    else if (kind === VM_REQUESTED) log.vmRequested(time, a, b, c);
    else if (kind === VM_UNUSABLE) log.vmUnusable(time, a, b);
    else if (kind === VM_READY) log.vmReady(time, a, b);
    else if (kind === VM_LEFT) log.vmLeft(time, a, b);
    else if (kind === VM_DELETED) log.vmDeleted(time, a, b);
  }

  private record(at: number): EndedJob {
    const numbers = Object.fromEntries(FIELDS.map((field, f) => [field, this.fields[f]![at]!]));
    return { ...(numbers as Record<(typeof FIELDS)[number], number>), state: STATES[this.state[at]!]! };
  }

  private keep(kind: number, time: Ticks, a: number, b = 0, c = 0, d = 0, e = 0, f = 0): void {
    const row = this.rows++;
    if (row === this.kind.length) {
      this.kind = doubled(this.kind);
      this.time = doubled(this.time);
      this.columns = this.columns.map(doubled);
    }
    this.kind[row] = kind;
    this.time[row] = time;
    const values = [a, b, c, d, e, f];
    for (let column = 0; column < values.length; column++) this.columns[column]![row] = values[column]!;
  }
}

/** A gang is kept VM by VM. */
function eachVm(vms: Int32Array, keep: (vm: number, slots: number) => void): void {
  for (let at = 0; at < vms.length; at += slotsAt(vms, at)) keep(vms[at]!, slotsAt(vms, at));
}
