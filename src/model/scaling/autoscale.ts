import type { Uniform } from "../../engine/random.ts";
import { EventClass, type Simulation } from "../../engine/simulation.ts";
import { MILLISECOND, type Ticks } from "../../engine/time.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import { mostVms } from "../pool/mostVms.ts";
import type { PoolSpec } from "../pool/poolSpec.ts";
import { Evaluations } from "./evaluations.ts";
import type { Outcome } from "./formula/formula.ts";
import type { SampleHistory } from "./formula/sampleHistory.ts";
import type { DeallocationOption } from "./formula/serviceVariables.ts";
import { PoolSamples } from "./poolSamples.ts";
import type { ScaledPool, Scaler } from "./scaler.ts";
import type { AutoscaleSpec } from "./scalingSpec.ts";

export interface AutoscaleSurroundings {
  readonly simulation: Simulation;
  readonly startEpochMs: number;
  /** Opens a stream of this pool's own. */
  readonly open: (purpose: string) => Uniform;
  /** Keep each evaluation, not only their number. */
  readonly keepEvaluations: boolean;
}

/** The pool's option under the formula's names, and back. Nothing keeps a task's data here: `retaineddata` waits for the task alone. */
const OPTIONS = { requeue: "requeue", terminate: "terminate", taskCompletion: "taskcompletion" } as const;
const DEALLOCATIONS = {
  requeue: "requeue",
  terminate: "terminate",
  taskcompletion: "taskCompletion",
  retaineddata: "taskCompletion",
} as const satisfies Readonly<Record<DeallocationOption, PoolSpec["deallocation"]>>;

/**
 * Scaling by an Azure Batch autoscale formula, evaluated at regular instants on samples of the past. Its targets take the place of
 * what earlier ones have under way (unless told otherwise), and are met as far as the quotas go; a failed evaluation leaves the pool alone.
 */
export class Autoscale implements Scaler {
  readonly samples: PoolSamples;
  readonly evaluations: Evaluations;
  /** The largest low-priority target so far. */
  mostLowPriority = 0;
  readonly #spec: AutoscaleSpec;
  readonly #pool: ScaledPool;
  readonly #around: AutoscaleSurroundings;
  readonly #most: number;
  readonly #context: {
    now: Ticks;
    readonly epoch: number;
    readonly histories: readonly SampleHistory[];
    dedicated: number;
    lowPriority: number;
    readonly deallocation: DeallocationOption;
    readonly uniform: Uniform;
  };
  #evaluates = false;

  constructor(spec: AutoscaleSpec, pool: ScaledPool, around: AutoscaleSurroundings) {
    this.#spec = spec;
    this.#pool = pool;
    this.#around = around;
    this.#most = mostVms(pool.spec);
    this.samples = new PoolSamples(spec, pool, around.open("missingSamples"));
    this.evaluations = new Evaluations(pool.spec.name, around.keepEvaluations);
    this.#context = {
      now: 0,
      epoch: around.startEpochMs * MILLISECOND,
      histories: this.samples.histories,
      dedicated: 0,
      lowPriority: 0,
      deallocation: OPTIONS[pool.spec.deallocation],
      uniform: around.open("formula"),
    };
  }

  start(): void {
    this.samples.start(this.#around.simulation.now);
    this.#plan(this.#spec.firstEvaluation);
  }

  touch(): void {}

  handle(kind: number): void {
    if (kind !== SystemEvent.evaluation) return;
    this.#evaluates = true;
    this.#plan(this.#spec.interval);
    this.#pool.requestDecision();
  }

  decide(): void {
    if (this.#evaluates) {
      this.#evaluates = false;
      this.#evaluate();
    }
    this.watchLimit(this.#around.simulation.now, this.#pool.slots.waiting > 0);
  }

  /** A formula may go by the time. */
  mayAct(): boolean {
    return true;
  }

  /** From now on tasks wait, or none does: where they do, something may keep the pool from growing. */
  watchLimit(now: Ticks, waits: boolean): void {
    const { resizing, limits } = this.#pool;
    const largest = resizing.target + resizing.lowPriorityTarget >= this.#most ? "max" : null;
    limits.set(now, waits ? (limits.isCut ? resizing.barrier : largest) : null);
  }

  #evaluate(): void {
    const context = this.#context;
    const { resizing } = this.#pool;
    const { formula } = this.#spec;
    context.now = this.#around.simulation.now;
    context.dedicated = resizing.target;
    context.lowPriority = resizing.lowPriorityTarget;
    const outcome = formula.evaluate(context);
    const shortage = outcome.error === null ? this.#follow(outcome) : "";
    this.mostLowPriority = Math.max(this.mostLowPriority, outcome.lowPriority);
    this.evaluations.add(context.now, formula, outcome, shortage);
  }

  /** Brings the pool to its targets. @returns why it is not brought there, or nothing. */
  #follow({ dedicated, lowPriority, deallocation }: Outcome): string {
    const { resizing, spec } = this.#pool;
    const others = spec.lowPriority === null ? 0 : lowPriority;
    const isNew = dedicated !== resizing.target || others !== resizing.lowPriorityTarget;
    if (isNew && this.#spec.whileResizing === "skip" && resizing.isUnderWay) return "a resize is under way";
    return resizing.follow(dedicated, others, DEALLOCATIONS[deallocation]);
  }

  #plan(delay: Ticks): void {
    const { simulation } = this.#around;
    const code = systemEvent(this.#pool.index, SystemEvent.evaluation);
    simulation.at(simulation.now + delay, EventClass.decision, code, 0);
  }
}
