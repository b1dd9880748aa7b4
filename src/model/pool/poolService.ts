import { EventClass, type Simulation } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { EventCode } from "../eventCode.ts";
import { hasRule } from "../scaling/hasRule.ts";
import { OperationEntry, type OperationLog } from "./operationLog.ts";
import type { ActionSpec, OperationSpec } from "./operationSpec.ts";
import type { Pool } from "./pool.ts";
import type { Answer } from "./resizing.ts";

/** An operation of the scenario, and when it is called next: NEVER for one that waits for a job, or is through. */
interface Standing {
  readonly pool: Pool;
  readonly spec: OperationSpec;
  next: Ticks;
}

/**
 * Calls the operations of the scenario when their time has come: those of an instant in order of the pools, then of the
 * file. An operation that polls begins at the first job that comes after its pool was created or grew, is called once, at
 * the first poll that sees no job left, and again at the next such poll for as long as it meets a conflict.
 */
export class PoolService {
  readonly #simulation: Simulation;
  readonly #log: OperationLog;
  readonly #pools: readonly Pool[];
  readonly #standing: Standing[] = [];
  /** When the pending call comes, and the order number of its event. */
  #calledAt: Ticks = NEVER;
  #call = -1;

  constructor(pools: readonly Pool[], simulation: Simulation, log: OperationLog) {
    this.#pools = pools;
    this.#simulation = simulation;
    this.#log = log;
    for (const pool of pools) {
      const { scaling } = pool.spec;
      if (scaling.kind !== "operations") continue;
      for (const spec of scaling.operations) this.#standing.push({ pool, spec, next: firstCall(spec) });
    }
  }

  /**
   * Time 0: creates the pools that no operation creates, and those that an operation creates at time 0, so that the jobs of
   * time 0 find them.
   */
  start(): void {
    for (const pool of this.#pools) {
      const { scaling, vms, billingPlan } = pool.spec;
      if (scaling.kind === "operations" && scaling.operations.some(({ action }) => action.kind === "create")) continue;
      const entry = new OperationEntry(0, pool.name, "create", String(hasRule(scaling) ? "" : vms));
      const answer = pool.resizing.create(entry, hasRule(scaling) ? 0 : vms, billingPlan, false);
      if (answer === "grows") this.#expectJob(pool);
      // It goes without saying, unless the account did not let it.
      if (entry.outcome === "refused" || entry.reason !== "") this.#log.add(entry);
    }
    for (const standing of this.#standing) {
      if (standing.next === 0 && standing.spec.action.kind === "create") this.#callOne(standing, 0);
    }
    this.#plan();
  }

  /** An operation is due. One at a time: VMs that come or go at once by it are there, or gone, before the next. */
  due(): void {
    if (this.#simulation.queue.order !== this.#call) return;
    const { now } = this.#simulation;
    this.#calledAt = NEVER;
    const first = this.#standing.find(({ next }) => next <= now);
    if (first !== undefined) this.#callOne(first, now);
    this.#plan();
  }

  /** Whether the call of an order number is still to come, and may change anything for a job that waits. */
  mayHelp(order: number): boolean {
    return order === this.#call && this.#standing.some((standing) => standing.next < NEVER && mayChange(standing));
  }

  /** A job came to a pool that waited for one: operations that poll begin to. */
  jobCame(pool: Pool): void {
    pool.awaitsJob = false;
    const { now } = this.#simulation;
    for (const standing of this.#standing) {
      const { when } = standing.spec;
      if (standing.pool === pool && when.kind === "whenAllDone" && standing.next === NEVER)
        standing.next = now + when.poll;
    }
    this.#plan();
  }

  #callOne(standing: Standing, now: Ticks): void {
    const { pool, spec } = standing;
    const { when } = spec;
    if (when.kind === "whenAllDone") {
      const isThrough = pool.jobsHere === 0 && this.#perform(pool, spec, now) !== "conflict";
      standing.next = isThrough ? NEVER : now + when.poll;
      return;
    }
    this.#perform(pool, spec, now);
    standing.next = when.kind === "cron" ? (when.nextAt(now + 1) ?? NEVER) : NEVER;
  }

  #perform(pool: Pool, { action }: OperationSpec, now: Ticks): Answer {
    const argument = argumentOf(action);
    const entry = this.#log.add(new OperationEntry(now, pool.name, action.kind, argument));
    const { resizing } = pool;
    let answer: Answer;
    if (action.kind === "delete") answer = resizing.delete(entry);
    else if (action.kind === "resize") answer = resizing.resize(entry, action.vms, action.lowPriority);
    else {
      const plan = action.billingPlan ?? pool.spec.billingPlan;
      answer = resizing.create(entry, action.vms, plan, true, action.lowPriority);
    }
    if (answer === "grows") this.#expectJob(pool);
    return answer;
  }

  #expectJob(pool: Pool): void {
    pool.awaitsJob = this.#standing.some(
      (standing) => standing.pool === pool && standing.spec.when.kind === "whenAllDone",
    );
  }

  /** Comes back when the next operation is due. */
  #plan(): void {
    const next = this.#standing.reduce((first, standing) => Math.min(first, standing.next), NEVER);
    if (next >= this.#calledAt) return;
    this.#simulation.at(next, EventClass.decision, EventCode.operations, 0);
    this.#calledAt = next;
    this.#call = this.#simulation.queue.pushed;
  }
}

/** VMs asked for, those of low priority apart where they are told. */
function argumentOf(action: ActionSpec): string {
  if (action.kind === "delete") return "";
  return action.lowPriority === undefined ? String(action.vms) : `${action.vms} + ${action.lowPriority} low priority`;
}

function firstCall({ when }: OperationSpec): Ticks {
  if (when.kind === "at") return when.time;
  return when.kind === "cron" ? (when.nextAt(0) ?? NEVER) : NEVER;
}

/** Not so where a poll sees a job that waits, and where the pool is what it is asked to be. */
function mayChange({ pool, spec: { when, action } }: Standing): boolean {
  if (!pool.concernsJobs || (when.kind === "whenAllDone" && pool.jobsHere > 0)) return false;
  if (action.kind === "create") return pool.resizing.state !== "active";
  return action.kind === "delete" || !pool.resizing.isAt(action.vms, action.lowPriority);
}
