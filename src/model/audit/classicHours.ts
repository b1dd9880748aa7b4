import type { Ticks } from "../../engine/time.ts";
import { CLASSIC, type EndedJob } from "../eventLog.ts";
import type { WorldSpec } from "../worldSpec.ts";

interface Running {
  readonly slots: number;
  started: Ticks | null;
}

/** When the customer's jobs computed in the classic service, and when they were submitted, as the event log tells it: for the bill. */
export class ClassicHours {
  /** Stretches of computing, and submissions of jobs that were not rejected. */
  readonly stretches: { readonly since: Ticks; readonly until: Ticks; readonly slots: number }[] = [];
  private readonly submissions = new Map<number, Ticks>();
  /** Of jobs that went to pools, which may yet come here; kept only where they may. */
  private readonly elsewhere: Map<number, Ticks> | null;
  private readonly background: readonly boolean[];
  private readonly running = new Map<string, Running>();

  constructor(spec: WorldSpec) {
    this.background = spec.workloads.map((workload) => workload.background);
    this.elsewhere = spec.pools.some(({ whenDeleted }) => whenDeleted === "classic") ? new Map() : null;
  }

  /** Of all systems. */
  submitted(time: Ticks, job: number, workload: number): void {
    if (!this.background[workload]) this.submissions.set(job, time);
  }

  taken(job: number, workload: number, task: number, system: number, slots: number): void {
    if (system !== CLASSIC) this.leave(job);
    else if (!this.background[workload]) this.running.set(`${job} ${task}`, { slots, started: null });
  }

  /** Waits for slots of this system: only the classic service's jobs are transactions. */
  eligible(job: number, system: number): void {
    if (system !== CLASSIC) this.leave(job);
  }

  /** Came from a pool: a transaction of the instant at which it was submitted. */
  moved(job: number): void {
    const time = this.elsewhere?.get(job);
    if (time !== undefined) this.submissions.set(job, time);
  }

  started(time: Ticks, job: number, task: number, system: number): void {
    const run = system === CLASSIC ? this.running.get(`${job} ${task}`) : undefined;
    if (run !== undefined) run.started = time;
  }

  released(time: Ticks, job: number, task: number, system: number): void {
    const run = system === CLASSIC ? this.running.get(`${job} ${task}`) : undefined;
    if (run === undefined) return;
    if (run.started !== null) this.stretches.push({ since: run.started, until: time, slots: run.slots });
    this.running.delete(`${job} ${task}`);
  }

  ended(record: EndedJob): void {
    if (record.state === "Rejected") this.submissions.delete(record.job);
    this.elsewhere?.delete(record.job);
  }

  private leave(job: number): void {
    const time = this.submissions.get(job);
    if (time === undefined) return;
    this.submissions.delete(job);
    this.elsewhere?.set(job, time);
  }

  /** The clock stopped: what computes has computed so far. */
  finish(clock: Ticks): { readonly stretches: ClassicHours["stretches"]; readonly submissions: readonly Ticks[] } {
    for (const { slots, started } of this.running.values()) {
      if (started !== null) this.stretches.push({ since: started, until: clock, slots });
    }
    this.running.clear();
    return { stretches: this.stretches, submissions: [...this.submissions.values()] };
  }
}
