import type { WorkloadSpec } from "../../model/workload/workloadSpec.ts";
import { arrivalKind, rateOf } from "./arrivals.ts";
import type { Station } from "./station.ts";
import { common, exponentialMean, momentsOf, onlyValue } from "./variates.ts";

/** How long jobs hold a server, all streams of a station merged: dispatch and service. Ticks. */
export interface Holding {
  /** Jobs a tick. */
  readonly rate: number;
  readonly mean: number;
  readonly secondMoment: number;
  /** Variance by the mean's square. */
  readonly squaredCv: number;
  readonly form: "exponential" | "constant" | "general";
  /** Mean of the dispatch delay alone. */
  readonly dispatch: number;
}

/** The merged holding time; null where a service or dispatch time has no moments. */
export function holdingOf(station: Station): Holding | null {
  const { streams, speed } = station;
  const dispatch = momentsOf(station.dispatch);
  if (dispatch === null) return null;
  let rate = 0;
  let mean = 0;
  let secondMoment = 0;
  for (const stream of streams) {
    const service = momentsOf(stream.job.service);
    if (service === null) return null;
    const each = rateOf(stream);
    const held = service.mean / speed + dispatch.mean;
    rate += each;
    mean += each * held;
    secondMoment += each * (service.variance / speed ** 2 + dispatch.variance + held ** 2);
  }
  if (rate === 0) return { rate, mean, secondMoment, squaredCv: 0, form: "general", dispatch: dispatch.mean };
  mean /= rate;
  secondMoment /= rate;
  const squaredCv = Math.max(0, secondMoment / mean ** 2 - 1);
  return { rate, mean, secondMoment, squaredCv, form: formOf(station), dispatch: dispatch.mean };
}

/** Mean service time of a stream on this station's servers, in ticks. */
export function meanService(stream: WorkloadSpec, { speed }: Station): number {
  return (momentsOf(stream.job.service)?.mean ?? 0) / speed;
}

/** Poisson or renewal streams of the customer's. */
export function ownStreams({ streams }: Station): readonly WorkloadSpec[] {
  return streams.filter((stream) => !stream.background && ["poisson", "renewal"].includes(arrivalKind(stream)));
}

function formOf({ streams, dispatch }: Station): Holding["form"] {
  const services = streams.map(({ job }) => job.service);
  if (onlyValue(dispatch) === 0 && common(services.map(exponentialMean)) !== null) return "exponential";
  return onlyValue(dispatch) !== null && common(services.map(onlyValue)) !== null ? "constant" : "general";
}
