import type { Verdict } from "./verdict.ts";

/** How many times the load is still carried. */
export interface Headroom {
  /** The largest multiple of the load, in hundredths, that is shown to meet every objective. */
  readonly meets: number;
  /** The least that is shown not to; null where there is none up to `MOST`. */
  readonly misses: number | null;
}

/** Hundredths: so many times the load are as good as any. */
const MOST = 2000;
const FIRST_STEP = 10;

/**
 * The largest multiple of a load that meets the objectives, by doubled steps and then by halves, in hundredths: as if more load
 * never helped.
 *
 * @param verdictAt asked once for each multiple, in hundredths; @param from the multiple that is known to meet them, in hundredths.
 */
export async function headroomOf(verdictAt: (hundredths: number) => Promise<Verdict>, from: number): Promise<Headroom> {
  const known = new Map<number, Verdict>();
  const look = async (at: number): Promise<Verdict> => {
    const verdict = known.get(at) ?? (await verdictAt(at));
    known.set(at, verdict);
    return verdict;
  };
  const last = async (least: number, holds: (verdict: Verdict) => boolean): Promise<number> => {
    let low = least;
    let high = Math.min(...[...known].flatMap(([at, verdict]) => (at > least && !holds(verdict) ? [at] : [])));
    for (let step = FIRST_STEP; high > MOST; step *= 2) {
      const at = Math.min(MOST, low + step);
      if (!holds(await look(at))) high = at;
      else if (at === MOST) return MOST;
      else low = at;
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (holds(await look(middle))) low = middle;
      else high = middle;
    }
    return low;
  };
  const meets = await last(from, (verdict) => verdict === "met");
  const open = meets === MOST ? MOST : await last(meets, (verdict) => verdict !== "missed");
  return { meets: meets / 100, misses: open === MOST ? null : (open + 1) / 100 };
}
