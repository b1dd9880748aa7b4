import { REPLICATIONS } from "./oneQueue.ts";
import { seedOf } from "./queueCase.ts";
import type { RunLength } from "./runLength.ts";

/** One of several sources of jobs: Poisson arrivals a minute, exponential service of a mean in minutes. */
export interface Tenant {
  readonly name: string;
  readonly rate: number;
  readonly meanService: number;
  readonly route: string;
  /** Further keys of its jobs, as YAML: `gang: 2`. */
  readonly job?: string;
}

/** The scenario file of several tenants. `systems`: YAML of the classic service, pools and alternatives. */
export function tenantsText(
  id: string,
  { warmUp, horizon }: RunLength,
  tenants: readonly Tenant[],
  systems: string,
): string {
  const workloads = tenants.map(({ name, rate, meanService, route, job }) => {
    const service = `service: {exponential: {mean: ${meanService} min}}`;
    return `
  ${name}:
    arrivals: {poisson: {rate: ${rate}/min}}
    job: {${job === undefined ? service : `${service}, ${job}`}}
    route: ${route}`;
  });
  return `
name: ${JSON.stringify(id)}
seed: ${seedOf(id)}
time: {warmUp: ${warmUp} min, horizon: ${horizon} min}
replications: ${REPLICATIONS}
quantiles: exact
workloads:${workloads.join("")}
${systems}
`;
}

/** A pool whose VMs are there at once and start a task at once, with further keys as YAML. */
export function instantPool(vms: number, more = ""): string {
  return `{vms: ${vms}, provisioning: 0 s, startTask: 0 s, dispatch: 0 s${more === "" ? "" : `, ${more}`}}`;
}

/** A shared fleet that starts a job at once, with further keys as YAML. */
export function instantClassic(workers: number, more = ""): string {
  return `{workers: ${workers}, endpointConcurrency: none, dispatch: 0 s${more === "" ? "" : `, ${more}`}}`;
}
