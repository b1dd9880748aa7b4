import { ArrivalLanes } from "../../engine/arrivalLanes.ts";
import { Simulation } from "../../engine/simulation.ts";
import type { Ticks } from "../../engine/time.ts";
import { ClassicMeter } from "../billing/classicMeter.ts";
import { roundedLedger } from "../billing/vmRounding.ts";
import { FIRST_OF_SYSTEMS, KINDS } from "../eventCode.ts";
import type { EventLog } from "../eventLog.ts";
import { JobLife } from "../jobLife.ts";
import { openPools, type Pools } from "../pool/openPools.ts";
import { poolWarnings } from "../pool/poolWarnings.ts";
import { QueueParts } from "../queueParts.ts";
import { Rounds } from "../rounds.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { ServiceFigures } from "./fifoService.ts";

const NO_PARTS = new QueueParts([], 0);

/** The pools of a world apart from its jobs: their VMs go through their own events, and what tasks use of them is told from outside. */
export class PoolsAlone {
  readonly simulation = new Simulation(new ArrivalLanes([]));
  readonly pools: Pools;
  readonly #spec: WorldSpec;
  readonly #window: Window;
  #vmPeak = 0;

  constructor(
    spec: WorldSpec,
    window: Window,
    { replication, log, keepEvaluations }: { replication: number; log: EventLog; keepEvaluations: boolean },
  ) {
    this.#spec = spec;
    this.#window = window;
    const { simulation } = this;
    const nobody = {
      ...{ window, log, queueParts: NO_PARTS, rounds: new Rounds([]), tenantOf: () => 0 },
      ...{ cells: [], customers: [], checkpoints: [], allowances: [] },
      ...{ recorder: null, meter: null, transfers: null },
    };
    this.pools = openPools(spec, replication, {
      ...{ simulation, log, window, keepEvaluations },
      life: new JobLife(simulation, [], nobody),
      requestDispatch: () => simulation.requestDispatch(),
      requestDecision: () => simulation.requestDecision(),
      ...{ stores: [], refuge: null },
    });
  }

  /** An event of a pool. */
  handle(code: number, subject: number): void {
    const own = code - FIRST_OF_SYSTEMS;
    this.pools.all[Math.floor(own / KINDS) - 1]!.handle(own % KINDS, subject);
  }

  /** The VMs that there are now stand until then. */
  notePeak(until: Ticks): void {
    if (until <= this.#window.from || !(this.#spec.drain || this.simulation.now < this.#window.end)) return;
    let vms = 0;
    for (const { fleet } of this.pools.all) vms += fleet.notePeak();
    if (vms > this.#vmPeak) this.#vmPeak = vms;
  }

  /** The clock stopped. */
  close(): ServiceFigures {
    const { all, operations, anyAtLimit } = this.pools;
    for (const pool of all) pool.close();
    const ledger = all.flatMap(({ fleet }) => fleet.ledger());
    return {
      classic: null,
      pools: all,
      vms: roundedLedger(ledger, this.#spec, this.#window),
      meter: ClassicMeter.of(this.#spec, this.#window),
      anyAtLimit,
      cancelledVms: all.map(({ fleet }) => fleet.provisioning.cancelled),
      operations: operations.rows(),
      vmPeak: this.#vmPeak,
      events: this.simulation.events,
      warnings: poolWarnings(all),
    };
  }
}
