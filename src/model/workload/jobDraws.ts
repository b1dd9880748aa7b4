import type { Variate } from "../../engine/distribution.ts";
import type { Uniform } from "../../engine/random.ts";
import { createSampler, type Sampler } from "../../engine/sampler.ts";
import { DAY, MILLISECOND, type Ticks } from "../../engine/time.ts";
import { CLASSIC } from "../eventLog.ts";
import type { JobTable } from "../jobTable.ts";
import { NO_DEADLINE } from "../rounds.ts";
import type { System } from "../system.ts";
import type { ClassicSpec, DeadlineSpec, WorkloadSpec } from "../worldSpec.ts";

/** Opens this workload's stream for a purpose. */
export type OpenPurpose = (purpose: string) => Uniform;

/**
 * Draws a workload's jobs, in order of submission: a fixed number of uniforms a job and purpose, whatever the systems do
 * with it, so that every alternative is fed the same jobs.
 */
export class JobDraws {
  readonly #spec: WorkloadSpec;
  readonly #startEpochMs: number;
  readonly #tasks: Sampler;
  readonly #gang: Sampler;
  readonly #service: Sampler;
  readonly #speed: Sampler;
  readonly #wait: Sampler;
  readonly #dispatch: Uniform;

  constructor(spec: WorkloadSpec, classic: ClassicSpec | null, startEpochMs: number, open: OpenPurpose) {
    this.#spec = spec;
    this.#startEpochMs = startEpochMs;
    const draw = (variate: Variate, purpose: string): Sampler => createSampler(variate, open(purpose));
    this.#tasks = draw(spec.job.tasks, "tasks");
    this.#gang = draw(spec.job.gang, "gang");
    this.#service = draw(spec.job.service, "service");
    this.#speed = classic === null ? () => 1 : draw(classic.speed, "speed");
    this.#wait = classic?.fleet.kind === "observedWait" ? draw(classic.fleet.wait, "wait") : () => 0;
    this.#dispatch = open("dispatch");
  }

  /**
   * Fills in what a job draws: tasks, width, service times and delays in ticks. Its number and system must be known.
   *
   * @param traced service time and slots of a job that a trace tells, which is drawn no sizes.
   */
  fill(jobs: JobTable, row: number, system: System, traced?: { service: Ticks; slots: number }): void {
    const speed = this.#speed();
    jobs.drawnWait[row] = ticks(this.#wait());
    jobs.priority[row] = this.#spec.job.priority;
    const divisor = system.index === CLASSIC ? speed : 1;
    const number = jobs.number[row]!;
    const tasks = traced === undefined ? count(this.#tasks()) : 1;
    jobs.tasks[row] = tasks;
    jobs.width[row] = traced === undefined ? count(this.#gang()) : traced.slots;
    if (tasks === 1) {
      jobs.service[row] = ticks((traced === undefined ? this.#service() : traced.service) / divisor);
      jobs.dispatchDelay[row] = system.dispatchDelay(this.#dispatch(), number);
      return;
    }
    const sizes = new Float64Array(tasks);
    const delays = new Float64Array(tasks);
    for (let task = 0; task < tasks; task++) {
      sizes[task] = ticks(this.#service() / divisor);
      delays[task] = system.dispatchDelay(this.#dispatch(), number);
    }
    jobs.sizes[row] = sizes;
    jobs.dispatchDelays[row] = delays;
  }

  /** When a job submitted now is due; NO_DEADLINE if ever. */
  deadline(now: Ticks): Ticks {
    const { deadline } = this.#spec.job;
    return deadline === null ? NO_DEADLINE : due(deadline, now, this.#startEpochMs);
  }
}

function due(deadline: DeadlineSpec, now: Ticks, startEpochMs: number): Ticks {
  if ("within" in deadline) return now + deadline.within;
  const timeOfDay = (startEpochMs * MILLISECOND + now) % DAY;
  return now + ((deadline.byTimeOfDay - timeOfDay + DAY) % DAY);
}

function ticks(value: number): Ticks {
  return value > 0 ? Math.round(value) : 0;
}

/** Counts below 1 (a Poisson count may be 0) are taken as 1: a job has at least a task, and a gang a slot. */
function count(value: number): number {
  return value > 1 ? Math.round(value) : 1;
}
