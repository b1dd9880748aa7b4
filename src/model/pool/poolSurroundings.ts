import type { Simulation } from "../../engine/simulation.ts";
import type { JobLife } from "../jobLife.ts";
import type { AutoscaleSurroundings } from "../scaling/autoscale.ts";
import type { OnDemandSurroundings } from "../scaling/onDemand.ts";
import type { System } from "../system.ts";
import type { FleetSurroundings } from "./fleetSurroundings.ts";
import type { Pool } from "./pool.ts";
import type { PoolLimits } from "./poolLimits.ts";

/** What a pool stands on. */
export interface PoolSurroundings extends FleetSurroundings, OnDemandSurroundings, AutoscaleSurroundings {
  readonly simulation: Simulation;
  readonly life: JobLife;
  readonly limits: PoolLimits;
  /** Their names. */
  readonly workloads: readonly string[];
  /** Marks this system due for dispatching, or for a scaling decision, at the end of the instant. */
  readonly requestDispatch: (system: System) => void;
  readonly requestDecision: (pool: Pool) => void;
  /** Where jobs of a pool that is deleted may go on; null where there is no classic service. */
  readonly refuge: Refuge | null;
  /** A job came to a pool that waited for one. */
  readonly jobCame: (pool: Pool) => void;
}

/** The classic service, for jobs whose pool is deleted. */
export interface Refuge {
  canHold(width: number): boolean;
  /** Takes a job over, with the tasks that are to begin anew. */
  take(row: number, again: readonly number[]): void;
}
