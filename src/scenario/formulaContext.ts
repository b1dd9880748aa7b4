import { openStream } from "../engine/random.ts";
import type { Ticks } from "../engine/time.ts";
import type { EvaluationContext, Formula } from "../model/scaling/formula/formula.ts";
import { SAMPLE_DELAY, SampleHistory } from "../model/scaling/formula/sampleHistory.ts";
import type { FormulaSample } from "./formulaSamples.ts";

/** A pool and its past, for one evaluation. */
export interface MadePool {
  readonly samples: ReadonlyMap<string, readonly FormulaSample[]>;
  /** Microseconds since 1970; undefined: when the last sample becomes visible. */
  readonly at: Ticks | undefined;
  /** Dedicated VMs; undefined: none. */
  readonly current: number | undefined;
  readonly seed: number;
}

/** What one evaluation on a made pool knows, or null where nothing tells the time and the formula asks for it. */
export function contextOf(formula: Formula, { samples, at, current, seed }: MadePool): EvaluationContext | null {
  const now = at ?? lastVisible(samples) ?? (formula.calls("time") ? null : SAMPLE_DELAY);
  if (now === null) return null;
  const histories = formula.metrics.map(({ name }) => {
    const own = samples.get(name) ?? madeSamples(name, now, current);
    const history = new SampleHistory({ samples: own.length, age: 0 });
    for (const { time, value } of own) history.record(time, value);
    return history;
  });
  const uniform = openStream({ seed, replication: 0, owner: "formula", purpose: "rand" });
  return { now, epoch: 0, histories, dedicated: current ?? 0, lowPriority: 0, deallocation: "requeue", uniform };
}

function lastVisible(samples: MadePool["samples"]): Ticks | null {
  const last = [...samples.values()].map((own) => own.at(-1)!.time);
  return last.length === 0 ? null : Math.max(...last) + SAMPLE_DELAY;
}

/** VMs that are told are also sampled, once. */
function madeSamples(name: string, now: Ticks, current: number | undefined): readonly FormulaSample[] {
  const isTold = name === "$CurrentDedicatedNodes" && current !== undefined;
  return isTold ? [{ time: now - SAMPLE_DELAY, value: current }] : [];
}
