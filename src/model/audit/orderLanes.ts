import { CLASSIC } from "../eventLog.ts";
import type { WorkloadSpec } from "../workload/workloadSpec.ts";
import type { WorldSpec } from "../worldSpec.ts";

/** No order of numbers is promised. */
const NONE = -1;

/**
 * Which jobs must get their slots in order of their numbers, whatever else happens: those of one lane. A lane is a whole
 * system where its queue is plain first come, first served; one priority of it; or one workload, where caps of others or
 * different widths may let jobs overtake.
 */
export class OrderLanes {
  private readonly workloads: number;
  private readonly laneOf: Int32Array;
  private readonly last: Float64Array;
  /** 1 for systems in which a narrower job may pass a wider one. */
  private readonly passable: Uint8Array;
  /** The width of the lane's jobs where another width would end its order: 0 none seen yet, NONE two of them. */
  private readonly width: Int32Array;

  /** With `kept` false no order is promised anywhere. */
  constructor(spec: WorldSpec, kept: boolean) {
    const workloads = spec.workloads.length;
    this.workloads = workloads;
    this.laneOf = new Int32Array((spec.pools.length + 1) * workloads).fill(NONE);
    const ordered = kept ? spec.workloads : [];
    ordered.forEach((workload, w) => {
      this.laneOf[w] = classicLane(spec, w);
      spec.pools.forEach((pool, p) => {
        const system = p + 1;
        this.laneOf[system * workloads + w] =
          pool.backfill === "easy" && !isAlike(workload)
            ? NONE
            : pool.backfill !== "none"
              ? system * workloads + w
              : pool.queue === "fifo"
                ? system * workloads
                : system * workloads +
                  spec.workloads.findIndex((other) => other.job.priority === workload.job.priority);
      });
    });
    this.passable = Uint8Array.from([0, ...spec.pools.map((pool) => (pool.backfill === "none" ? 0 : 1))]);
    this.last = new Float64Array(this.laneOf.length).fill(-1);
    this.width = new Int32Array(this.laneOf.length);
  }

  /** Whether one lane holds all jobs of a system, whatever their widths. */
  coversAll(system: number): boolean {
    const first = this.laneOf[system * this.workloads]!;
    if (first === NONE || this.passable[system] === 1) return false;
    for (let w = 1; w < this.workloads; w++) if (this.laneOf[system * this.workloads + w] !== first) return false;
    return true;
  }

  /** A job so many slots wide joins the queue. */
  join(system: number, workload: number, width: number): void {
    if (this.passable[system] !== 1) return;
    const lane = this.laneOf[system * this.workloads + workload]!;
    if (lane === NONE) return;
    if (this.width[lane] === 0) this.width[lane] = width;
    else if (this.width[lane] !== width) this.width[lane] = NONE;
  }

  /** A job gets slots: false if one of its lane with a larger number got some before. */
  take(system: number, workload: number, job: number): boolean {
    const lane = this.laneOf[system * this.workloads + workload]!;
    if (lane === NONE || this.width[lane] === NONE) return true;
    if (job < this.last[lane]!) return false;
    this.last[lane] = job;
    return true;
  }

  /** The last job of the workload's lane that got slots. */
  before(system: number, workload: number): number {
    return this.last[this.laneOf[system * this.workloads + workload]!]!;
  }
}

function classicLane(spec: WorldSpec, workload: number): number {
  const classic = spec.classic;
  if (classic === null || classic.fleet.kind !== "workers") return NONE;
  // A job that comes from a pool that is deleted is older than some that were served.
  if (spec.pools.some(({ whenDeleted }) => whenDeleted === "classic")) return NONE;
  const tenantsCapped = capped(classic.tenantConcurrency);
  if (!tenantsCapped && !capped(classic.endpointConcurrency)) return CLASSIC;
  // The jobs of a trace may have different tenants: a cap may hold one while a later one passes.
  return tenantsCapped && spec.workloads[workload]?.arrivals.kind === "trace" ? NONE : workload;
}

/** Whether jobs of one width are expected to run equally long: then none of them may pass another by its estimate. */
function isAlike({ job: { estimate } }: WorkloadSpec): boolean {
  return estimate !== null && "variance" in estimate && estimate.variance === 0;
}

function capped(cap: { readonly byName: ReadonlyMap<string, number>; readonly otherwise: number }): boolean {
  return (
    cap.otherwise !== Number.POSITIVE_INFINITY || [...cap.byName.values()].some((n) => n !== Number.POSITIVE_INFINITY)
  );
}
