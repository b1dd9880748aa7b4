import { mayReach } from "../parties.ts";
import type { Division } from "../worldResult.ts";
import type { Figures } from "./figures.ts";

/** Where the measured jobs went of those workloads of the customer's whose jobs may go to several systems. */
export function divisionsOf({ spec, cells, parties }: Pick<Figures, "spec" | "cells" | "parties">): Division[] {
  return spec.workloads.flatMap(({ name, background }, workload) => {
    const those = parties.byWorkload[workload]!;
    // A tenant's route may differ from another's: only choices and moves are told of.
    if (background || those.every(({ choices, mayMove }) => choices.length === 1 && !mayMove)) return [];
    const reached = parties.systems.map((_, system) => those.some((party) => mayReach(party, system)));
    const systems = parties.systems.map((system, index) => ({
      system,
      jobs: those.reduce((sum, { cell }) => sum + (cells[cell + index]?.measured.submitted ?? 0), 0),
    }));
    return [{ workload: name, systems: systems.filter((_, index) => reached[index]) }];
  });
}
