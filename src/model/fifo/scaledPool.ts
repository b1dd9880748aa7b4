import type { Machine, Simulation } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import type { VmChange } from "../audit/fifoAudit.ts";
import { EventCode } from "../eventCode.ts";
import type { Pool } from "../pool/pool.ts";
import { Sampling } from "../scaling/poolSamples.ts";
import type { Observed, Timeline } from "../timeline.ts";
import type { Window } from "../window.ts";
import type { SystemState } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { FifoService, ServiceFigures } from "./fifoService.ts";
import type { JobBlock } from "./jobBlock.ts";
import { type JobFeed, JobsAhead } from "./jobsAhead.ts";
import type { JobsNow } from "./jobsSeen.ts";
import { KeptStates } from "./keptStates.ts";
import { LastTasks } from "./lastTasks.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { PoolsAlone } from "./poolsAlone.ts";
import type { PoolTasks } from "./poolTasks.ts";
import { SlotTasks } from "./slotTasks.ts";
import { VmChanges } from "./vmChanges.ts";
import { VmTasks } from "./vmTasks.ts";
import { WaitSpells } from "./waitSpells.ts";
import { WatchedVms } from "./watchedVms.ts";

/** Events of the pool, with nothing served between them, after which a drain is left to the event loop, which knows when to give up. */
const MOST_IDLE_EVENTS = 10_000;

export interface ScaledPoolOptions {
  readonly replication: number;
  readonly keepEvaluations: boolean;
  /** The jobs at an instant that the timeline asks for. */
  readonly jobsAt: (at: Ticks) => JobsNow;
  /** Made once the service is. */
  readonly timeline: () => Timeline;
}

/**
 * A pool that a formula scales, or operations resize, or whose VMs have several slots. Its VMs, samples and decisions go through their own
 * events; between two of them the VMs that serve are the same, and jobs go one by one to the next that is free.
 *
 * What a decision sees are the jobs submitted until then: so jobs are read ahead, and told of once they have a VM.
 */
export class ScaledPool implements FifoService, Machine {
  readonly observed: readonly Observed[];
  readonly outstanding = 0;
  readonly #spec: WorldSpec;
  readonly #window: Window;
  readonly #stop: Ticks;
  readonly #block: number;
  readonly #pools: PoolsAlone;
  readonly #simulation: Simulation;
  /** The one that serves the jobs. */
  readonly #pool: Pool;
  readonly #sampling: Sampling;
  readonly #states: KeptStates;
  readonly #spells: WaitSpells;
  readonly #tasks: PoolTasks;
  readonly #lastTasks: LastTasks;
  #jobs: JobsAhead | null = null;
  readonly #changes = new VmChanges();
  #isOver = false;
  #needsEvents = false;
  /** Events of the pool since a job was served. */
  #idleEvents = 0;

