import type { Simulation } from "../../engine/simulation.ts";
import type { EventLog } from "../eventLog.ts";
import type { Lane, Store } from "../storage/store.ts";
import type { Window } from "../window.ts";
import type { Account } from "./account.ts";
import type { VmDraws } from "./vmDraws.ts";

/** What the VMs of a pool stand on. */
export interface FleetSurroundings {
  readonly simulation: Simulation;
  readonly window: Window;
  readonly log: EventLog;
  readonly account: Account;
  readonly draws: VmDraws;
  /** Where a VM's start task pulls its image from; null: it pulls none. */
  readonly registry: { readonly store: Store; readonly lane: Lane } | null;
}
