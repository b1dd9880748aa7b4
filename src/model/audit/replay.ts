import type { Ticks } from "../../engine/time.ts";
import { CLASSIC, type EndedJob, type LogByVm } from "../eventLog.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { AuditError } from "./auditError.ts";
import { LittleLaw } from "./littleLaw.ts";
import { newJob, type ReplayJob, UNDECIDED } from "./replayJob.ts";
import { checkRecord, partsOf } from "./replayRecord.ts";
import { ReplayRoutes } from "./replayRoutes.ts";
import { ReplayStore } from "./replayStore.ts";
import { ReplaySystems } from "./replaySystems.ts";
import { freeTask, holdSlots, interruptTask, retryTask, startTask, turnTask } from "./replayTask.ts";
import type { CensusRow } from "./workloadCounts.ts";

/**
 * Goes through a whole event log job by job, with simple data structures: who was admitted, who was next, who was passed
 * over, which slots each task held, and what every job's record should say. Throws AuditError at the first thing wrong.
 */
export class Replay implements LogByVm {
  private readonly spec: WorldSpec;
  private readonly tenants: readonly string[];
  private readonly jobs = new Map<number, ReplayJob>();
  private readonly systems: ReplaySystems;
  private readonly routes: ReplayRoutes;
  private readonly stores: readonly ReplayStore[];
  /** Pool jobs that came at this instant. */
  private arrived: ReplayJob[] = [];
  /** Jobs with a task that was cut short at this instant. */
  private cutShort: ReplayJob[] = [];
  private readonly law = new LittleLaw();
  private now: Ticks = 0;

  constructor(spec: WorldSpec, tenants: readonly string[]) {
    this.spec = spec;
    this.tenants = tenants;
    this.stores = spec.stores.map((store) => new ReplayStore(store));
    this.systems = new ReplaySystems(spec, this.jobs);
    this.routes = new ReplayRoutes(spec, this.systems);
  }

  submitted(time: Ticks, number: number, workload: number, tenant: number): void {
    this.advance(time);
    if (this.jobs.has(number)) throw new AuditError(1, time, `job ${number} is submitted twice`);
    const { endpoint, job } = this.spec.workloads[workload]!;
    const name = this.tenants[tenant] ?? "";
    const system = this.routes.systemOf(workload, name);
    const entry = newJob({
      ...{ number, workload, tenant: name, endpoint, priority: job.priority, submitted: time, system },
      together: job.cores > 1 && system !== CLASSIC,
    });
    this.jobs.set(number, entry);
    this.law.inSystem++;
    this.routes.submitted(entry);
    if (system !== UNDECIDED) this.comes(entry);
  }

  routed(time: Ticks, number: number, system: number, width: number): void {
    this.advance(time);
    const job = this.present(time, number, "is routed");
    this.routes.chosen(time, job, system, width);
    job.system = system;
    this.comes(job);
  }

  moved(time: Ticks, number: number): void {
    this.advance(time);
    const job = this.present(time, number, "is moved");
    const pool = this.spec.pools[job.system - 1];
    if (pool?.whenDeleted !== "classic" || job.eligible === null || job.onSlots.size > 0) {
      throw new AuditError(1, time, `job ${number} is moved from ${this.systems.names[job.system]}, which may not be`);
    }
    for (const task of job.requeued) {
      job.seen.delete(task);
      job.kept.delete(task);
    }
    job.untaken += job.requeued.size;
    job.requeued.clear();
    job.eligible = null;
    this.arrived = this.arrived.filter((other) => other !== job);
    this.systems.touch(job.system);
    job.system = CLASSIC;
    this.comes(job);
    // It comes when this instant's dispatch may be over.
    job.held = true;
  }

  /** A job comes to its system. */
  private comes(job: ReplayJob): void {
    if (job.system !== CLASSIC) this.arrived.push(job);
    this.systems.comes(job);
  }

