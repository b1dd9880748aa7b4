import type { CapSpec, ClassicSpec, WorkloadSpec } from "../../model/worldSpec.ts";

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
  let servers = slots;
  const notes: string[] = [];
  const groups = [
    capsOf("endpoint", endpointConcurrency, new Set(streams.map(({ endpoint }) => endpoint))),
    capsOf("tenant", tenantConcurrency, new Set(streams.map(({ tenant }) => tenant))),
  ];
  for (const caps of groups) {
    const binding = caps.filter(({ limit }) => limit < slots);
    const [only] = binding;
    if (only === undefined) continue;
    if (caps.length > 1) {
      for (const { owner, limit } of binding.slice(0, 3)) departures.push(`the cap of ${limit} on ${owner} can bind`);
      if (binding.length > 3) departures.push(`so can ${binding.length - 3} more caps`);
    } else if (only.limit < servers) {
      servers = only.limit;
      const all = slots === Number.POSITIVE_INFINITY ? "" : `, of ${slots} workers`;
      notes.push(`all jobs share the cap of ${only.limit} on ${only.owner}: that many servers${all}`);
    }
  }
  if (servers < slots && classic.maxQueued !== Number.POSITIVE_INFINITY) {
    departures.push("a cap can bind while maxQueued turns jobs away");
  }
  return { servers, slots, notes: notes.slice(-1), departures };
}

function capsOf(kind: string, { byName, otherwise }: CapSpec, names: ReadonlySet<string>): readonly Cap[] {
  return [...names].map((name) => ({ owner: `${kind} ${name}`, limit: byName.get(name) ?? otherwise }));
}
