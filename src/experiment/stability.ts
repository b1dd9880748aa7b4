import { jobRate, type OfferedLoad, offeredLoads } from "../model/offeredLoad.ts";
import type { PoolSpec } from "../model/pool/poolSpec.ts";
import { type StoreLoad, storeLoads } from "../model/storage/transferLoad.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import { countText } from "./countText.ts";
import { lengthText } from "./lengthText.ts";

/** How much more than the load a system should have, for its queue to come to an end. */
const HEADROOM = 1.1;

/**
 * What must be said of figures whose load has no steady state (invariant 11): one sentence for each system or cap that is
 * offered as much as it can do, with a way out.
 *
 * @param unfinishedAt jobs of a system (`classic` or a pool's name) that were not done at the end, on average.
 */
export function stabilityWarnings(spec: WorldSpec, unfinishedAt: (system: string) => number): string[] {
  const windowLength = lengthText(spec.horizon);
  const ofStores = overloadedStores(spec).map((load) => overStore(load, windowLength));
  return [...ofStores, ...ofSystems(spec, windowLength, unfinishedAt)];
}

/** Stores that are asked for as much as they can do, or more. */
export function overloadedStores(spec: WorldSpec): StoreLoad[] {
  const end = spec.warmUp + spec.horizon;
  return storeLoads(spec, (workload) => jobRate(workload, end)).filter(
    ({ offered, capacity }) => offered > 0 && offered >= capacity,
  );
}

function overStore({ store, offered, capacity, limit }: StoreLoad, windowLength: string): string {
  return (
    `storage ${store}: load is ${amount(offered / capacity, true)} of its ${limit}; what waits for it grows with the length of ` +
    `the run (${windowLength}) and has no steady state. Raise storage.${store}.${limit}, or move less.`
  );
}

function ofSystems(spec: WorldSpec, windowLength: string, unfinishedAt: (system: string) => number): string[] {
  return offeredLoads(spec)
    .filter(({ offered, capacity }) => offered > 0 && offered >= capacity)
    .map((load) => {
      if (load.cappedAs !== null) return overCap(load, windowLength);
      return load.capacity === 0
        ? withoutSlots(load, spec)
        : overLoad(load, spec, windowLength, unfinishedAt(load.system));
    });
}

function overCap({ system, cappedAs, offered, capacity }: OfferedLoad, windowLength: string): string {
  // A tenant's cap is over all its endpoints.
  const remedy = cappedAs?.startsWith("endpoint ")
    ? "Spread it over more endpoints, or raise the cap"
    : "Raise the cap";
  return (
    `${system}: ${cappedAs} has work for ${amount(offered)} jobs at a time and may run ${capacity}; its held jobs grow ` +
    `with the length of the run (${windowLength}) and have no steady state. ${remedy} to ` +
    `${amount(Math.ceil(offered * HEADROOM))}.`
  );
}

function withoutSlots({ system, offered }: OfferedLoad, spec: WorldSpec): string {
  return `${system}: it has no slots, so no job runs there. Try ${settingFor(system, offered, spec)}.`;
}

function overLoad(
  { system, offered, capacity }: OfferedLoad,
  spec: WorldSpec,
  windowLength: string,
  unfinished: number,
): string {
  const left = unfinished < 0.5 ? "" : `, ${countText(unfinished)} jobs are unfinished at its end`;
  // A drained run goes on until all that came is done.
  const figures = spec.drain ? `those of all that comes in ${windowLength}` : `"after ${windowLength}"`;
  return (
    `${system}: load is ${amount(offered / capacity, true)} of capacity; its waits grow with the length of the run ` +
    `(${windowLength}) and have no steady state${left}. Try ${settingFor(system, offered, spec)}, or read its figures as ` +
    `${figures}.`
  );
}

function settingFor(system: string, offered: number, spec: WorldSpec): string {
  const slots = Math.ceil(offered * HEADROOM);
  const pool = spec.pools.find(({ name }) => name === system);
  if (pool !== undefined) {
    const vms = Math.ceil(slots / pool.slotsPerVm);
    if (pool.scaling.kind === "operations") return `operations that give it ${amount(vms)} VMs`;
    if (pool.scaling.kind === "autoscale") return `a formula that may ask for ${amount(vms)} VMs`;
    return `--set pools.${system}.${sizeOf(pool.scaling.kind)}=${vms}`;
  }
  const fleet = spec.classic?.fleet;
  const changes = fleet?.kind === "workers" && fleet.timetable.length > 1;
  return changes ? `a timetable of ${amount(slots)} workers on average` : `--set classic.workers=${slots}`;
}

/** The key by which a pool is made larger. */
function sizeOf(kind: PoolSpec["scaling"]["kind"]): string {
  return kind === "onDemand" || kind === "byJobs" ? `scaling.${kind}.max` : "vms";
}

/** `1.04`, or `1,234` where decimals say nothing; `7` for a number of slots, `7.00` for a ratio. */
function amount(value: number, ratio = false): string {
  if (value < 100 && (ratio || !Number.isInteger(value))) return value.toFixed(2);
  return countText(value);
}
