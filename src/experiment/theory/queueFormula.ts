import type { WorkloadSpec } from "../../model/workload/workloadSpec.ts";
import { mdc } from "../../statistics/deterministicService.ts";
import { mmck } from "../../statistics/finiteQueue.ts";
import { allenCunneen, mg1, mmc } from "../../statistics/queueing.ts";
import { arrivalKind } from "./arrivals.ts";
import type { Holding } from "./holding.ts";
import type { QueueModel } from "./queueModel.ts";
import type { Station } from "./station.ts";

/** What a formula says of a queue in its steady state. Ticks. */
export interface QueueFormula {
  /** In Kendall's notation. */
  readonly letters: string;
  readonly kind: QueueModel["kind"];
  readonly source: string;
  /** Until a server is free. */
  readonly meanWait: number;
  readonly waitProbability: number;
  /** The wait's 95th percentile; null where it is not known, or a sample's would jump between 0 and the shortest waits. */
  readonly p95: number | null;
  /** Share of arrivals turned away. */
  readonly blocked: number;
}

const EXACT = { kind: "exact", p95: null, blocked: 0 } as const;

/** The formula for a station with a steady state, the most exact one that there is here. */
export function formulaFor({ servers, maxQueued, streams }: Station, holding: Holding): QueueFormula {
  const { rate, mean, secondMoment, squaredCv, form } = holding;
  if (servers === Number.POSITIVE_INFINITY) {
    const source = "nobody waits where there is no end of servers";
    return { ...EXACT, letters: "M/G/∞", source, meanWait: 0, waitProbability: 0 };
  }
  const arrivals = squaredCvOfArrivals(streams);
  if (streams.some((stream) => arrivalKind(stream) !== "poisson")) {
    return {
      ...approximation("G", holding, servers),
      meanWait: allenCunneen(rate, mean, servers, { arrivals, service: squaredCv }),
    };
  }
  if (maxQueued !== Number.POSITIVE_INFINITY) {
    const room = servers + maxQueued;
    const queue = mmck(rate, mean, servers, room);
    const source = "Gross, Shortle, Thompson & Harris, Fundamentals of Queueing Theory (4th ed.), 2.5";
    return {
      ...EXACT,
      ...queue,
      letters: `M/M/${servers}/${room}`,
      source,
      p95: p95Of(queue),
      blocked: queue.blockProbability,
    };
  }
  if (form === "exponential") {
    const queue = mmc(rate, mean, servers);
    const source = "Erlang's C formula; Gross et al., Fundamentals of Queueing Theory (4th ed.), 2.3";
    return { ...EXACT, ...queue, letters: `M/M/${servers}`, source, p95: p95Of(queue) };
  }
  if (form === "constant") {
    const source = "Crommelin (1932); Tijms, A First Course in Stochastic Models, 9.6.2";
    return { ...EXACT, ...mdc(rate, mean, servers), letters: `M/D/${servers}`, source };
  }
  if (servers === 1) {
    const source = "Pollaczek and Khinchine's formula; Gross et al., Fundamentals of Queueing Theory (4th ed.), 5.1";
    return { ...EXACT, ...mg1(rate, mean, secondMoment), letters: "M/G/1", source };
  }
  return {
    ...approximation("M", holding, servers),
    meanWait: allenCunneen(rate, mean, servers, { arrivals, service: squaredCv }),
  };
}

/** The squared coefficient of variation of the gaps between arrivals: 1 for Poisson ones. */
export function squaredCvOfArrivals(streams: readonly WorkloadSpec[]): number {
  const [stream] = streams;
  if (streams.length !== 1 || stream!.arrivals.kind !== "renewal") return 1;
  const { interval } = stream!.arrivals;
  return "mean" in interval ? interval.variance / interval.mean ** 2 : 0;
}

function approximation(first: string, { rate, mean, form }: Holding, servers: number): Omit<QueueFormula, "meanWait"> {
  const second = { exponential: "M", constant: "D", general: "G" }[form];
  return {
    ...EXACT,
    kind: "approximation",
    letters: `${first}/${second}/${servers}`,
    source: "Allen and Cunneen's approximation; Allen, Probability, Statistics, and Queueing Theory (2nd ed.), 5.4",
    waitProbability: mmc(rate, mean, servers).waitProbability,
  };
}

function p95Of(queue: { readonly waitProbability: number; waitQuantile(p: number): number }): number | null {
  const edge = queue.waitProbability / 0.05;
  return edge > 0.7 && edge < 1.3 ? null : queue.waitQuantile(0.95);
}