  eligible(time: Ticks, number: number, _workload: number, system: number, width: number, tasks: number): void {
    this.advance(time);
    const job = this.present(time, number, "is eligible");
    if (job.eligible !== null) throw new AuditError(2, time, `job ${number} is eligible twice`);
    if (system !== job.system) {
      const where = `${this.systems.names[system]}, its route says ${this.systems.names[job.system] ?? "no system"}`;
      throw new AuditError(3, time, `job ${number} queues in ${where}`);
    }
    if (system === CLASSIC) this.systems.caps?.admit(time, job);
    job.eligible = time;
    if (job.admitted === null) {
      job.admitted = time;
      job.width = width;
      job.tasks = tasks;
      job.untaken = tasks;
    } else if (job.untaken !== tasks) {
      throw new AuditError(1, time, `job ${number} has ${tasks} tasks left when it is moved, not ${job.untaken}`);
    }
    this.systems.queues[system]!.join(time, job);
    this.systems.touch(system);
  }

  expected(time: Ticks, number: number, task: number, system: number, until: Ticks): void {
    this.advance(time);
    this.present(time, number, "is expected to take slots");
    this.systems.expect(system, number, task, until);
  }

  taken(time: Ticks, number: number, _workload: number, task: number, system: number, vm: number, slots: number): void {
    this.advance(time);
    const job = this.present(time, number, "takes a slot");
    if (job.eligible === null || system !== job.system || !(task >= 0 && task < job.tasks)) {
      throw new AuditError(
        2,
        time,
        `job ${number} takes a slot of ${this.systems.names[system]} for task ${task}, not eligible there`,
      );
    }
    if (!job.onSlots.has(task)) this.systems.firstSlots(time, job, task, slots === job.width ? vm : null);
    const attempt = holdSlots(time, job, task, vm, slots);
    attempt.ready = Math.max(attempt.ready, this.systems.slots[system]!.take(time, number, task, vm, slots));
    this.systems.touch(system);
  }

  started(time: Ticks, number: number, task: number, _system: number, vm: number): void {
    this.advance(time);
    startTask(time, this.present(time, number, "starts"), task, vm);
  }

  transfers(time: Ticks, number: number, task: number, _system: number, vm: number): void {
    this.advance(time);
    turnTask(time, this.present(time, number, "transfers"), task, vm, false);
  }

  computes(time: Ticks, number: number, task: number, _system: number, vm: number): void {
    this.advance(time);
    turnTask(time, this.present(time, number, "computes"), task, vm, true);
  }

  transferAsked(time: Ticks, store: number, id: number, bytes: number, network: number, object: number): void {
    this.advance(time);
    this.stores[store]!.ask(time, id, bytes, network, object);
  }

  transferDone(time: Ticks, store: number, id: number): void {
    this.advance(time);
    this.stores[store]!.done(time, id);
  }

  transferDropped(time: Ticks, store: number, id: number): void {
    this.advance(time);
    this.stores[store]!.drop(time, id);
  }

  released(
    time: Ticks,
    number: number,
    task: number,
    system: number,
    vm: number,
    slots: number,
    computed: boolean,
  ): void {
    this.advance(time);
    const job = this.present(time, number, "gives slots back");
    freeTask(time, job, task, vm, slots, computed);
    this.systems.slots[system]!.release(vm, number, task);
    if (job.cutShort !== null) this.cutShort.push(job);
    if (job.requeued.has(task)) this.systems.queues[system]!.requeue({ job, task });
    this.systems.touch(system);
    if (job.onSlots.size === 0 && system === CLASSIC) this.systems.caps?.stop(job);
  }

  requeued(time: Ticks, number: number, task: number, system: number, kept: Ticks): void {
    this.advance(time);
    const job = this.present(time, number, "loses its slots");
    const done = interruptTask(time, job, task, "requeued");
    const every = this.spec.workloads[job.workload]!.job.checkpointEvery;
    const resumes = this.spec.pools[system - 1]?.preempt === "resume";
    const saved = every === null ? 0 : every === 0 ? done : Math.floor(done / every) * every;
    if (kept !== saved && !(resumes && kept === done)) {
      throw new AuditError(7, time, `job ${number} keeps ${kept} of the ${done} ticks that task ${task} computed`);
    }
    job.kept.set(task, kept);
  }

  retried(time: Ticks, number: number, task: number): void {
    this.advance(time);
    const job = this.present(time, number, "fails an attempt");
    retryTask(time, job, task, this.spec.workloads[job.workload]!.job.failure?.maxRetries ?? 0);
  }

