import { NEVER } from "../../engine/time.ts";
import type { JobTable } from "../jobTable.ts";
import { RowHeap } from "../rowHeap.ts";
import { SortedRing } from "../sortedRing.ts";
import type { CapSpec, ClassicSpec } from "./classicSpec.ts";

/** Jobs of one endpoint, or of one tenant, of which so many may be admitted at a time. */
interface CapGroup {
  readonly cap: number;
  /** Admitted jobs that have not ended. */
  admitted: number;
  /** Whether one left while others were held. */
  hasLeft: boolean;
  /** Their indexes. */
  readonly lanes: number[];
}

/** The jobs under the same caps: those of one endpoint and tenant. */
interface CapLane {
  /** The capped ones among its endpoint and its tenant. */
  readonly groups: readonly CapGroup[];
  /** Jobs that the caps keep back, by submission. */
  readonly held: SortedRing;
}

/** By row of a job: its place in the order of submission, that in the caps, and whether these hold it. */
type HeldColumns = Pick<JobTable, "number" | "capLane" | "held">;

/**
 * The caps on how many jobs of an endpoint or a tenant run at a time. A job beyond a cap is held; when all jobs that end at an
 * instant have ended, the held jobs that now have room are admitted in order of submission. Held jobs are skipped, not blocking.
 *
 * Admission is final. It is the instant that `held` ends and waiting for a slot begins.
 */
export class Admission {
  held = 0;
  readonly #jobs: HeldColumns;
  readonly #lanes: CapLane[] = [];
  readonly #laneIndexes = new Map<string, number>();
  readonly #endpoints = new Map<string, CapGroup>();
  readonly #tenants = new Map<string, CapGroup>();
  /** Those that jobs left while others were held. */
  readonly #left: CapGroup[] = [];
  /** Lanes whose first held job may have room, by its number. */
  readonly #candidates = new RowHeap();
  readonly #spec: ClassicSpec;

  constructor(spec: ClassicSpec, jobs: HeldColumns) {
    this.#spec = spec;
    this.#jobs = jobs;
  }

  /** The index by which jobs name their place in the caps (`JobTable.capLane`). */
  laneOf(endpoint: string, tenant: string): number {
    const key = JSON.stringify([endpoint, tenant]);
    let index = this.#laneIndexes.get(key);
    if (index === undefined) {
      const groups = [
        groupOf(this.#endpoints, this.#spec.endpointConcurrency, endpoint),
        groupOf(this.#tenants, this.#spec.tenantConcurrency, tenant),
      ].filter((group) => group !== null);
      index = this.#lanes.push({ groups, held: new SortedRing() }) - 1;
      for (const group of groups) group.lanes.push(index);
      this.#laneIndexes.set(key, index);
    }
    return index;
  }

  /** Whether a job that comes is admitted at once; otherwise it is held, at its place by submission. */
  submit(row: number): boolean {
    const lane = this.#lanes[this.#jobs.capLane[row]!]!;
    if (this.wouldAdmit(row)) {
      for (const group of lane.groups) group.admitted++;
      return true;
    }
    lane.held.insert(row, this.#jobs.number);
    this.#jobs.held[row] = 1;
    this.held++;
    return false;
  }

  /** Whether a job that is submitted now is admitted at once. */
  wouldAdmit(row: number): boolean {
    const lane = this.#lanes[this.#jobs.capLane[row]!]!;
    return lane.held.length === 0 && hasRoom(lane);
  }

  /** A held job gives up; it counts as held until it has ended. */
  withdraw(row: number): void {
    this.#lanes[this.#jobs.capLane[row]!]!.held.remove(row, this.#jobs.number);
    this.held--;
  }

  /** An admitted job ended. @returns whether held jobs may have room now: `settle` is due before the next `submit`. */
  leave(row: number): boolean {
    return this.leaveLane(this.#jobs.capLane[row]!);
  }

  /** `leave` of a job whose lane is known. */
  leaveLane(lane: number): boolean {
    for (const group of this.#lanes[lane]!.groups) {
      group.admitted--;
      if (this.held === 0 || group.hasLeft) continue;
      group.hasLeft = true;
      this.#left.push(group);
    }
    return this.isUnsettled;
  }

  get isUnsettled(): boolean {
    return this.#left.length > 0;
  }

  /** Calls `admit` for each held job that has room since others left, the earliest submitted first. */
  settle(admit: (row: number) => void): void {
    const candidates = this.#candidates;
    for (let group = this.#left.pop(); group !== undefined; group = this.#left.pop()) {
      group.hasLeft = false;
      for (const lane of group.lanes) this.#nominate(lane);
    }
    while (candidates.size > 0) {
      const { first, row: index } = candidates;
      candidates.shift();
      const lane = this.#lanes[index]!;
      // A lane of two groups is a candidate twice.
      if (this.#firstOf(lane) !== first || !hasRoom(lane)) continue;
      const admitted = lane.held.at(0);
      lane.held.shift();
      this.#jobs.held[admitted] = 0;
      this.held--;
      for (const group of lane.groups) group.admitted++;
      admit(admitted);
      this.#nominate(index);
    }
  }

  /** A lane is a candidate if it holds a job that has room. */
  #nominate(index: number): void {
    const lane = this.#lanes[index]!;
    if (lane.held.length > 0 && hasRoom(lane)) this.#candidates.add(this.#firstOf(lane), index);
  }

  /** Number of the first job that a lane holds; NEVER where it holds none. */
  #firstOf({ held }: CapLane): number {
    return held.length > 0 ? this.#jobs.number[held.at(0)]! : NEVER;
  }
}

function hasRoom(lane: CapLane): boolean {
  for (const group of lane.groups) if (group.admitted >= group.cap) return false;
  return true;
}

function groupOf(groups: Map<string, CapGroup>, spec: CapSpec, name: string): CapGroup | null {
  const cap = spec.byName.get(name) ?? spec.otherwise;
  if (cap === Number.POSITIVE_INFINITY) return null;
  let group = groups.get(name);
  if (group === undefined) {
    group = { cap, admitted: 0, hasLeft: false, lanes: [] };
    groups.set(name, group);
  }
  return group;
}
