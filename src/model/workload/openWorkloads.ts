import { isRandom } from "../../engine/distribution.ts";
import { openStream, type Uniform } from "../../engine/random.ts";
import { createSampler } from "../../engine/sampler.ts";
import { NEVER, SECOND } from "../../engine/time.ts";
import { Parties } from "../parties.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { JobDraws } from "./jobDraws.ts";
import { Source } from "./source.ts";
import { StreamFlow } from "./streamFlow.ts";
import { StreamSource } from "./streamSource.ts";
import { tooWide } from "./tooWide.ts";
import { TraceSource } from "./traceSource.ts";
import type { WorkloadSpec } from "./workloadSpec.ts";

/** The stream of an owner (`workload:<name>`, `pool:<name>`) for a purpose. */
export function openPurpose(spec: WorldSpec, replication: number, owner: string, purpose: string): Uniform {
  return openStream({ seed: spec.seed, replication, owner, purpose });
}

/** Where a workload's jobs come from. */
export type AnySource = Source | TraceSource | StreamSource;

/** Where the jobs of each workload come from, by the index of the workload. No job comes at or after the horizon's end. */
export function openSources(spec: WorldSpec, replication: number): readonly AnySource[] {
  const end = spec.warmUp + spec.horizon;
  return spec.workloads.map(({ name, arrivals }) => {
    if (arrivals.kind === "trace") return new TraceSource(arrivals.jobs, arrivals.limit, end);
    const open = (purpose: string): Uniform => openPurpose(spec, replication, ownerOf(name), purpose);
    if (arrivals.kind === "stream") {
      const delay = createSampler(arrivals.submitter.delay, open("submitter"));
      return new StreamSource(arrivals, spec.startEpochMs, end, delay);
    }
    const uniform = open("arrivals");
    return new Source(arrivals, spec.startEpochMs, end, {
      uniform,
      interval: arrivals.kind === "renewal" ? createSampler(arrivals.interval, uniform) : () => NEVER,
      batch: createSampler(arrivals.batch, open("batch")),
    });
  });
}

/** What the jobs of each workload are like, by the index of the workload. */
export function openDraws(spec: WorldSpec, replication: number): readonly JobDraws[] {
  const randomDispatch = [spec.classic, ...spec.pools].some((system) => system !== null && isRandom(system.dispatch));
  return spec.workloads.map(
    (workload: WorkloadSpec) =>
      new JobDraws(workload, spec.classic, randomDispatch, (purpose) =>
        openPurpose(spec, replication, ownerOf(workload.name), purpose),
      ),
  );
}

/** What is to be told of the workloads' traces: jobs left out, jobs that fit nowhere, lines that gave none. */
export function traceWarnings(spec: WorldSpec, sources: readonly AnySource[]): string[] {
  const warnings: string[] = [];
  const parties = new Parties(spec).byWorkload;
  sources.forEach((source, index) => {
    const { name, arrivals } = spec.workloads[index]!;
    if (!(source instanceof TraceSource) || arrivals.kind !== "trace") return;
    if (source.outside > 0) {
      warnings.push(`${name}: jobs of the trace outside warm-up and horizon, which were left out: ${source.outside}`);
    }
    const wide = tooWide(spec, parties[index]!, arrivals.jobs, arrivals.limit);
    if (wide > 0) {
      warnings.push(
        `${name}: jobs of the trace that need more slots than there ever are, which were rejected: ${wide}`,
      );
    }
    for (const [reason, count] of Object.entries(arrivals.jobs.dropped)) {
      if (count > 0) warnings.push(`${name}: lines of the trace that gave no job: ${count} (${reason})`);
    }
  });
  return warnings;
}

/** What is to be told of the workloads' streams: readings that no ingestion can keep up with. */
export function streamWarnings(spec: WorldSpec): string[] {
  return spec.workloads.flatMap(({ name, arrivals }) => {
    if (arrivals.kind !== "stream") return [];
    const { sent, capacity } = StreamFlow.means(arrivals.flow);
    if (sent <= capacity) return [];
    const fate = arrivals.flow.excess === "drop" ? "the rest is lost" : "the backlog grows without end";
    const { units } = arrivals.flow.capacity!;
    const enough = Math.ceil((sent * units) / capacity);
    return [
      `${name}: ${perSecond(sent)} events/s come on average and ${perSecond(capacity)} are taken, so ${fate}; ` +
        `throughputUnits: ${enough} would take them`,
    ];
  });
}

function perSecond(rate: number): string {
  const events = rate * SECOND;
  if (events < 1000) return String(Number(events.toPrecision(3)));
  return String(Math.round(events)).replace(/\B(?=(?:\d{3})+$)/gu, ",");
}

function ownerOf(workload: string): string {
  return `workload:${workload}`;
}
