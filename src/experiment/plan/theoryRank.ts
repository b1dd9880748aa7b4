import { SECOND } from "../../engine/time.ts";
import type { PoolSpec } from "../../model/pool/poolSpec.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import type { Objective } from "../../scenario/objective.ts";
import { mmcSetup } from "../../statistics/setupQueue.ts";
import { arrivalKind } from "../theory/arrivals.ts";
import { holdingOf } from "../theory/holding.ts";
import { type Station, stationsOf } from "../theory/station.ts";
import { momentsOf } from "../theory/variates.ts";
import { limitOf, type WaitLimit } from "./warmStart.ts";

/** Beyond so many VMs the chain takes longer than the simulation. */
const MOST_VMS = 60;

/** What theory makes of a candidate. */
interface Foretold {
  /** By how much of its bound the worst wait is off; 0: none is. */
  readonly off: number;
  /** Micro-dollars an hour, or VMs where nothing has a price. */
  readonly cost: number;
}

/**
 * Candidates in the order in which theory would look at them: those whose waits it takes to be short enough by cost, then the others by
 * their waits. Pools on demand are taken for M/M/c with setup and delayed switching off, whatever is drawn in them: good for an order,
 * for nothing else. Null where one of them is no such pool with random arrivals, or no objective is a wait.
 */
export function rankByTheory(specs: readonly WorldSpec[], objectives: readonly Objective[]): readonly number[] | null {
  const foretold = specs.map((spec) => foretell(spec, objectives));
  if (foretold.some((each) => each === null)) return null;
  const of = (candidate: number): Foretold => foretold[candidate]!;
  return specs
    .map((_, candidate) => candidate)
    .sort((a, b) => of(a).off - of(b).off || of(a).cost - of(b).cost || a - b);
}

function foretell(spec: WorldSpec, objectives: readonly Objective[]): Foretold | null {
  const [station, ...others] = stationsOf(spec);
  const pool = station?.pool ?? null;
  if (station === undefined || pool === null || others.length > 0 || pool.scaling.kind !== "onDemand") return null;
  if (!station.streams.every((stream) => arrivalKind(stream) === "poisson")) return null;
  const holding = holdingOf(station);
  if (holding === null || !(holding.rate > 0 && holding.mean > 0)) return null;
  const limits = objectives.flatMap((objective) => limitOf(objective, holding.mean));
  if (limits.length === 0) return null;
  const price = pool.pricePerHour ?? 1;
  const max = pool.scaling.max[0]!.vms;
  if (max > MOST_VMS) return null;
  if (holding.rate * holding.mean >= max * pool.slotsPerVm) return { off: Number.POSITIVE_INFINITY, cost: price * max };
  const chain = chainOf(station, pool, holding.rate, holding.mean);
  if (chain === null) return null;
  const { meanOn, meanWait, waitProbability } = chain;
  const off = limits.map((limit) => offBy(limit, meanWait, waitProbability));
  return { off: Math.max(0, ...off), cost: price * meanOn };
}

function chainOf({ servers }: Station, pool: PoolSpec, arrivalRate: number, meanService: number) {
  const { scaling, slotsPerVm } = pool;
  if (scaling.kind !== "onDemand" || servers === 0) return null;
  const means = [pool.provisioning, pool.startTask, scaling.idleTimeout].map((each) => momentsOf(each)?.mean ?? null);
  const [provisioning = null, startTask = null, meanIdleTimeout = null] = means;
  if (provisioning === null || startTask === null || meanIdleTimeout === null) return null;
  const max = scaling.max[0]!.vms;
  return mmcSetup({
    arrivalRate,
    // A VM of several slots is taken for one that is so many times as fast.
    meanService: meanService / slotsPerVm,
    min: Math.min(max, scaling.min[0]!.vms),
    max,
    // The chain has no setup of no time.
    meanSetup: Math.max(provisioning + startTask, SECOND / 1000),
    meanIdleTimeout,
    timers: scaling.timers,
  });
}

/** Of those who wait, the time is taken for exponential. */
function offBy({ quantile, wait }: WaitLimit, meanWait: number, waitProbability: number): number {
  const atQuantile =
    quantile === null || waitProbability <= 1 - quantile
      ? 0
      : (meanWait / waitProbability) * Math.log(waitProbability / (1 - quantile));
  const found = quantile === null ? meanWait : atQuantile;
  return Math.max(0, found - wait) / Math.max(wait, 1);
}
