import type { Ticks } from "../../engine/time.ts";
import type { CapSpec, ClassicSpec } from "../classic/classicSpec.ts";
import { AuditError } from "./auditError.ts";
import { areBetween, areSums } from "./columnChecks.ts";
import { FifoCounts, type ToldOf } from "./fifoCounts.ts";
import type { FifoRecords } from "./fifoRecords.ts";

/** Whose jobs are counted together: those of a workload and a tenant. */
export interface CappedParty {
  /** By which its jobs are known. */
  readonly cell: number;
  readonly endpoint: string;
  readonly tenant: string;
}

interface Use {
  readonly told: string;
  readonly cap: number;
  admitted: number;
}

/**
 * Checks a first-in-first-out service of constant workers whose caps hold jobs back: as it happens by counters of its own (capacity and
 * caps, invariant 3; the order of each party's jobs, 4; no worker is free while an admitted job waits, 5); and each job from its record
 * (2, 7, and 1 at the end). That a held job had no room, and the order of parties among themselves, are left to the full audit.
 */
export class CapsAudit {
  readonly #workers: number;
  readonly #stop: Ticks;
  readonly #counts: FifoCounts;
  /** By cell. */
  readonly #uses: (readonly Use[])[] = [];
  readonly #lastTaken: number[] = [];
  /** Jobs that were admitted and have no slot, and those that have one. */
  #eligible = 0;
  #running = 0;

  /** Of a service in which nothing happens after `stop`, and no slot is given at it. */
  constructor(
    { endpointConcurrency, tenantConcurrency }: ClassicSpec,
    parties: readonly CappedParty[],
    { workers, workloads, stop }: { readonly workers: number; readonly workloads: number; readonly stop: Ticks },
  ) {
    this.#workers = workers;
    this.#stop = stop;
    this.#counts = new FifoCounts(workloads, stop);
    const uses = new Map<string, Use>();
    const useOf = (what: string, name: string, caps: CapSpec): Use => {
      const told = `${what} ${name}`;
      const use = uses.get(told) ?? { told, cap: caps.byName.get(name) ?? caps.otherwise, admitted: 0 };
      uses.set(told, use);
      return use;
    };
    for (const { cell, endpoint, tenant } of parties) {
      const all = [useOf("endpoint", endpoint, endpointConcurrency), useOf("tenant", tenant, tenantConcurrency)];
      this.#uses[cell] = all.filter(({ cap }) => cap !== Number.POSITIVE_INFINITY);
      this.#lastTaken[cell] = -1;
    }
  }

  /** A job of a cell is admitted. */
  admitted(time: Ticks, cell: number): void {
    for (const use of this.#uses[cell]!) {
      if (++use.admitted > use.cap) throw new AuditError(3, time, `${use.told} has more jobs than its cap`);
    }
    this.#eligible++;
  }

  /** @param number its place in the order of submission. */
  taken(time: Ticks, cell: number, number: number): void {
    if (number <= this.#lastTaken[cell]!)
      throw new AuditError(4, time, `job ${number} gets its slot after one that was submitted later`);
    this.#lastTaken[cell] = number;
    this.#eligible--;
    if (++this.#running > this.#workers) throw new AuditError(3, time, `job ${number} gets a worker that is not there`);
  }

  ended(time: Ticks, cell: number): void {
    for (const use of this.#uses[cell]!) use.admitted--;
    if (--this.#running < 0) throw new AuditError(2, time, "a job ends that did not run");
  }

  /** All of an instant has happened. */
  instantOver(time: Ticks): void {
    if (this.#eligible > 0 && this.#running < this.#workers && time < this.#stop)
      throw new AuditError(5, time, "a worker is free while a job waits that the caps have admitted");
  }

  /** Some jobs, in any order. */
  check(jobs: FifoRecords): void {
    const { count, submitted, eligible, taken, dispatch, started, service, ended } = jobs;
    const first = submitted[0]!;
    if (!areBetween(submitted, eligible, taken, count))
      throw new AuditError(2, first, "a job does not go through its states in order");
    if (!areSums(taken, dispatch, started, count) || !areSums(started, service, ended, count))
      throw new AuditError(7, first, "a job has a latency that is not the sum of its parts");
    this.#counts.add(jobs);
  }

  /** All jobs have been checked, and the clock stopped: compares them with what the result tells of each workload. */
  finish(clock: Ticks, told: ToldOf): void {
    this.#counts.compare(clock, told);
  }
}