  failed(time: Ticks, number: number, task: number): void {
    this.advance(time);
    interruptTask(time, this.present(time, number, "loses its slots"), task, "failed");
  }

  ended(time: Ticks, record: EndedJob): void {
    this.advance(time);
    const job = this.present(time, record.job, "ends");
    if (record.workload !== job.workload) {
      throw new AuditError(
        1,
        time,
        `job ${job.number} ends in workload ${record.workload}, it came in ${job.workload}`,
      );
    }
    if (job.onSlots.size > 0) throw new AuditError(3, time, `job ${job.number} ends with tasks on slots`);
    checkRecord(time, record, job);
    job.ended = time;
    this.routes.ended(job);
    this.law.leave(record.state === "Finished" ? partsOf(record) : time - record.submitted);
    if (job.system === CLASSIC && job.eligible !== null) this.systems.caps?.leave(job);
    this.systems.touch(CLASSIC);
    if (job.system >= 0) this.systems.touch(job.system);
  }

  workers(time: Ticks, count: number): void {
    this.advance(time);
    this.systems.slots[CLASSIC]!.resize(count);
    this.systems.touch(CLASSIC);
  }

  vmRequested(time: Ticks, system: number, vm: number): void {
    this.advance(time);
    this.systems.slots[system]!.request(vm);
  }

  vmReady(time: Ticks, system: number, vm: number): void {
    this.advance(time);
    this.systems.slots[system]!.ready(time, vm);
    this.systems.touch(system);
  }

  vmUnusable(time: Ticks, system: number, vm: number): void {
    this.advance(time);
    this.systems.slots[system]!.spoil(vm);
  }

  vmLeft(time: Ticks, system: number, vm: number): void {
    this.advance(time);
    this.systems.slots[system]!.leave(vm);
  }

  vmDeleted(time: Ticks, system: number, vm: number): void {
    this.advance(time);
    this.systems.slots[system]!.remove(time, vm);
  }

  /** The clock stops: compares who is left with the census, and Little's sums, those in the system counted up to now. */
  finish(clock: Ticks, census: readonly CensusRow[]): void {
    this.advance(clock);
    for (const store of this.stores) store.finish(clock);
    const left = [...this.jobs.values()].filter((job) => job.ended === null);
    this.spec.workloads.forEach(({ name }, workload) => {
      const own = left.filter((job) => job.workload === workload);
      const running = own.filter((job) => job.onSlots.size > 0).length;
      const row = census.find((candidate) => candidate.workload === name);
      if (row?.running === running && row.queued === own.length - running) return;
      const told = `${row?.running} running and ${row?.queued} queued`;
      const found = `${running} and ${own.length - running}, the first of them job ${own[0]?.number ?? "none"}`;
      throw new AuditError(1, clock, `workload ${name} has ${told}, its events give ${found}`);
    });
    for (const { submitted } of left) this.law.leave(clock - submitted);
    const broken = this.law.broken();
    if (broken !== null) throw new AuditError(8, clock, `jobs in the system add up to ${broken}`);
  }

  private advance(time: Ticks): void {
    if (time === this.now) return;
    this.instantOver();
    this.law.pass(time - this.now);
    this.now = time;
  }

  private instantOver(): void {
    const stuck = this.arrived.find((job) => job.eligible === null && job.ended === null);
    if (stuck !== undefined) throw new AuditError(5, this.now, `job ${stuck.number} is held though a pool has no caps`);
    this.arrived = [];
    const cut = this.cutShort.find((job) => job.ended === null);
    if (cut !== undefined) throw new AuditError(7, this.now, `job ${cut.number} ${cut.cutShort}`);
    this.cutShort = [];
    this.systems.instantOver(this.now);
  }

  private present(time: Ticks, number: number, what: string): ReplayJob {
    const job = this.jobs.get(number);
    if (job === undefined) throw new AuditError(2, time, `job ${number} ${what} before it is submitted`);
    if (job.ended !== null) throw new AuditError(1, time, `job ${number} ${what} after it ended`);
    return job;
  }
}
