import type { WorldSpec } from "../worldSpec.ts";
import type { JobBlock } from "./jobBlock.ts";
import { LatestEnds } from "./latestEnds.ts";
import type { PlainFifo } from "./plainFifo.ts";

/** Caps of a classic service on how many jobs of an endpoint run at a time: they hold jobs back, but never a worker. */
export class EndpointCaps {
  /** By workload, shared by those of one endpoint; null where there is no cap. */
  readonly #caps: readonly (LatestEnds | null)[];
  readonly #anyCap: boolean;

  constructor(spec: WorldSpec, plain: PlainFifo) {
    this.#anyCap = plain.anyCap;
    const byEndpoint = new Map<string, LatestEnds>();
    this.#caps = plain.endpointCaps.map((cap, workload) => {
      if (cap === Number.POSITIVE_INFINITY) return null;
      const { endpoint } = spec.workloads[workload]!;
      const ends = byEndpoint.get(endpoint) ?? new LatestEnds(cap);
      byEndpoint.set(endpoint, ends);
      return ends;
    });
  }

  /** When jobs are admitted whose ends are known: fills `eligible` and `apart`, where there is any cap. */
  admit({ count, workload, submitted, eligible, ended, apart }: JobBlock): void {
    if (!this.#anyCap) return;
    for (let i = 0; i < count; i++) {
      const cap = this.#caps[workload[i]!]!;
      apart[i] = 0;
      if (cap === null) continue;
      if (cap.full && cap.earliest > submitted[i]!) {
        eligible[i] = cap.earliest;
        apart[i] = cap.earliest - submitted[i]!;
      }
      cap.add(ended[i]!);
    }
  }
}
