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
  private readonly background: readonly boolean[];
  private readonly running = new Map<string, Running>();

  constructor(spec: WorldSpec) {
    this.background = spec.workloads.map((workload) => workload.background);
  }

  /** Of all systems. */
  submitted(time: Ticks, job: number, workload: number): void {
    if (!this.background[workload]) this.submissions.set(job, time);
  }

  taken(job: number, workload: number, task: number, system: number, slots: number): void {
    if (system !== CLASSIC) this.submissions.delete(job);
    else if (!this.background[workload]) this.running.set(`${job} ${task}`, { slots, started: null });
  }

  /** Waits for slots of this system: only the classic service's jobs are transactions. */
  eligible(job: number, system: number): void {
    if (system !== CLASSIC) this.submissions.delete(job);
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
