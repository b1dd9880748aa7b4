import { createSampler, type Sampler } from "../../engine/sampler.ts";
import type { Simulation } from "../../engine/simulation.ts";
import type { EventLog } from "../eventLog.ts";
import type { JobLife } from "../jobLife.ts";
import type { Store } from "../storage/store.ts";
import type { System } from "../system.ts";
import type { Window } from "../window.ts";
import { openPurpose } from "../workload/openWorkloads.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { Account } from "./account.ts";
import type { FleetSurroundings } from "./fleetSurroundings.ts";
import { LimitClock } from "./limitClock.ts";
import { OperationLog } from "./operationLog.ts";
import { Pool } from "./pool.ts";
import { PoolLimits } from "./poolLimits.ts";
import { PoolService } from "./poolService.ts";
import type { PoolSpec } from "./poolSpec.ts";
import type { Refuge } from "./poolSurroundings.ts";
import { openVmDraws } from "./vmDraws.ts";

/** All pools of a world, and what they have in common. */
export interface Pools {
  readonly all: readonly Pool[];
  readonly account: Account;
  readonly service: PoolService;
  readonly operations: OperationLog;
  /** How long jobs waited in any pool that could not grow. */
  readonly anyAtLimit: LimitClock;
}

/** Puts the pools together, each with the streams of its VMs. None exists before the service is started. */
export function openPools(
  spec: WorldSpec,
  replication: number,
  around: {
    readonly simulation: Simulation;
    readonly life: JobLife;
    readonly log: EventLog;
    readonly window: Window;
    readonly requestDispatch: (system: System) => void;
    readonly requestDecision: (pool: Pool) => void;
    readonly stores: readonly Store[];
    readonly refuge: Refuge | null;
    readonly keepEvaluations: boolean;
  },
): Pools {
  const { simulation, window } = around;
  const { startEpochMs } = spec;
  const operations = new OperationLog();
  const anyAtLimit = new LimitClock(window);
  const stream = (owner: string) => (purpose: string) => openPurpose(spec, replication, owner, purpose);
  const account = new Account(spec.pools.length === 0 ? null : spec.account, {
    simulation,
    operations,
    takes: increaseDelays(spec, stream("account")),
    roomier: () => {
      for (const pool of all) if (pool.limits.isCut) pool.requestDecision();
    },
  });
  const all: readonly Pool[] = spec.pools.map((pool, place) => {
    const open = stream(`pool:${pool.name}`);
    return new Pool(pool, place + 1, {
      ...around,
      startEpochMs,
      open,
      account,
      draws: openVmDraws(pool, open),
      registry: registryOf(pool, around.stores),
      workloads: spec.workloads.map(({ name }) => name),
      idleTimeout: idleTimeouts(pool, open),
      limits: new PoolLimits(window, anyAtLimit),
      jobCame: (pool) => service.jobCame(pool),
    });
  });
  const service = new PoolService(all, simulation, operations);
  return { all, account, service, operations, anyAtLimit };
}

function registryOf({ pull, network }: PoolSpec, stores: readonly Store[]): FleetSurroundings["registry"] {
  if (pull === null) return null;
  const store = stores.find(({ spec }) => spec.name === pull.store)!;
  // All VMs pull the same image, of which the registry may have many copies: no object that they share.
  return { store, lane: store.lane(network, null) };
}

type Open = (purpose: string) => ReturnType<typeof openPurpose>;

function idleTimeouts({ scaling }: PoolSpec, open: Open): Sampler {
  return scaling.kind === "onDemand" ? createSampler(scaling.idleTimeout, open("idleTimeout")) : () => 0;
}

/** One stream for all of them, each drawn when it is asked for. */
function increaseDelays({ account }: WorldSpec, open: Open): readonly Sampler[] {
  if (account === null) return [];
  const uniform = open("quotaIncrease");
  return account.increases.map(({ takes }) => createSampler(takes, uniform));
}
