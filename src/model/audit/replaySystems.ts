import type { Ticks } from "../../engine/time.ts";
import { CLASSIC, NO_VM } from "../eventLog.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { AuditError } from "./auditError.ts";
import { ReplayCaps } from "./replayCaps.ts";
import type { ReplayJob } from "./replayJob.ts";
import { type FreeSlots, ReplayQueue } from "./replayQueue.ts";
import { delays } from "./replayReservation.ts";
import { ReplaySlots } from "./replaySlots.ts";
import { workersAt } from "./workersAt.ts";

/** The classic service and the pools as the replay knows them, by system: their slots, queues and caps. Throws AuditError. */
export class ReplaySystems {
  readonly names: readonly string[];
  readonly slots: readonly ReplaySlots[];
  readonly queues: readonly ReplayQueue[];
  readonly caps: ReplayCaps | null;
  private readonly spec: WorldSpec;
  private readonly touched = new Set<number>();
  /** When tasks of pools with EASY are expected to give their slots back, by system, job and task. */
  private readonly expectations = new Map<string, Ticks>();
  private classicUsed = false;
  private readonly anyTogether: boolean;

  /** @param jobs by number; live. */
  constructor(spec: WorldSpec, jobs: ReadonlyMap<number, ReplayJob>) {
    this.spec = spec;
    this.anyTogether = spec.workloads.some(({ job }) => job.cores > 1);
    this.names = ["classic", ...spec.pools.map((pool) => pool.name)];
    const fleet = spec.classic?.fleet;
    const workers = fleet?.kind === "workers" ? workersAt(fleet, spec.startEpochMs, 0) : Number.POSITIVE_INFINITY;
    this.slots = [workers, ...spec.pools.map((pool) => pool.slotsPerVm)].map(
      (size, system) => new ReplaySlots(this.names[system]!, size),
    );
    this.slots[CLASSIC]!.request(NO_VM);
    this.slots[CLASSIC]!.ready(0, NO_VM);
    const plain = { byPriority: false, firstFit: false, easy: false };
    const rules = spec.pools.map((pool) => ({
      byPriority: pool.queue === "priority",
      firstFit: pool.backfill === "firstFit",
      easy: pool.backfill === "easy",
    }));
    this.queues = [plain, ...rules].map((rule, system) => new ReplayQueue(this.names[system]!, system, rule, jobs));
    this.caps = spec.classic === null ? null : new ReplayCaps(spec.classic);
  }

  /** Something happened there at this instant: at its end all must be as its rules say. */
  touch(system: number): void {
    this.touched.add(system);
  }

  /** A job comes to the system that it is routed to. */
  comes(job: ReplayJob): void {
    if (job.system === CLASSIC) {
      this.classicUsed = true;
      this.caps?.submit(job);
    }
    this.touch(CLASSIC);
  }

  /** A task is expected to give its slots back at `until`, once it has them. */
  expect(system: number, job: number, task: number, until: Ticks): void {
    this.expectations.set(`${system}/${job}/${task}`, until);
  }

  /**
   * A task is to get the first of its slots: it must be its job's turn.
   *
   * @param vm the one that all of its slots are on; null if they are on several.
   */
  firstSlots(time: Ticks, job: ReplayJob, task: number, vm: number | null): void {
    const delaysIt = this.delaysBy(time, job, task, vm);
    if (job.requeued.delete(task)) {
      this.queues[job.system]!.takeRequeued(time, { job, task }, this.freeOf(job.system), delaysIt);
    } else if (!job.seen.has(task)) {
      if (this.hasFleet(job.system)) this.queues[job.system]!.take(time, job, this.freeOf(job.system), delaysIt);
      job.seen.add(task);
      job.untaken--;
    }
    if (job.onSlots.size === 0 && job.system === CLASSIC) this.caps?.run(time, job);
  }

  instantOver(now: Ticks): void {
    for (const system of this.touched) {
      if (this.hasFleet(system)) this.queues[system]!.instantOver(now, this.freeOf(system));
    }
    if (this.touched.has(CLASSIC)) this.caps?.instantOver(now);
    this.touched.clear();
    const fleet = this.spec.classic?.fleet;
    // A classic service that nobody uses need not be modelled, nor its timetable told.
    if (fleet?.kind !== "workers" || !this.classicUsed) return;
    const planned = workersAt(fleet, this.spec.startEpochMs, now);
    const workers = this.slots[CLASSIC]!.size();
    if (workers !== planned) {
      throw new AuditError(3, now, `the classic service has ${workers} workers, its timetable says ${planned}`);
    }
  }

  /** Whether it has so many slots and no more. */
  hasFleet(system: number): boolean {
    return system !== CLASSIC || this.spec.classic?.fleet.kind === "workers";
  }

  private freeOf(system: number): FreeSlots {
    const slots = this.slots[system]!.free();
    // Looked for only where somebody may need it: all VMs have to be looked at.
    return { slots, onOne: this.anyTogether ? this.slots[system]!.most() : slots };
  }

  /** Whether a task delays another job by taking its slots, on one VM or (null) several. */
  private delaysBy(time: Ticks, job: ReplayJob, task: number, vm: number | null): (first: ReplayJob) => boolean {
    const untilOf = (key: string): Ticks => {
      const until = this.expectations.get(`${job.system}/${key}`);
      if (until === undefined) throw new AuditError(2, time, `it is not told how long task ${key} is expected to run`);
      return until;
    };
    return (first) => {
      const vms = [...this.slots[job.system]!.serving()].map(({ held, ...of }) => ({
        ...of,
        held: held.map(([key, slots]) => ({ slots, until: untilOf(key) })),
      }));
      const until = untilOf(`${job.number}/${task}`);
      return delays(first, { vm, slots: job.width, until }, vms, time);
    };
  }
}
