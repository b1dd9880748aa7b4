import type { Uniform } from "../../engine/random.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { SampleHistory } from "./formula/sampleHistory.ts";
import type { ScaledPool } from "./scaler.ts";
import type { AutoscaleSpec } from "./scalingSpec.ts";

type Reading = (pool: ScaledPool, at: Ticks) => number;

/**
 * What a pool says of each metric that the model knows. A gang counts as many tasks as it has slots, as the service counts the
 * instances of a task that has several. VMs count from their request to their deletion, those that can be seen from when they are ready;
 * one that was evicted counts on as the one that is requested in its place, and is preempted until that one starts.
 */
const READINGS: Readonly<Record<string, Reading>> = {
  $PendingTasks: ({ slots }) => slots.waiting + slots.held,
  $ActiveTasks: ({ slots }) => slots.waiting,
  $RunningTasks: ({ slots }) => slots.held,
  $SucceededTasks: (pool) => pool.tasksSucceeded,
  $FailedTasks: (pool) => pool.tasksFailed,
  $TaskSlotsPerNode: (pool) => pool.spec.slotsPerVm,
  $CurrentDedicatedNodes: ({ fleet }) => fleet.size - fleet.vms.lowPriority,
  $CurrentLowPriorityNodes: ({ fleet }) => fleet.vms.lowPriority,
  $PreemptedNodeCount: ({ fleet }, at) => fleet.provisioning.preempted(at),
  $UsableNodeCount: (pool) => pool.fleet.ready,
  $SampleNodeCount: ({ fleet }) => fleet.ready + fleet.leaving,
  $CPUPercent: ({ slots, fleet, spec }) => {
    const all = (fleet.ready + fleet.leaving) * spec.slotsPerVm;
    return all === 0 ? 0 : slots.computing / all;
  },
};

/** Of metrics that nothing in the pool stands for. */
const NOTHING: Reading = () => 0;

/**
 * The samples of a pool, of those metrics alone that its formula reads, at regular instants (their ends) from its creation on.
 *
 * Sampling is no event: the state that stands when the clock moves on is the one at the end of every instant in between.
 */
export class PoolSamples {
  /** By the formula's metrics. */
  readonly histories: readonly SampleHistory[];
  readonly #readings: readonly Reading[];
  readonly #pool: ScaledPool;
  readonly #period: Ticks;
  readonly #missing: number;
  readonly #uniform: Uniform;
  /** When the next sample is due. */
  #next: Ticks = NEVER;

  /** @param uniform tells, for each sample, whether it is lost; drawn from only where some are. */
  constructor(
    { formula, samplePeriod, sampleDelay, missingSamples }: AutoscaleSpec,
    pool: ScaledPool,
    uniform: Uniform,
  ) {
    const { metrics } = formula;
    this.#pool = pool;
    this.#period = samplePeriod;
    this.#missing = missingSamples;
    this.#uniform = uniform;
    this.histories = metrics.map(({ lookBack }) => new SampleHistory(lookBack, samplePeriod, sampleDelay));
    this.#readings = metrics.map(({ name }) => READINGS[name] ?? NOTHING);
  }

  /** When the next sample is due; NEVER while there is no pool. */
  get next(): Ticks {
    return this.#next;
  }

  /** The pool exists: its first sample is that of this instant's end. */
  start(now: Ticks): void {
    this.#next = now;
  }

  /** The state that now stands holds until then: takes the samples that are due before it. */
  holdsUntil(until: Ticks): void {
    const first = this.#next;
    if (until <= first) return;
    const count = Math.ceil((until - first) / this.#period);
    this.#next = first + count * this.#period;
    if (this.#changesAlone()) for (let i = 0; i < count; i++) this.#sample(first + i * this.#period, 1);
    else this.#sample(first, count);
  }

  /** Whether two samples may differ though nothing happens: one is lost, or the service finds a VM for an evicted one. */
  #changesAlone(): boolean {
    return this.#missing > 0 || this.#pool.fleet.provisioning.replacing > 0;
  }

  #sample(first: Ticks, count: number): void {
    if (this.#missing > 0 && this.#uniform() < this.#missing) return;
    const { histories } = this;
    for (let metric = 0; metric < histories.length; metric++) {
      histories[metric]!.record(first, this.#readings[metric]!(this.#pool, first), count);
    }
  }
}

/** The samples of all pools with a formula, all of which are created at time 0 or never. */
export class Sampling {
  readonly #pools: readonly PoolSamples[];
  #next: Ticks = 0;

  constructor(pools: readonly PoolSamples[]) {
    this.#pools = pools;
    this.#next = pools.length === 0 ? NEVER : 0;
  }

  /** When the next sample is due; NEVER without pools. */
  get next(): Ticks {
    return this.#next;
  }

  /** The state that now stands holds until then: takes the samples that are due before it. */
  holdsUntil(until: Ticks): void {
    let next = NEVER;
    for (const samples of this.#pools) {
      if (samples.next < until) samples.holdsUntil(until);
      if (samples.next < next) next = samples.next;
    }
    this.#next = next;
  }
}
