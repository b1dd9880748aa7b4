import { MINUTE } from "../../engine/time.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { lengthText } from "../lengthText.ts";
import type { QueueModel } from "./queueModel.ts";
import { readyBy } from "./readyBy.ts";
import type { Station } from "./station.ts";

/** A bias of so many standard errors shows. */
const VISIBLE = 0.2;
/** Relaxation times after which an empty start is forgotten: exp(-8) is left of it. */
const FORGOTTEN = 8;
/** A shorter run is a few excursions of the queue, or none. */
const SHORTEST = 20;

/**
 * Why finite runs may miss the steady state although both are right, each with a way out: an empty start, jobs that still
 * wait at the end, VMs that are not there at the beginning. Biases are compared with the standard error of the mean over
 * the replications, from the relaxation time R: a share of R / horizon against sqrt(2 R / (n horizon)).
 */
export function cautions(
  spec: WorldSpec,
  { pool }: Station,
  { relaxation }: QueueModel,
  replications: number,
): readonly string[] {
  if (relaxation === null) return [];
  const { warmUp, horizon, drain } = spec;
  const bias = relaxation / horizon;
  const visible = VISIBLE * Math.sqrt((2 * bias) / replications);
  const found: string[] = [];
  const enough = FORGOTTEN * relaxation;
  if (bias * Math.exp(-warmUp / relaxation) > visible) {
    found.push(
      `each run starts empty, which shows for about ${lengthText(enough)} at this load, and the warm-up is ` +
        `${lengthText(warmUp)}: theory is of the time after that. Try --set "time.warmUp=${Math.ceil(enough / MINUTE)} min".`,
    );
  }
  if (!drain && bias > visible) {
    found.push(
      "jobs that still wait at the end are in no wait, and they are the late ones. Try --set time.drain=true.",
    );
  }
  if (horizon < SHORTEST * relaxation) {
    found.push(
      `each run is shorter than ${lengthText(SHORTEST * relaxation)}: a few ups and downs of the queue, or none. Try a ` +
        "longer time.horizon.",
    );
  }
  const ready = pool === null || pool.scaling.kind !== "fixed" ? 0 : readyBy(pool);
  if (ready > warmUp) {
    found.push(
      `the VMs are ready after up to ${lengthText(ready)}, and the warm-up ends before: theory has them from the beginning. ` +
        `Try --set "time.warmUp=${Math.ceil((ready + enough) / MINUTE)} min".`,
    );
  }
  return found;
}
