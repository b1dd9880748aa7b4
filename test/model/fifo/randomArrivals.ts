import type { Variate } from "../../../src/engine/distribution.ts";
import { uniform } from "../../../src/engine/distributions/uniform.ts";
import { SECOND } from "../../../src/engine/time.ts";
import type { ArrivalSpec } from "../../../src/model/workload/workloadSpec.ts";
import { variate } from "../worldFixture.ts";

/** One job at a time, or batches; at some times, or every so often as a cron would. */
export function arrivalsOf(
  fires: string,
  { gap, interval, regular, limit }: { gap: number; interval: Variate; regular: boolean; limit: number },
): ArrivalSpec {
  const round = Math.ceil(gap / SECOND) * SECOND * 8;
  if (fires === "at") return { kind: "at", times: [0, round, round, 5 * round], batch: variate(8), limit };
  if (fires === "cron") {
    const nextAt = (from: number): number => Math.ceil(from / round) * round;
    return { kind: "cron", nextAt, batch: variate([1, 0, 15]), limit };
  }
  const several = fires === "several" ? variate(3) : uniform({ min: 0, max: 6 });
  const batch = fires === "one" ? variate(1) : several;
  return regular
    ? { kind: "renewal", interval, batch, limit }
    : { kind: "poisson", rate: 1 / gap, profile: null, batch, limit };
}
