import { NEVER, type Ticks } from "../../engine/time.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { JobBlock } from "./jobBlock.ts";
import { LatestEnds } from "./latestEnds.ts";
import type { PlainFifo } from "./plainFifo.ts";

/** Caps of a classic service on how many jobs of an endpoint run at a time: they hold jobs back, but never a worker. */
export class EndpointCaps {
  /** By workload, shared by those of one endpoint; null where there is no cap. */
  readonly #caps: readonly (LatestEnds | null)[];
  readonly #anyCap: boolean;
  /** No slot is given from then on. */
  readonly #stop: Ticks;

  constructor(spec: WorldSpec, plain: PlainFifo) {
    this.#anyCap = plain.anyCap;
    this.#stop = spec.drain ? NEVER : spec.warmUp + spec.horizon;
    const byEndpoint = new Map<string, LatestEnds>();
    this.#caps = plain.endpointCaps.map((cap, workload) => {
      if (cap === Number.POSITIVE_INFINITY) return null;
      const { endpoint } = spec.workloads[workload]!;
      const ends = byEndpoint.get(endpoint) ?? new LatestEnds(cap);
      byEndpoint.set(endpoint, ends);
      return ends;
    });
  }

  /**
   * When jobs are admitted whose ends are known: fills `eligible` and `apart`, where there is any cap. False where one would
   * end in the instant of the end of all, if it were given a slot there.
   *
   * @param allTaken when the last task of each job gets its slot.
   */
  admit({ count, workload, submitted, eligible, ended, apart }: JobBlock, allTaken: Float64Array): boolean {
    if (!this.#anyCap) return true;
    const stop = this.#stop;
    for (let i = 0; i < count; i++) {
      const cap = this.#caps[workload[i]!]!;
      apart[i] = 0;
      if (cap === null) continue;
      if (cap.full && cap.earliest > submitted[i]!) {
        eligible[i] = cap.earliest;
        apart[i] = cap.earliest - submitted[i]!;
      }
      if (ended[i] === stop && allTaken[i] === stop) return false;
      cap.add(ended[i]!);
    }
    return true;
  }
}
