import type { CapSpec, ClassicSpec, FleetSpec } from "../model/classic/classicSpec.ts";
import { CLOCK_TIME } from "./calendar.ts";
import type { Cap } from "./classicSchema.ts";
import type { CompileContext } from "./compileContext.ts";
import { compileVariate } from "./compileVariate.ts";
import type { ClassicValues } from "./scenarioSchema.ts";
import { UNTOLD_CLASSIC } from "./untold.ts";
import { DURATIONS, NUMBERS } from "./valueKind.ts";

/** The shared service in the model's terms. */
export async function compileClassic(context: CompileContext, classic: ClassicValues): Promise<ClassicSpec> {
  return {
    fleet: await compileFleet(context, classic),
    endpointConcurrency: compileCap(classic.endpointConcurrency, UNTOLD_CLASSIC.endpointConcurrency),
    tenantConcurrency: compileCap(classic.tenantConcurrency, UNTOLD_CLASSIC.tenantConcurrency),
    maxQueued: capNumber(classic.maxQueued),
    dispatch: await compileVariate(context, classic.dispatch, DURATIONS, ["classic", "dispatch"]),
    speed: await compileVariate(context, classic.speed, NUMBERS, ["classic", "speed"]),
    billingPlan: classic.billingPlan ?? null,
  };
}

async function compileFleet(context: CompileContext, { workers, observedWait }: ClassicValues): Promise<FleetSpec> {
  if (observedWait !== undefined) {
    return {
      kind: "observedWait",
      wait: await compileVariate(context, observedWait, DURATIONS, ["classic", "observedWait"]),
    };
  }
  if (workers === undefined) return { kind: "unlimited" };
  if (typeof workers === "number") return { kind: "workers", timetable: [{ from: 0, workers }] };
  const timetable = workers.map((entry) => {
    const from = CLOCK_TIME.read(entry.from);
    return { from: from.ok ? from.value : 0, workers: entry.workers };
  });
  return { kind: "workers", timetable };
}

/** Those that a map does not name have the cap of a file that names none. */
function compileCap(cap: Cap, untold: number | "none"): CapSpec {
  if (typeof cap !== "object") return { byName: new Map(), otherwise: capNumber(cap) };
  const { otherwise = untold, ...named } = cap;
  const byName = Object.entries(named).map(([name, limit]): [string, number] => [name, capNumber(limit)]);
  return { byName: new Map(byName), otherwise: capNumber(otherwise) };
}

function capNumber(cap: number | "none"): number {
  return cap === "none" ? Number.POSITIVE_INFINITY : cap;
}
