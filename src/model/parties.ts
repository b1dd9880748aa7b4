import { CLASSIC } from "./eventLog.ts";
import type { PoolSpec } from "./pool/poolSpec.ts";
import { QueueParts } from "./queueParts.ts";
import type { RouteSpec, Target } from "./routeSpec.ts";
import type { WorkloadSpec } from "./workload/workloadSpec.ts";
import type { WorldSpec } from "./worldSpec.ts";

/** A workload and one of its tenants: jobs of the same party go to the same system under the same caps. */
export interface Party {
  readonly workload: number;
  /** Index into `Parties.tenants`. */
  readonly tenant: number;
  /** Where its jobs go: the first choice, where they have several. */
  readonly system: number;
  /** All systems that its jobs may be submitted to. */
  readonly choices: readonly number[];
  /** Whether jobs may be moved to the classic service from a pool that is deleted. */
  readonly mayMove: boolean;
  /** The cell of its figures, by system: `cell + system`. */
  readonly cell: number;
}

/** Who submits jobs, and where to: worked out once, before anything runs. */
export class Parties {
  /** Names, each once. */
  readonly tenants: readonly string[];
  /** By workload: its own tenant, or the tenants of its trace in the trace's order. */
  readonly byWorkload: readonly (readonly Party[])[];
  /** Names by index: `classic`, then the pools. */
  readonly systems: readonly string[];
  readonly queueParts: QueueParts;

  constructor(spec: WorldSpec) {
    this.systems = ["classic", ...spec.pools.map((pool) => pool.name)];
    const tenants = new Map<string, number>();
    const indexOf = (name: string): number => {
      const index = tenants.get(name) ?? tenants.size;
      tenants.set(name, index);
      return index;
    };
    let cells = 0;
    this.byWorkload = spec.workloads.map((workload, index) =>
      tenantsOf(workload).map((name) => {
        const choices = [...new Set(targetsOf(workload.route, name).map((target) => this.#systemOf(target)))];
        const party = {
          workload: index,
          tenant: indexOf(name),
          system: choices[0]!,
          choices,
          mayMove: spec.classic !== null && choices.some((system) => sendsOn(spec.pools[system - 1])),
          cell: cells,
        };
        cells += this.systems.length;
        return party;
      }),
    );
    this.tenants = [...tenants.keys()];
    const submitters = this.byWorkload.flat().map((party) => ({
      ...party,
      isCustomers: !spec.workloads[party.workload]!.background,
      reaches: this.systems.flatMap((_, system) => (mayReach(party, system) ? system : [])),
    }));
    this.queueParts = new QueueParts(submitters, cells);
  }

  /** Whether any of the customer's jobs may come to this system. */
  reaches(system: number, workloads: readonly WorkloadSpec[]): boolean {
    return this.byWorkload.some(
      (parties, workload) => !workloads[workload]!.background && parties.some((party) => mayReach(party, system)),
    );
  }

  /** Whose figures a cell holds. */
  ofCell(cell: number): Party {
    const width = this.systems.length;
    for (const parties of this.byWorkload) {
      const member = Math.floor((cell - parties[0]!.cell) / width);
      if (member < parties.length) return parties[member]!;
    }
    throw new Error(`no party has the cell ${cell}`);
  }

  #systemOf(target: Target): number {
    return target === null ? CLASSIC : this.systems.indexOf(target, 1);
  }
}

function tenantsOf(workload: WorkloadSpec): readonly string[] {
  const traced = workload.arrivals.kind === "trace" ? workload.arrivals.jobs.tenants : [];
  // Last stands the workload's own tenant, for jobs whose tenant the trace does not tell.
  return [...traced, workload.tenant];
}

/** Whether jobs of a party may come to a system: by their route, or from a pool that is deleted. */
export function mayReach({ choices, mayMove }: Party, system: number): boolean {
  return choices.includes(system) || (mayMove && system === CLASSIC);
}

/** Where jobs of a tenant may go, the first choice first. */
function targetsOf(route: RouteSpec, tenant: string): readonly Target[] {
  switch (route.kind) {
    case "fixed":
      return [route.target];
    case "byTenant": {
      const target = route.targets.get(tenant);
      return [target === undefined ? route.otherwise : target];
    }
    case "anyOf":
      return route.targets;
    case "overflow":
      return [route.target, route.overflowTo];
  }
}

/** Whether the jobs of a pool go on in the classic service once it is deleted, and it may be. */
function sendsOn(pool: PoolSpec | undefined): boolean {
  return (
    pool?.whenDeleted === "classic" &&
    pool.scaling.kind === "operations" &&
    pool.scaling.operations.some(({ action }) => action.kind === "delete")
  );
}