  constructor(
    spec: WorldSpec,
    plain: PlainFifo,
    window: Window,
    { replication, keepEvaluations, jobsAt, timeline }: ScaledPoolOptions,
  ) {
    this.#spec = spec;
    this.#window = window;
    this.#stop = spec.drain ? NEVER : window.end;
    this.#block = plain.block;
    const log = new WatchedVms(spec, plain.system, (vm, left) => this.#vmChanges(vm, left));
    this.#pools = new PoolsAlone(spec, window, { replication, log, keepEvaluations });
    this.#simulation = this.#pools.simulation;
    const { all, service } = this.#pools.pools;
    const pool = all[plain.system - 1]!;
    this.#pool = pool;
    const workloads = spec.workloads.length;
    this.#tasks =
      pool.spec.slotsPerVm === 1
        ? new VmTasks(pool, workloads, window, this.#stop)
        : new SlotTasks(pool, workloads, window);
    this.#lastTasks = new LastTasks(pool, this.#tasks, this.#simulation);
    this.#spells = new WaitSpells((at, waits) => pool.watchLimit(at, waits));
    service.start();
    this.#sampling = new Sampling(all.flatMap(({ autoscale }) => autoscale?.samples ?? []));
    this.#states = new KeptStates(
      all.map((each) => ({ name: each.name, state: (at) => this.#stateOf(each, at) })),
      () => timeline().step,
    );
    this.observed = this.#states.observed.map(({ name, state }, place) => {
      if (all[place] !== pool) return { name, state };
      const withJobs = (at: Ticks): SystemState => {
        const { waiting, running } = jobsAt(at);
        return { ...state(at), queued: waiting, running };
      };
      return { name, state: withJobs };
    });
  }

  readAhead(feed: JobFeed, workload: number): JobFeed {
    this.#jobs = new JobsAhead(feed, workload, this.#block);
    return this;
  }

  /** Gives the next jobs, served; at the end those that never are, as far as they came. */
  fill(block: JobBlock): void {
    const jobs = this.#jobs!;
    const changes = this.#changes;
    while (!this.#isOver && !jobs.isFull && changes.room === NEVER) this.#goOn(jobs);
    if (jobs.tellable === 0) jobs.leaveWaiting();
    jobs.tell(block, Math.min(jobs.tellable, changes.room));
    changes.tell(block.count);
  }

  serve(): boolean {
    return !this.#needsEvents;
  }

  /** No cap holds a job back. */
  admit(): boolean {
    return true;
  }

  /** VMs that left before those jobs, told last, had theirs; and all that came. */
  vmChangesBefore({ count }: { readonly count: number }): readonly VmChange[] {
    return this.#changes.before(count);
  }

  stopAt(clock: Ticks): boolean {
    if (!this.#spec.drain) return true;
    this.#simulation.run(this, { end: clock, drain: true, eventCap: NEVER });
    this.#countAt(clock);
    // The last tasks may have lost their VMs before they ended.
    return !this.#pool.cutsTasksShort;
  }

  close(): ServiceFigures {
    this.#tasks.close();
    const figures = this.#pools.close();
    return { ...figures, events: figures.events - this.#lastTasks.events };
  }

  handle(code: number, subject: number): void {
    this.#idleEvents++;
    if (code === EventCode.taskEnds) {
      this.#lastTasks.ends(subject);
    } else if (code === EventCode.taskStarts) {
      this.#lastTasks.starts(subject);
    } else if (code === EventCode.operations) {
      this.#show();
      this.#pools.pools.service.due();
    } else {
      this.#pools.handle(code, subject);
    }
  }

  arrive(): void {}

  dispatch(): void {
    this.#serveBefore(this.#simulation.now + 1);
  }

  decide(): void {
    this.#show();
    this.#pool.decide();
  }

  instantEnds(until: Ticks): void {
    const sampling = this.#sampling;
    const states = this.#states;
    for (let at = Math.min(sampling.next, states.next); at < until; at = Math.min(sampling.next, states.next)) {
      this.#countAt(at);
      if (at === states.next) states.keep();
      if (at === sampling.next) sampling.holdsUntil(at + 1);
    }
    this.#serveBefore(until);
    this.#tasks.freeBy(until);
    this.#pools.notePeak(until);
  }

  /** Lets the clock go on: to the next event of the pool, or as far as jobs are read. */
  #goOn(jobs: JobsAhead): void {
    const { now } = this.#simulation;
    const { served } = jobs;
    if (this.#spec.drain && jobs.unserved() === null) {
      this.#isOver = true;
      return;
    }
    while (jobs.knownUntil <= now && jobs.readOn());
    const until = Math.min(this.#nextEvent, jobs.knownUntil);
    if (this.#stop < NEVER && this.#stop <= until) {
      this.#simulation.run(this, { end: this.#stop, drain: false, eventCap: NEVER });
      this.#countAt(this.#stop);
      this.#isOver = true;
    } else if (until < NEVER) {
      this.#simulation.run(this, { end: until, drain: true, eventCap: NEVER });
      this.#serveBefore(until + 1);
      if (jobs.served > served || now < this.#window.end) this.#idleEvents = 0;
    } else {
      // Nothing will ever bring the VMs that the others wait for.
      this.#needsEvents = true;
    }
    if (this.#idleEvents > MOST_IDLE_EVENTS || this.#pool.cutsTasksShort) this.#needsEvents = true;
    if (this.#needsEvents) this.#isOver = true;
  }

  /** When something happens next that is no job's; or, once no more jobs come to be drained, the end of a task: any may be the last. */
  get #nextEvent(): Ticks {
    const { queue } = this.#simulation;
    const front = queue.front();
    const next = front < 0 ? NEVER : queue.timeAt(front);
    const areAllKnown = this.#stop === NEVER && this.#jobs!.knownUntil === NEVER;
    return areAllKnown ? Math.min(next, this.#tasks.nextEnd) : next;
  }

  /** Serves all jobs whose VMs are free before then. */
  #serveBefore(limit: Ticks): void {
    const jobs = this.#jobs!;
    const before = Math.min(limit, this.#stop);
    for (let block = jobs.unserved(); block !== null; block = jobs.unserved()) {
      const { place } = jobs;
      const next = this.#tasks.serve(block, place, before);
      for (let i = place; i < next; i++) this.#spells.served(block.submitted[i]!, block.taken[i]!);
      jobs.serveTo(next);
      if (next < block.count) break;
    }
    this.#tasks.settle();
  }

  /** Brings what others see of the pool's jobs to the end of an instant, as far as it goes without a decision. */
  #countAt(now: Ticks): void {
    const jobs = this.#jobs!;
    const pool = this.#pool;
    const tasks = this.#tasks;
    this.#serveBefore(now + 1);
    tasks.freeBy(now);
    jobs.submittedBy(Math.min(now, this.#stop - 1));
    const waiting = jobs.submitted - jobs.served;
    const held = tasks.running + tasks.lingering;
    pool.slots.waiting = waiting;
    pool.slots.held = held;
    pool.slots.computing = held - tasks.starting;
    pool.tasksSucceeded = jobs.served - held;
    if (waiting > 0) this.#spells.stillWaits(jobs.firstWaiting);
    else this.#spells.noneWaits();
  }

  /** Others look at the pool's VMs now. */
  #show(): void {
    this.#countAt(this.#simulation.now);
    this.#tasks.show();
  }

  /** Of the pool that serves: with the VMs that have tasks. */
  #stateOf(pool: Pool, at: Ticks): SystemState {
    const state = pool.state(at);
    return pool === this.#pool ? this.#tasks.stateWith(state) : state;
  }

  /** A VM of the pool is ready, or takes no more tasks. */
  #vmChanges(ordinal: number, left: boolean): void {
    const { now } = this.#simulation;
    this.#changes.add({ vm: ordinal, at: now, left }, this.#jobs?.served ?? 0);
    const vm = this.#pool.fleet.vms.of(ordinal)!;
    if (left) this.#lastTasks.leaves(vm);
    else this.#tasks.comes(vm, now);
  }
}
