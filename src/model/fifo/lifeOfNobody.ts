import type { Simulation } from "../../engine/simulation.ts";
import type { EventLog } from "../eventLog.ts";
import { JobLife } from "../jobLife.ts";
import { Rounds } from "../rounds.ts";
import type { Window } from "../window.ts";

/** The life of no jobs at all, which pools stand on. */
export function lifeOfNobody(simulation: Simulation, log: EventLog, window: Window): JobLife {
  return new JobLife(simulation, [], {
    ...{ window, log, systems: 0, rounds: new Rounds([]), tenantOf: () => 0 },
    ...{ cells: [], customers: [], checkpoints: [], allowances: [] },
    ...{ recorder: null, meter: null, transfers: null },
  });
}
