import { isAlways, type Variate } from "../../engine/distribution.ts";
import { DrawAhead } from "../../engine/drawAhead.ts";
import type { Uniform } from "../../engine/random.ts";
import { createBatchSampler, createSampler, type Sampler } from "../../engine/sampler.ts";
import type { Ticks } from "../../engine/time.ts";
import type { ClassicSpec } from "../classic/classicSpec.ts";
import { CLASSIC } from "../eventLog.ts";
import { type JobTable, NOT_YET } from "../jobTable.ts";
import type { System } from "../system.ts";
import { attemptsToFail } from "./attempts.ts";
import { speedUpOf } from "./speedUp.ts";
import type { TracedJob } from "./traceJobs.ts";
import type { WorkloadSpec } from "./workloadSpec.ts";

/** Opens this workload's stream for a purpose. */
export type OpenPurpose = (purpose: string) => Uniform;

/**
 * Draws a workload's jobs, in order of submission: a fixed number of uniforms a job and purpose, whatever the systems do
 * with it, so that every alternative is fed the same jobs.
 */
export class JobDraws {
  readonly #spec: WorkloadSpec;
  /** Each null where there is nothing to draw: what is the same for every job is known beforehand. */
  readonly #tasks: Sampler | null;
  readonly #gang: Sampler | null;
  readonly #estimate: Sampler | null;
  readonly #speed: Sampler | null;
  readonly #wait: Sampler | null;
  readonly #dispatch: Uniform | null;
  readonly #failure: Uniform | null;
  readonly #service: DrawAhead;
  readonly #input: Sampler | null;
  readonly #output: Sampler | null;
  /** Of a stream's jobs, by the row. */
  readonly #rowTime: Sampler | null;
  /** Jobs drawn so far. */
  #jobs = 0;

  /** @param randomDispatch whether any system's dispatch delay is random. */
  constructor(spec: WorkloadSpec, classic: ClassicSpec | null, randomDispatch: boolean, open: OpenPurpose) {
    this.#spec = spec;
    const draw = (variate: Variate, purpose: string): Sampler => createSampler(variate, open(purpose));
    const unlessOne = (variate: Variate, purpose: string): Sampler | null =>
      isAlways(variate, 1) ? null : draw(variate, purpose);
    this.#tasks = unlessOne(spec.job.tasks, "tasks");
    this.#gang = unlessOne(spec.job.gang, "gang");
    this.#estimate = spec.job.estimate === null ? null : draw(spec.job.estimate, "estimate");
    this.#speed = classic === null ? null : unlessOne(classic.speed, "speed");
    this.#wait = classic?.fleet.kind === "observedWait" ? draw(classic.fleet.wait, "wait") : null;
    this.#dispatch = randomDispatch ? open("dispatch") : null;
    const { input, output } = spec.job;
    this.#input = input === null ? null : draw(input.size, "input");
    this.#output = output === null ? null : draw(output.size, "output");
    this.#failure = spec.job.failure === null ? null : open("failure");
    this.#rowTime = spec.arrivals.kind === "stream" ? draw(spec.arrivals.rowTime, "rows") : null;
    this.#service = new DrawAhead(createBatchSampler(spec.job.service, open("service")));
  }

