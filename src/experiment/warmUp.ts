import { DAY, HOUR, SECOND, type Ticks } from "../engine/time.ts";
import { loadCycle } from "../model/loadCycle.ts";
import type { WorldRecord } from "../model/worldResult.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import type { Cell } from "./cell.ts";
import { InterruptedError } from "./interruptedError.ts";
import { lengthText } from "./lengthText.ts";
import { queueSeries } from "./queueSeries.ts";
import type { WarmUpFound } from "./results.ts";
import type { Simulator } from "./simulator.ts";
import { type QueueTruncation, truncationOf, wholeCycles } from "./truncation.ts";

/** Pilot runs of each alternative. */
const PILOTS = 5;
/** The numbers of their replications: beyond all that are measured, so that no figure depends on what it was cut by. */
const FIRST_PILOT = 1_000_000;
/** Of days that differ by the hour, so many are needed to tell a beginning from the rest. */
const FEWEST_DAYS = 7;

const METHODS: ReadonlyMap<Ticks, WarmUpFound["method"]> = new Map([
  [DAY, "MSER-5 in whole days"],
  [HOUR, "MSER-5 in whole hours"],
]);

/** An alternative before it is simulated. */
export interface Prepared {
  readonly name: string;
  readonly spec: WorldSpec;
  /** Its warm-up is `auto`, and that of its spec 0. */
  readonly autoWarmUp: boolean;
}

/** What became of `warmUp: auto`; null where no alternative asks for it. */
export interface Settled {
  /** For the alternatives that ask for it. */
  readonly warmUp: Ticks;
  readonly found: WarmUpFound | null;
  /** By alternative, where no end of the warm-up was found. */
  readonly warnings: ReadonlyMap<string, string>;
}

/**
 * Gives the alternatives that leave their warm-up to us the same one, for they are compared pair by pair: the longest that
 * any of them needs. Each is simulated a few times without a warm-up, in replications of their own, and MSER tells where
 * the beginning of its queues ends. The horizon is measured after it.
 *
 * Rejects with an InterruptedError if the simulator was told to end.
 */
export async function settleWarmUp(prepared: readonly Prepared[], simulate: Simulator["simulate"]): Promise<Settled> {
  const cells = pilotsOf(prepared);
  const worlds = cells.length === 0 ? [] : await simulate(cells);
  const pilots = new Map<string, Pilot>();
  prepared.forEach(({ name, spec, autoWarmUp }, alternative) => {
    if (!autoWarmUp) return;
    pilots.set(
      name,
      pilot(
        spec,
        worlds.filter((_, place) => cells[place]!.alternative === alternative),
      ),
    );
  });
  const warnings = new Map<string, string>();
  if (pilots.size === 0) return { warmUp: 0, found: null, warnings };
  const entries = [...pilots];
  const [alternative, longest] = entries.reduce((a, b) => (b[1].warmUp > a[1].warmUp ? b : a));
  const cycle = Math.max(...entries.map(([, each]) => each.cycle));
  // An alternative that goes by the day needs whole ones, whichever of them asked for the most.
  const warmUp = wholeCycles(longest.warmUp, cycle);
  for (const [name, each] of entries) if (isTooShort(each)) warnings.set(name, tooShort(each));
  return {
    warmUp,
    warnings,
    found: {
      seconds: warmUp / SECOND,
      method: METHODS.get(cycle) ?? "MSER-5",
      pilotReplications: PILOTS,
      alternative,
    },
  };
}

/** The pilot runs that these alternatives need. */
export function pilotsOf(prepared: readonly Prepared[]): Cell[] {
  return prepared.flatMap(({ spec, autoWarmUp }, alternative) =>
    Array.from({ length: autoWarmUp ? PILOTS : 0 }, (_, number) => ({
      alternative,
      replication: FIRST_PILOT + number,
      time: { warmUp: 0, horizon: pilotLength(spec), drain: false },
    })),
  );
}

interface Pilot {
  readonly length: Ticks;
  /** Of the load; 0 for none. */
  readonly cycle: Ticks;
  readonly warmUp: Ticks;
  /** Null: not even one batch of observations. */
  readonly truncation: QueueTruncation | null;
}

function pilotLength(spec: WorldSpec): Ticks {
  return loadCycle(spec) === DAY ? Math.max(spec.horizon, FEWEST_DAYS * DAY) : spec.horizon;
}

function pilot(spec: WorldSpec, worlds: readonly (WorldRecord | undefined)[]): Pilot {
  const cycle = loadCycle(spec);
  const length = pilotLength(spec);
  const done = worlds.filter((world) => world !== undefined);
  if (done.length < worlds.length) throw new InterruptedError();
  const series = queueSeries(done, 0, length);
  const truncation = series === null ? null : truncationOf(series, cycle);
  return { length, cycle, warmUp: truncation?.warmUp ?? 0, truncation };
}

function isTooShort({ cycle, truncation }: Pilot): boolean {
  // Of a few days, chance often has the last ones be the most alike.
  return truncation === null || (truncation.atBound && (truncation.moves || cycle !== DAY));
}

function tooShort({ length, warmUp }: Pilot): string {
  return (
    `no end of the warm-up was found: queues still changed in the second half of pilot runs of ${lengthText(length)}, of ` +
    `which ${lengthText(warmUp)} were dropped. Run longer: raise time.horizon, or give time.warmUp.`
  );
}
