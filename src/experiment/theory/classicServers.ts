import type { CapSpec, ClassicSpec } from "../../model/classic/classicSpec.ts";
import type { WorkloadSpec } from "../../model/workload/workloadSpec.ts";

/** How many jobs run at a time in the classic service, if that is one number. */
export interface ClassicServers {
  readonly servers: number;
  readonly slots: number;
  readonly notes: readonly string[];
  readonly departures: readonly string[];
}

interface Cap {
  /** `endpoint scoring`. */
  readonly owner: string;
  readonly limit: number;
}

/** Caps that are told one by one; of more, the rest are counted. */
const NAMED = 3;

/**
 * The workers, or the cap of the one endpoint or tenant that uses them all: its held jobs wait in order of submission, as if
 * for so many servers. Caps that bind some of several users make a queue that no formula here knows.
 */
export function classicServers(classic: ClassicSpec, streams: readonly WorkloadSpec[]): ClassicServers {
  const { fleet, endpointConcurrency, tenantConcurrency } = classic;
  const departures: string[] = [];
  let slots = Number.POSITIVE_INFINITY;
  if (fleet.kind === "workers") {
    const numbers = fleet.timetable.map(({ workers }) => workers);
    slots = Math.min(...numbers);
    if (new Set(numbers).size > 1) departures.push("the number of workers changes with the time of day");
    if (slots === 0) departures.push("it has no workers");
  } else if (fleet.kind === "observedWait") {
    departures.push("its waits are drawn from observedWait: no queue is simulated that a formula could be about");
  }
  const groups = [
    capsOf("endpoint", endpointConcurrency, new Set(streams.map(({ endpoint }) => endpoint))),
    capsOf("tenant", tenantConcurrency, new Set(streams.map(({ tenant }) => tenant))),
  ];
  let servers = slots;
  let note: string | null = null;
  // The caps that all share come first: a cap of some that is no lower than those never binds.
  for (const [cap, ...others] of groups) {
    if (cap === undefined || others.length > 0 || cap.limit >= servers) continue;
    servers = cap.limit;
    const all = slots === Number.POSITIVE_INFINITY ? "" : `, of ${slots} workers`;
    note = `all jobs share the cap of ${cap.limit} on ${cap.owner}: that many servers${all}`;
  }
  for (const caps of groups) {
    const binding = caps.filter(({ limit }) => limit < servers);
    for (const { owner, limit } of binding.slice(0, NAMED)) departures.push(`the cap of ${limit} on ${owner} can bind`);
    if (binding.length > NAMED) departures.push(`so can ${binding.length - NAMED} more caps`);
  }
  if (servers < slots && classic.maxQueued !== Number.POSITIVE_INFINITY) {
    departures.push("a cap can bind while maxQueued turns jobs away");
  }
  return { servers, slots, notes: note === null ? [] : [note], departures };
}

function capsOf(kind: string, { byName, otherwise }: CapSpec, names: ReadonlySet<string>): readonly Cap[] {
  return [...names].map((name) => ({ owner: `${kind} ${name}`, limit: byName.get(name) ?? otherwise }));
}