  /**
   * Fills in what a job draws: tasks, width, service times and delays in ticks. Its system must be known.
   *
   * @param traced service time and slots of a job that a trace tells, which is drawn no sizes.
   * @param rows that a stream's job scores.
   */
  fill(
    jobs: JobTable,
    row: number,
    system: Pick<System, "index" | "dispatchDelay">,
    traced: TracedJob | undefined,
    rows = 0,
  ): void {
    const job = this.#jobs++;
    const speed = this.#begin(jobs, row, traced);
    const divisor = this.#divisor(jobs.width[row]!, system, speed);
    const tasks = jobs.tasks[row]!;
    if (tasks === 1) {
      jobs.service[row] = whole((traced === undefined ? this.#drawn(rows) : traced.service) / divisor);
      jobs.dispatchDelay[row] = this.#delay(system, job);
      return;
    }
    const sizes = new Float64Array(tasks);
    const delays = new Float64Array(tasks);
    for (let task = 0; task < tasks; task++) {
      sizes[task] = whole(this.#service.next() / divisor);
      delays[task] = this.#delay(system, job);
    }
    jobs.sizes[row] = sizes;
    jobs.dispatchDelays[row] = delays;
  }

  /** As `fill`, but for a job whose system is not known yet, or may change: `suit` does the rest, as often as it changes. */
  draw(jobs: JobTable, row: number, traced: TracedJob | undefined, rows = 0): void {
    const job = this.#jobs++;
    const speed = this.#begin(jobs, row, traced);
    const tasks = jobs.tasks[row]!;
    const services = new Float64Array(tasks);
    const dispatches = new Float64Array(tasks);
    for (let task = 0; task < tasks; task++) {
      services[task] = traced === undefined ? this.#drawn(rows) : traced.service;
      if (this.#dispatch !== null) dispatches[task] = this.#dispatch();
    }
    jobs.luck[row] = { job, speed, services, dispatches };
  }

  /** Fills in the service times and delays that a job drawn by `draw` has in a system. */
  suit(jobs: JobTable, row: number, system: Pick<System, "index" | "dispatchDelay">): void {
    const { job, speed, services, dispatches } = jobs.luck[row]!;
    const divisor = this.#divisor(jobs.width[row]!, system, speed);
    const sizes = services.map((service) => whole(service / divisor));
    const delays = dispatches.map((uniform) => system.dispatchDelay(uniform, job));
    if (sizes.length === 1) {
      jobs.service[row] = sizes[0]!;
      jobs.dispatchDelay[row] = delays[0]!;
    } else {
      jobs.sizes[row] = sizes;
      jobs.dispatchDelays[row] = delays;
    }
  }

  /**
   * Service times of the next jobs, of one task and one slot, in the first places of an array: `fill` without the rest.
   * `traced` where a trace tells them and they stand there already.
   */
  plainServices(services: Float64Array, count: number, traced: boolean, system: number): void {
    if (!traced) this.#service.take(services, count);
    const speed = system === CLASSIC ? this.#speed : null;
    if (speed !== null) for (let i = 0; i < count; i++) services[i] = services[i]! / speed();
    for (let i = 0; i < count; i++) services[i] = whole(services[i]!);
  }

  /** And their dispatch delays: call once after each `plainServices`. */
  plainDispatches(delays: Float64Array, count: number, system: Pick<System, "dispatchDelay">): void {
    for (let i = 0; i < count; i++) delays[i] = this.#delay(system, this.#jobs++);
  }

  /** How many tasks the next job has, which no trace tells. Call once for each job, as `nextSpeed`. */
  nextTasks(): number {
    return this.#tasks === null ? 1 : count(this.#tasks());
  }

  /** What the service times of the next job's tasks are divided by in a system. */
  nextSpeed(system: number): number {
    const speed = this.#speed === null ? 1 : this.#speed();
    return system === CLASSIC ? speed : 1;
  }

  /** Service times of the next tasks, of one slot each, in the first places of an array; each has a speed. */
  taskServices(services: Float64Array, count: number, speeds: Float64Array): void {
    this.#service.take(services, count);
    for (let i = 0; i < count; i++) services[i] = whole(services[i]! / speeds[i]!);
  }

  /** The dispatch delay of the next task, which is one of the job with that place in its workload. */
  dispatchOf(job: number, system: Pick<System, "dispatchDelay">): Ticks {
    return this.#delay(system, job);
  }

  /** What each task reads and writes, in turn. */
  #bytes(tasks: number): Float64Array {
    const bytes = new Float64Array(2 * tasks);
    for (let task = 0; task < tasks; task++) {
      if (this.#input !== null) bytes[2 * task] = whole(this.#input());
      if (this.#output !== null) bytes[2 * task + 1] = whole(this.#output());
    }
    return bytes;
  }

  /** Fills in what no system changes. Returns the speed of the classic service for the job. */
  #begin(jobs: JobTable, row: number, traced: TracedJob | undefined): number {
    jobs.drawnWait[row] = this.#wait === null ? 0 : whole(this.#wait());
    jobs.priority[row] = this.#spec.job.priority;
    const speed = this.#speed === null ? 1 : this.#speed();
    const tasks = traced !== undefined || this.#tasks === null ? 1 : count(this.#tasks());
    jobs.tasks[row] = tasks;
    if (traced !== undefined) jobs.width[row] = traced.slots;
    else jobs.width[row] = this.#gang === null ? this.#spec.job.cores : count(this.#gang());
    jobs.estimate[row] = this.#estimated(traced, jobs.width[row]!);
    jobs.together[row] = this.#spec.job.cores > 1 ? 1 : 0;
    if (this.#input !== null || this.#output !== null) jobs.bytes[row] = this.#bytes(tasks);
    if (tasks === 1) jobs.failures[row] = this.#failures();
    else if (this.#failure !== null)
      jobs.taskFailures[row] = Int32Array.from({ length: tasks }, () => this.#failures());
    return speed;
  }

  /** What a service time is divided by: the classic service's speed for the job, and what its width is worth. */
  #divisor(width: number, system: Pick<System, "index">, speed: number): number {
    const worth = this.#worth(width);
    return system.index === CLASSIC ? speed * worth : worth;
  }

  #worth(width: number): number {
    const { speedUp } = this.#spec.job;
    return speedUp === null ? 1 : speedUpOf(width, speedUp.serial);
  }

  /** How long a job of such a width is expected to run: what the workload tells goes before what its trace does. */
  #estimated(traced: TracedJob | undefined, width: number): Ticks {
    const told = this.#estimate === null ? (traced?.estimate ?? 0) : this.#estimate();
    if (this.#estimate === null && told <= 0) return NOT_YET;
    return whole(told / this.#worth(width));
  }

  /** The service time of a task that scores so many rows. */
  #drawn(rows: number): number {
    const scoring = this.#rowTime === null ? 0 : rows * Math.max(0, this.#rowTime());
    return this.#service.next() + scoring;
  }

  #failures(): number {
    if (this.#failure === null) return 0;
    const { probability, maxRetries } = this.#spec.job.failure!;
    return attemptsToFail(this.#failure(), probability, maxRetries);
  }

  #delay(system: Pick<System, "dispatchDelay">, job: number): Ticks {
    return this.#dispatch === null ? system.dispatchDelay(0, job) : system.dispatchDelay(this.#dispatch(), job);
  }
}

/** The nearest whole number of ticks or bytes, at least 0. */
function whole(value: number): number {
  // Rounds: Math.round takes five times as long.
  return value > 0 ? Math.floor(value + 0.5) : 0;
}

/** Counts below 1 (a Poisson count may be 0) are taken as 1: a job has at least a task, and a gang a slot. */
function count(value: number): number {
  return value > 1 ? Math.round(value) : 1;
}
