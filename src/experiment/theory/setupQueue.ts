import { SECOND } from "../../engine/time.ts";
import type { PoolSpec } from "../../model/pool/poolSpec.ts";
import type { OnDemandSpec } from "../../model/scaling/scalingSpec.ts";
import { mmcSetup } from "../../statistics/setupQueue.ts";
import { arrivalKind, rateOf } from "./arrivals.ts";
import { type Holding, ownStreams } from "./holding.ts";
import { type Recognition, unlike } from "./queueModel.ts";
import type { Station } from "./station.ts";
import { exponentialMean, onlyValue } from "./variates.ts";

/** Beyond so many VMs the chain takes longer than the simulation. */
const MOST_VMS = 100;

/** A pool on demand as M/M/c with setup and delayed switching off; else every assumption that does not hold. */
export function setupQueue(station: Station, pool: PoolSpec, scaling: OnDemandSpec, holding: Holding): Recognition {
  const min = scaling.min[0]!.vms;
  const max = scaling.max[0]!.vms;
  const meanSetup = setupMean(pool);
  const meanIdleTimeout = onlyValue(scaling.idleTimeout) === 0 ? 0 : exponentialMean(scaling.idleTimeout);
  const departures = [
    ...(scaling.min.length > 1 || scaling.max.length > 1 ? ["its least and most VMs follow a timetable"] : []),
    ...(pool.slotsPerVm === 1 ? [] : ["its VMs have several slots each, and come and go as one"]),
    ...(meanSetup === null
      ? ["the time until a VM is ready is not exponential (one of its two parts, the other 0)"]
      : []),
    ...(meanIdleTimeout === null ? ["the idle timeout is neither exponential nor 0"] : []),
    ...(scaling.cancelSurplus ? [] : ["VMs that nobody waits for any more are not cancelled"]),
    ...(scaling.evaluateEvery === 0 ? [] : ["it decides at intervals, not at once"]),
    ...(scaling.maxProvisioning === Number.POSITIVE_INFINITY ? [] : ["so many VMs at a time are provisioned at most"]),
    ...(max > MOST_VMS ? [`it may grow beyond ${MOST_VMS} VMs, for which the exact chain takes too long`] : []),
    ...(holding.form === "exponential" && holding.dispatch === 0 && station.streams.every(isPoisson)
      ? []
      : ["VMs that come and go have a formula for Poisson arrivals and exponential service times of one mean only"]),
    ...(holding.rate * holding.mean < max ? [] : ["it is offered as much as all its VMs can do, or more"]),
  ];
  if (departures.length > 0 || meanSetup === null || meanIdleTimeout === null) return unlike(departures);
  const { timers } = scaling;
  const { rate, mean } = holding;
  const means = mmcSetup({ arrivalRate: rate, meanService: mean, min, max, meanSetup, meanIdleTimeout, timers });
  const { prefix } = station;
  const wait = means.meanWait / SECOND;
  const own = ownStreams(station).reduce((sum, stream) => sum + rateOf(stream), 0);
  const paid = pool.billing === "fromReady" && onlyValue(pool.deprovisioning) === 0;
  return {
    model: {
      name: `M/M/${max}/setup at ${+((100 * rate * mean) / max).toFixed(1)}%`,
      kind: "exact",
      source: "Gandhi, Doroudi, Harchol-Balter & Scheller-Wolf (2014), Queueing Systems 77; Phung-Duc (2017)",
      notes: station.notes,
      expectations: [
        { metric: `${prefix}wait.mean`, unit: "s", theory: wait },
        { metric: `${prefix}latency.mean`, unit: "s", theory: wait + mean / SECOND },
        { metric: `${prefix}queue.mean`, unit: "jobs", theory: own * means.meanWait },
        ...(paid ? [{ metric: `byPool.${pool.name}.vms.mean`, unit: "VMs" as const, theory: means.meanOn }] : []),
        { metric: `byPool.${pool.name}.vms.provisioning`, unit: "VMs", theory: means.meanSettingUp },
      ],
      relaxation: mean / (Math.sqrt(max) - Math.sqrt(rate * mean)) ** 2 + meanSetup + meanIdleTimeout,
    },
  };
}

/** The mean of provisioning and start task, where together they are exponential. */
function setupMean({ provisioning, startTask }: PoolSpec): number | null {
  if (onlyValue(startTask) === 0) return exponentialMean(provisioning);
  return onlyValue(provisioning) === 0 ? exponentialMean(startTask) : null;
}

function isPoisson(stream: Station["streams"][number]): boolean {
  return arrivalKind(stream) === "poisson";
}
