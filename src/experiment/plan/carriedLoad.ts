import { isRandomWorld } from "../../model/randomness.ts";
import type { LoadedAlternative, LoadedScenario } from "../../scenario/load.ts";
import { compileWithRecipe } from "../../scenario/recipe.ts";
import { unscalable, withScaledLoad } from "../../scenario/scaledLoad.ts";
import type { CellTime } from "../cell.ts";
import type { Simulator } from "../simulator.ts";
import { type Headroom, headroomOf } from "./headroom.ts";
import { judgeByLooks } from "./looks.ts";
import { overloadOf } from "./overload.ts";
import { Trials } from "./trials.ts";
import type { Verdict } from "./verdict.ts";

export interface CarriedSetting {
  readonly simulator: Pick<Simulator, "add">;
  /** Of that simulator. */
  readonly simulate: Simulator["simulate"];
  readonly time: CellTime;
  /** Replications of the first look at a multiple; each further look has twice as many. */
  readonly firstStage: number;
  /** Chance of a wrong verdict at each multiple. */
  readonly error: number;
  /** The alternative's own load, as a multiple of that which multiples are of. */
  readonly own: number;
}

/** What `carriedLoad` found. */
export interface CarriedLoad {
  /** Null where the load has no multiple. */
  readonly headroom: Headroom | null;
  /** Why there is none. */
  readonly note: string | null;
  readonly replications: number;
}

/**
 * The largest multiple of a load with which an alternative still meets the objectives, all multiples on the same random draws. With
 * its own load it must have been found to meet them.
 *
 * Rejects with an InterruptedError if the simulator was told to end.
 */
export async function carriedLoad(
  alternative: LoadedAlternative,
  { objectives }: Pick<LoadedScenario, "objectives">,
  setting: CarriedSetting,
): Promise<CarriedLoad> {
  const { simulator, simulate, time, firstStage, error, own } = setting;
  const note = unscalable(alternative.tree);
  if (note !== null) return { headroom: null, note, replications: 0 };
  let replications = 0;
  const verdictAt = async (hundredths: number): Promise<Verdict> => {
    const scaled = withScaledLoad(alternative, hundredths / 100 / own);
    const { account: _quotas, ...resolved } = scaled.resolved;
    const compiled = await compileWithRecipe({ ...scaled, resolved }, { objectives });
    const spec = { ...compiled.spec, warmUp: time.warmUp };
    if (overloadOf(spec) !== null) return "missed";
    const place = simulator.add([{ name: `${alternative.name} at ${hundredths}%`, ...compiled }]);
    const trials = new Trials(
      (cells) => simulate(cells.map((cell) => ({ ...cell, alternative: place }))),
      [time],
      0,
      false,
    );
    const random = isRandomWorld(spec);
    const { verdict } = await judgeByLooks(trials, 0, { objectives, spec, random, firstStage, error });
    replications += trials.total;
    return verdict;
  };
  return {
    headroom: await headroomOf(verdictAt, Math.floor(Number((100 * own).toPrecision(12)))),
    note: null,
    replications,
  };
}
