import type { OfferedLoad } from "../model/offeredLoad.ts";

/** What must be said of figures whose load has no steady state (invariant 11): one sentence each, with a way out. */
export function stabilityWarnings(loads: readonly OfferedLoad[], windowLength: string): string[] {
  return loads
    .filter(({ offered, capacity }) => offered > 0 && offered >= capacity)
    .map(({ system, cappedAs, offered, capacity }) => {
      const ratio = capacity === 0 ? "any" : (offered / capacity).toFixed(2);
      const enough = Math.ceil(offered * 1.1);
      if (cappedAs !== null) {
        return (
          `${system}: ${cappedAs} keeps ${offered.toFixed(1)} jobs running on average and may run ${capacity}; its held ` +
          `jobs grow with the length of the run (${windowLength}) and have no steady state. Spread it over more endpoints, ` +
          `or raise the cap to ${enough}.`
        );
      }
      const setting = system === "classic" ? "classic.workers" : `pools.${system}.vms`;
      return (
        `${system}: load is ${ratio} of capacity; its waits grow with the length of the run (${windowLength}) and have no ` +
        `steady state. Try ${setting} for ${enough} slots, or read its figures as "after ${windowLength}".`
      );
    });
}
