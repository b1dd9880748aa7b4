import type { WorldSpec } from "../model/worldSpec.ts";

/**
 * What must be said of waits in a shared service whose fleet the scenario does not tell: that they are drawn, or that there
 * are none by others. Null where a fleet is told or no job of the customer's goes there.
 */
export function assumedFleet({ classic, workloads }: WorldSpec): string | null {
  const used = workloads.some(({ background, route }) => {
    if (background) return false;
    return route.kind === "fixed" ? route.target === null : [...route.targets.values(), route.otherwise].includes(null);
  });
  if (classic === null || !used) return null;
  switch (classic.fleet.kind) {
    case "workers":
      return null;
    case "observedWait":
      return (
        "classic: no fleet is simulated, each wait is drawn from observedWait whatever the load; if the fleet is known, " +
        "write classic.workers instead."
      );
    case "unlimited":
      return (
        "classic: no fleet is told, so nobody waits for others there, only for caps; write classic.workers, or " +
        "classic.observedWait if only the waits are known."
      );
  }
}
